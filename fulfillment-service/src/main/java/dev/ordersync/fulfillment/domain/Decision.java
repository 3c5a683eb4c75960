package dev.ordersync.fulfillment.domain;

/** What is to be done about one order's two states. */
public sealed interface Decision {

    /** Nothing to write; the pair is remembered as agreed. */
    record Agree(Agreed pair) implements Decision {}

    /** The sales order was delivered: set the order to Completed (rule S10). */
    record CompleteOrder() implements Decision {}

    /** The order was completed: deliver all that remains of the sales order (rule S12). */
    record DeliverSalesOrder() implements Decision {}

    /**
     * Both sides moved apart, or one went back: a person has to say which is right. Nothing is written.
     *
     * @param cause stable group key
     * @param sentence what a person reads
     */
    record Conflict(String cause, String sentence) implements Decision {}

    /** Nothing now, and one side is expected to move. */
    record Wait(String cause, String sentence) implements Decision {}

    /** Nothing, and nothing to remember. */
    record Ignore(String reason) implements Decision {}
}
