package dev.ordersync.ingest.backfill;

import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.CatalogueImports;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The imports that a store's settings ask for: of its open orders, and of all products and customers where chosen. Within the
 * caller's transaction.
 */
public final class StartImports {
    private static final int AWAITING_FULFILLMENT = 11;
    private static final int AWAITING_PAYMENT = 7;
    private static final List<String> CATALOGUE = List.of(CatalogueImport.PRODUCTS, CatalogueImport.CUSTOMERS);

    private final StoreRegister register;
    private final WorkQueue queue;

    public StartImports(StoreRegister register, WorkQueue queue) {
        this.register = register;
        this.queue = queue;
    }

    /** The same for a store of which only a memory is at hand: the settings that count are those of now. */
    public void startMissing(Connection tx, String hash) throws SQLException {
        Store present = register.lock(tx, hash).filter(Store::isWorking).orElse(null);
        if (present != null) startMissing(tx, present);
    }

    /** Starts those that were never started, so that a change of settings whose work was lost is made good. */
    public void startMissing(Connection tx, Store store) throws SQLException {
        boolean started = BackfillTable.startMissing(tx, store.hash(), statuses(store)) > 0;
        // also where the work of the first one was lost: its end must be noted
        if (started || StoreRegister.importedAt(tx, store.hash()).isEmpty()) queue.want(tx, Kinds.backfill(store));
        for (String what : CATALOGUE)
            if (isChosen(store, what)) CatalogueImports.want(tx, store.hash(), what, store.katanaAccount());
            else CatalogueImports.forget(tx, store.hash(), what);
    }

    public void startAgain(Connection tx, Store store) throws SQLException {
        BackfillTable.start(tx, store.hash(), statuses(store));
        queue.want(tx, Kinds.backfill(store));
        for (String what : CATALOGUE)
            if (isChosen(store, what)) CatalogueImports.wantAgain(tx, store.hash(), what, store.katanaAccount());
    }

    private static boolean isChosen(Store store, String what) {
        String setting = what.equals(CatalogueImport.PRODUCTS)
                ? store.settings().importProducts()
                : store.settings().importCustomers();
        return setting.equals("all");
    }

    private static List<Integer> statuses(Store store) {
        List<Integer> statuses = new ArrayList<>(List.of(AWAITING_FULFILLMENT));
        if (store.settings().importAwaitingPayment()) statuses.add(AWAITING_PAYMENT);
        return statuses;
    }
}
