package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Takes up a store's held orders when its settings changed: another location, products that may be created now, custom
 * items wanted after all. And those whose sales order is in another Katana account, when the store has another key.
 */
@ApplicationScoped
public class RecheckSettings {
    private final StoreDirectory stores;
    private final OrderRecords orders;
    private final Transactions transactions;
    private final Wishes wishes;

    RecheckSettings(StoreDirectory stores, OrderRecords orders, Transactions transactions, Wishes wishes) {
        this.stores = stores;
        this.orders = orders;
        this.transactions = transactions;
        this.wishes = wishes;
    }

    public void look() {
        for (Store store : stores.all())
            transactions.run(tx -> {
                for (OrderRef order : orders.letIn(tx, store.hash(), name(store)))
                    wishes.news(tx, order, Priority.SWEEP, Duration.ZERO);
                for (OrderRef order :
                        orders.perhapsBack(tx, store.hash(), UpdateSalesOrder.OTHER_ACCOUNT, store.katanaAccount()))
                    wishes.news(tx, order, Priority.SWEEP, Duration.ZERO);
            });
    }

    /** The same for the same settings. */
    static String name(Store store) {
        return store.settings().toString();
    }
}
