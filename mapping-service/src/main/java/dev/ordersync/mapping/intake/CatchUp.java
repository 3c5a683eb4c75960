package dev.ordersync.mapping.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.kept.Behind;
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

    CatchUp(
            Transactions transactions,
            OrderRecords orders,
            Behind behind,
            Wishes wishes,
            StoreDirectory stores,
            Worker worker) {
        this.transactions = transactions;
        this.orders = orders;
        this.behind = behind;
        this.wishes = wishes;
        this.stores = stores;
        this.worker = worker;
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
        int all = 0;
        int released;
        do {
            released = transactions.call(tx -> {
                var orders = behind.release(tx, Topics.ORDERS_RAW, AT_ONCE);
                for (var order : orders) wishes.news(tx, order.ref(), order.priority(), Duration.ZERO);
                return orders.size();
            });
            all += released;
        } while (released == AT_ONCE);
        if (all > 0) worker.wake();
        return all;
    }
}
