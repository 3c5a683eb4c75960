package dev.ordersync.fulfillment.domain;

/**
 * All that the decision on one order rests on.
 *
 * @param archived the order is archived in BigCommerce ({@code is_deleted}): nothing is written to it
 * @param wasCompleted the order has been seen Completed since the two sides last agreed
 * @param wasDelivered the sales order has been seen Delivered since the two sides last agreed
 * @param syncFulfillment the store's setting: off means that nothing is written
 */
public record Situation(
        BigCommerceState bigcommerce,
        boolean archived,
        boolean wasCompleted,
        KatanaState katana,
        boolean wasDelivered,
        Agreed agreed,
        boolean syncFulfillment) {

    public boolean completedBefore() {
        return wasCompleted || agreed == Agreed.BOTH_DONE;
    }

    boolean deliveredBefore() {
        return wasDelivered || agreed == Agreed.BOTH_DONE;
    }
}
