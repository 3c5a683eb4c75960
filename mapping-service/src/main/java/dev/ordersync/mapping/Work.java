package dev.ordersync.mapping;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.workqueue.WorkKey;

/** The kinds of work of this service. */
public final class Work {
    /** Bring an order's Katana sales order to what the order says. */
    public static final String PUSH_SALES_ORDER = "PUSH_SALES_ORDER";

    public static WorkKey push(OrderRef ref) {
        return new WorkKey(PUSH_SALES_ORDER, ref.store(), String.valueOf(ref.orderId()));
    }

    private Work() {}
}
