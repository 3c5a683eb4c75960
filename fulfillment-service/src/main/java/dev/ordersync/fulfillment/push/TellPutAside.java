package dev.ordersync.fulfillment.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.Work;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells of orders that the queue put aside by itself: nothing was said of their attempts until then. */
@ApplicationScoped
public class TellPutAside {
    private final WorkQueue queue;
    private final OrderRecords orders;
    private final Announce announce;
    private final Transactions transactions;

    TellPutAside(WorkQueue queue, OrderRecords orders, Announce announce, Transactions transactions) {
        this.queue = queue;
        this.orders = orders;
        this.announce = announce;
        this.transactions = transactions;
    }

    public void look() {
        transactions.run(tx -> {
            for (WorkQueue.PutAside job : queue.putAside(tx, Work.RECONCILE_STATUS)) {
                OrderRef ref =
                        new OrderRef(job.key().store(), Long.parseLong(job.key().entity()));
                if (orders.find(tx, ref).isPresent()) announce.stopped(tx, ref, "held", job.cause(), job.sentence());
            }
        });
    }
}
