package dev.ordersync.ingest.activate;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;

/**
 * Ends the work of a store and removes our webhooks. Links and tombstones stay: connected again, nothing is imported
 * twice and nothing deleted rises again.
 *
 * <p>When a side does not answer: the store is disconnected all the same, and the queue goes on removing.
 */
public final class DisconnectStore {
    /** A check that began before the store was disconnected has ended by then, or was killed. */
    private static final Duration LATEST_CHECK = Duration.ofMinutes(1);

    private final Database database;
    private final StoreRegister register;
    private final WorkQueue queue;
    private final RemoveHooks hooks;
    private final Runnable changed;

    public DisconnectStore(
            Database database, StoreRegister register, WorkQueue queue, RemoveHooks hooks, Runnable changed) {
        this.database = database;
        this.register = register;
        this.queue = queue;
        this.hooks = hooks;
        this.changed = changed;
    }

    public void disconnect(Store store) {
        database.run(tx -> register.move(tx, store.hash(), Store.Phase.DISCONNECTED));
        changed.run();
        // at once, so that whoever asked sees them gone; and once more, for a check that was just making some
        boolean removed = hooks.remove(store) instanceof Outcome.Done;
        queue.want(Kinds.removeHooks(store).afterHush(removed ? LATEST_CHECK : Duration.ZERO));
    }

    /** Removes the webhook of the account that a store had, unless another store still works with it; asks once. */
    public void leaveAccount(Store before) {
        hooks.leaveAccount(before);
    }
}
