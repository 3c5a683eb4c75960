package dev.ordersync.mapping.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.kept.Behind;
import dev.ordersync.mapping.kept.Behind.LogEnd;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Every second: begins to remember newly connected stores, and wants the orders that waited for the topic to be read to
 * its end.
 */
@ApplicationScoped
public class CatchUp {
    private static final int AT_ONCE = 500;

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Behind behind;
    private final Wishes wishes;
    private final StoreDirectory stores;
    private final Worker worker;
    private final ReadLogEnds readLogEnds;

    CatchUp(
            Transactions transactions,
            OrderRecords orders,
            Behind behind,
            Wishes wishes,
            StoreDirectory stores,
            Worker worker,
            ReadLogEnds readLogEnds) {
        this.transactions = transactions;
        this.orders = orders;
        this.behind = behind;
        this.wishes = wishes;
        this.stores = stores;
        this.worker = worker;
        this.readLogEnds = readLogEnds;
    }

    /** Returns how many orders were let go. */
    public int look() {
        List<String> known = stores.all().stream()
                .filter(store -> store.phase() != Store.Phase.DISCONNECTED)
                .map(Store::hash)
                .toList();
        transactions.run(tx -> {
            for (String store : known) orders.remember(tx, store);
        });
        List<Integer> held = transactions.call(behind::partitions);
        if (held.isEmpty()) return 0;
        List<LogEnd> log = readLogEnds.of(Topics.ORDERS_RAW, held);
        int all = release(log);
        transactions.run(tx -> behind.await(tx, log));
        if (all > 0) worker.wake();
        return all;
    }

    private int release(List<LogEnd> log) {
        int all = 0;
        int released;
        do {
            released = transactions.call(tx -> {
                var orders = behind.release(tx, Topics.ORDERS_RAW, log, AT_ONCE);
                for (var order : orders) wishes.news(tx, order.ref(), order.priority(), Duration.ZERO);
                return orders.size();
            });
            all += released;
        } while (released == AT_ONCE);
        return all;
    }
}
