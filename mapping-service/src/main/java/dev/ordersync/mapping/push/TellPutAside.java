package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.mapping.Work;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Announce.News;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells of orders that the queue put aside by itself: until then they were said to be tried again. */
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
            for (WorkQueue.PutAside job : queue.putAside(tx, Work.PUSH_SALES_ORDER)) {
                Optional<OrderRecord> order = orders.find(
                        tx,
                        new OrderRef(job.key().store(), Long.parseLong(job.key().entity())));
                if (order.isPresent())
                    announce.tellChange(tx, order.get(), News.state("held", job.cause(), job.sentence()));
            }
        });
    }
}
