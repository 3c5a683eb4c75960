package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.mapping.Work;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.CatalogueImports;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Looks for imports that were asked for and are not done, and has them worked on. It asks again and again, so that
 * nothing is lost with a queue that was emptied; an import that waits or is at work is left as it is.
 */
@ApplicationScoped
public class StartImports {
    private final StoreDirectory stores;
    private final Transactions transactions;
    private final WorkQueue queue;

    StartImports(StoreDirectory stores, Transactions transactions, WorkQueue queue) {
        this.stores = stores;
        this.transactions = transactions;
        this.queue = queue;
    }

    public void look() {
        transactions.run(tx -> {
            for (CatalogueImport open : CatalogueImports.open(tx)) {
                Optional<Store> store = stores.find(open.store()).filter(Store::isWorking);
                if (store.isEmpty()) continue;
                Want want = Work.importOf(store.get(), open.what());
                queue.want(tx, Want.reminder(want.key(), want.lane(), want.priority()));
            }
        });
    }
}
