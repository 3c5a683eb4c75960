package dev.ordersync.fulfillment;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.workqueue.WorkKey;

/** The kinds of work of this service. */
public final class Work {
    /** Bring an order's status and its sales order's status together. */
    public static final String RECONCILE_STATUS = "RECONCILE_STATUS";

    public static WorkKey reconcile(OrderRef ref) {
        return new WorkKey(RECONCILE_STATUS, ref.store(), String.valueOf(ref.orderId()));
    }

    private Work() {}
}
