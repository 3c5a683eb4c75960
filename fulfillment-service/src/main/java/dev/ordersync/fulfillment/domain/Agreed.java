package dev.ordersync.fulfillment.domain;

/** The last pair of states in which both sides said the same: the base of the three-way comparison (Q7). */
public enum Agreed {
    /** They never have yet. */
    NOT_YET,
    /** The order was open and the sales order not delivered. */
    BOTH_OPEN,
    /** The order was Completed and the sales order Delivered. */
    BOTH_DONE
}
