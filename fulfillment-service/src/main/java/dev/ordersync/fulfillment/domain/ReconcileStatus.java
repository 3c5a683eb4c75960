package dev.ordersync.fulfillment.domain;

import dev.ordersync.fulfillment.domain.Decision.Agree;
import dev.ordersync.fulfillment.domain.Decision.CompleteOrder;
import dev.ordersync.fulfillment.domain.Decision.Conflict;
import dev.ordersync.fulfillment.domain.Decision.DeliverSalesOrder;
import dev.ordersync.fulfillment.domain.Decision.Ignore;
import dev.ordersync.fulfillment.domain.Decision.Wait;

/**
 * The three-way comparison of an order's status, its sales order's status and the pair they last agreed on. The whole
 * table is in {@code docs/rules/status.md}, and a test reads it row by row.
 *
 * <p>Example: both were open, the sales order is delivered, the order is still Awaiting Fulfillment: only Katana moved,
 * so the order is completed. Both were done, and the delivery was undone in Katana: neither delivered again nor the
 * order re-opened; a person is asked.
 */
public final class ReconcileStatus {
    public static final String DELIVERY_UNDONE = "delivery-undone";
    public static final String ORDER_REOPENED = "order-reopened";
    public static final String ENDED_BUT_DELIVERED = "ended-but-delivered";
    public static final String HALTED_BUT_DELIVERED = "halted-but-delivered";
    public static final String UNCONFIRMED_BUT_DELIVERED = "unconfirmed-but-delivered";

    public static Decision decide(Situation now) {
        Decision decision = switch (now.katana()) {
            case NONE -> new Ignore("no sales order");
            case GONE -> new Ignore("the sales order was deleted");
            case OPEN, PARTLY -> undelivered(now);
            case DELIVERED -> delivered(now);
        };
        return now.syncFulfillment() || decision instanceof Agree ? decision : new Ignore("syncFulfillment is off");
    }

    private static Decision undelivered(Situation now) {
        return switch (now.bigcommerce()) {
            case DONE -> now.deliveredBefore() ? undone() : new DeliverSalesOrder();
            case SHIPPED -> now.agreed() == Agreed.BOTH_DONE ? undone() : new Agree(Agreed.BOTH_OPEN);
            case PARTLY_REFUNDED -> partlyRefunded(now);
            case OPEN -> new Agree(Agreed.BOTH_OPEN);
            case UNCONFIRMED, HALTED, ENDED ->
                new Ignore("the order is " + now.bigcommerce().words());
        };
    }

    /** The refund hides that the order was Completed: what is left of it is delivered all the same. */
    private static Decision partlyRefunded(Situation now) {
        if (now.agreed() == Agreed.BOTH_DONE) return new Ignore("refunded and undone after completion");
        return now.completedBefore() && !now.deliveredBefore() ? new DeliverSalesOrder() : new Agree(Agreed.BOTH_OPEN);
    }

    private static Decision delivered(Situation now) {
        return switch (now.bigcommerce()) {
            case DONE -> new Agree(Agreed.BOTH_DONE);
            case SHIPPED, PARTLY_REFUNDED -> now.completedBefore() ? new Agree(Agreed.BOTH_DONE) : complete(now);
            case OPEN -> now.completedBefore() ? reopened() : complete(now);
            case HALTED -> now.completedBefore() ? new Ignore("halted after completion") : halted();
            case UNCONFIRMED -> now.completedBefore() ? reopened() : unconfirmed();
            case ENDED -> now.completedBefore() ? new Ignore("refunded after completion") : ended();
        };
    }

    private static Decision complete(Situation now) {
        return now.archived() ? new Ignore("the order is archived") : new CompleteOrder();
    }

    private static Conflict undone() {
        return new Conflict(
                DELIVERY_UNDONE,
                "The delivery was undone in Katana while the order is Completed in BigCommerce. Nothing was changed: "
                        + "deliver the sales order again, or re-open the order.");
    }

    private static Conflict reopened() {
        return new Conflict(
                ORDER_REOPENED,
                "The order was re-opened in BigCommerce while its sales order is Delivered in Katana. Nothing was "
                        + "changed: complete the order again, or undo the delivery.");
    }

    private static Conflict ended() {
        return new Conflict(
                ENDED_BUT_DELIVERED,
                "The sales order was delivered in Katana, but the order is refunded, cancelled or declined in "
                        + "BigCommerce. Nothing was changed: undo the delivery, or set the order to Completed.");
    }

    private static Wait halted() {
        return new Wait(
                HALTED_BUT_DELIVERED,
                "Delivered in Katana. The order is under verification or in dispute in BigCommerce and is set to "
                        + "Completed when it is released.");
    }

    private static Wait unconfirmed() {
        return new Wait(
                UNCONFIRMED_BUT_DELIVERED,
                "Delivered in Katana. The order is Pending or Incomplete in BigCommerce and is set to Completed when "
                        + "it is confirmed.");
    }

    private ReconcileStatus() {}
}
