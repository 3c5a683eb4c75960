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
record Turn(Job job, OrderRef ref, Store store, Katana katana, Hands.Hand hand, WorkQueue queue, Duration lease) {

    String account() {
        return store.katanaAccount();
    }

    /**
     * Asked before each write: a process that slept through its lease must not write any more. True means that the
     * lease outlasts the call.
     */
    boolean stillOurs() {
        return hand.renew(lease) && queue.renew(job, lease);
    }
}
