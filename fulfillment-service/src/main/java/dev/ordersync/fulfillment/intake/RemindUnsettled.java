package dev.ordersync.fulfillment.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.workqueue.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds linked orders whose two states lie apart and wants them looked at: a setting that was switched on, work lost with
 * a restored database. What is parked or waiting stays so.
 */
@ApplicationScoped
public class RemindUnsettled {
    private static final Logger LOG = Logger.getLogger(RemindUnsettled.class);
    private static final int AT_ONCE = 500;

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Wishes wishes;
    private final Worker worker;

    RemindUnsettled(Transactions transactions, OrderRecords orders, Wishes wishes, Worker worker) {
        this.transactions = transactions;
        this.orders = orders;
        this.wishes = wishes;
        this.worker = worker;
    }

    /** Returns how many orders it found. */
    public int remind() {
        int found = 0;
        List<OrderRef> some = List.of();
        do {
            OrderRef last = some.isEmpty() ? null : some.get(some.size() - 1);
            some = transactions.call(tx -> {
                List<OrderRef> refs = orders.unsettled(tx, AT_ONCE, last);
                for (OrderRef ref : refs) wishes.remind(tx, ref);
                return refs;
            });
            found += some.size();
        } while (some.size() == AT_ONCE);
        if (found > 0) worker.wake();
        LOG.debugf("reminded=%d", found);
        return found;
    }
}
