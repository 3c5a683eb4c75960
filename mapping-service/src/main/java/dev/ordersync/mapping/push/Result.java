package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.OrderRecord;

/** How a turn came to its end. */
sealed interface Result {

    /** The sales order is as the plan says, and that is recorded and told. */
    record Settled(String detail) implements Result {}

    /** Nothing to do and nothing to tell. */
    record Quiet(String detail) implements Result {}

    /** The sales order stays as it is, whatever the order says. */
    record Kept(OrderRecord order, ShopOrder shop, String reason) implements Result {}

    /** Left out by rule. */
    record Excluded(ShopOrder shop, String reason) implements Result {
        private static final int AWAITING_PAYMENT = 7;

        /** Whether other settings of the store would let it in. */
        boolean bySettings() {
            return shop.statusId() == AWAITING_PAYMENT;
        }
    }

    /** Nothing is done until the order's status changes. */
    record Waiting(ShopOrder shop, String reason) implements Result {}

    /** A person said hold, or leave out. */
    record Manual(OrderRecord.Manual manual) implements Result {}

    static Result settled(String detail) {
        return new Settled(detail);
    }

    static Result quiet(String detail) {
        return new Quiet(detail);
    }

    static Result waiting(ShopOrder shop, String reason) {
        return new Waiting(shop, reason);
    }

    static Result manual(OrderRecord.Manual manual) {
        return new Manual(manual);
    }
}
