package dev.ordersync.mapping.push;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.katana.Katana;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;

/**
 * One turn at one order: whose it is, and the proof that nobody else writes it meanwhile.
 *
 * @param lease longer than any call may last
 */
record Turn(Job job, OrderRef ref, Store store, Katana katana, Hands.Hand hand, WorkQueue queue, Duration lease)
        implements Errand {

    @Override
    public long orderId() {
        return ref.orderId();
    }

    @Override
    public boolean stillOurs() {
        return hand.renew(lease) && queue.renew(job, lease);
    }
}
