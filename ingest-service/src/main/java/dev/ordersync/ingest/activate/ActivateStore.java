package dev.ordersync.ingest.activate;

import dev.ordersync.ingest.backfill.StartImports;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.problems.ProblemException;
import dev.ordersync.ingest.sweep.Watermarks;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.work.PlatformClock;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Sets a store to work: its hooks, its first import, its sweeps. A store that was paused or disconnected goes on where
 * it stopped; what changed meanwhile is found by the sweep, which begins at the last point it reached.
 */
public final class ActivateStore {
    private final Database database;
    private final StoreRegister register;
    private final StartImports imports;
    private final WorkQueue queue;
    private final Runnable changed;

    /** @param changed told after every change, so that memories are refreshed and workers look */
    public ActivateStore(
            Database database, StoreRegister register, StartImports imports, WorkQueue queue, Runnable changed) {
        this.database = database;
        this.register = register;
        this.imports = imports;
        this.queue = queue;
        this.changed = changed;
    }

    /** @param told BigCommerce's clock now; null when it did not tell */
    public void activate(Store store, Instant told) {
        Instant platformTime = PlatformClock.plausible(told, database.now());
        database.run(tx -> {
            Store present = unchanged(tx, store);
            register.activate(tx, store.hash(), platformTime);
            if (platformTime != null) Watermarks.beginOrders(tx, store.hash(), platformTime);
            startWork(tx, present);
        });
        changed.run();
    }

    /** Both sides were asked before, which takes seconds: somebody may have disconnected the store meanwhile, or set it otherwise. */
    private Store unchanged(Connection tx, Store asked) throws SQLException {
        Store present = register.lock(tx, asked.hash()).orElseThrow(ActivateStore::meanwhile);
        if (present.phase() != asked.phase() && !present.isWorking()) throw meanwhile();
        return present;
    }

    private static ProblemException meanwhile() {
        return Problem.of(409, "The store was changed by someone else meanwhile. Look at it, then try again.")
                .exception();
    }

    /** The store was changed while it works: other credentials, another account, more statuses to import. */
    public void changed(Store store) {
        if (store.isWorking()) database.run(tx -> startWork(tx, store));
        changed.run();
    }

    private void startWork(Connection tx, Store store) throws SQLException {
        imports.startMissing(tx, store);
        queue.want(tx, Kinds.checkHooks(store.hash()));
        queue.want(tx, Kinds.checkKatanaHook(store.katanaAccount()));
        queue.want(tx, Kinds.backfill(store));
        queue.want(tx, Kinds.sweepOrders(store.hash()));
        queue.want(tx, Kinds.sweepSalesOrders(store.katanaAccount()));
    }

    /** Goes through all open orders, products and customers where chosen, once more; those that did not change cost nothing further on. */
    public void importAgain(Store store) {
        demandLive(store);
        database.run(tx -> imports.startAgain(tx, store));
        changed.run();
    }

    /** Looks at once for changes whose webhook did not come, on both sides. */
    public void sweep(Store store) {
        demandLive(store);
        database.run(tx -> {
            queue.want(tx, Kinds.sweepOrders(store.hash()));
            queue.want(tx, Kinds.sweepSalesOrders(store.katanaAccount()));
        });
        changed.run();
    }

    private static void demandLive(Store store) {
        if (!store.isWorking())
            throw Problem.of(409, "The store is not live. Activate it first.").exception();
    }
}
