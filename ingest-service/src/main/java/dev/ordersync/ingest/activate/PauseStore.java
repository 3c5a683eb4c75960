package dev.ordersync.ingest.activate;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;

/** Stops the work of a store. Webhooks are still kept; activating it again goes on with them. */
public final class PauseStore {
    private final Database database;
    private final StoreRegister register;
    private final Runnable changed;

    public PauseStore(Database database, StoreRegister register, Runnable changed) {
        this.database = database;
        this.register = register;
        this.changed = changed;
    }

    public void pause(Store store) {
        database.run(tx -> {
            Store.Phase present =
                    register.lock(tx, store.hash()).map(Store::phase).orElse(null);
            if (present == Store.Phase.PAUSED) return;
            if (present != Store.Phase.LIVE)
                throw Problem.of(409, "Only a live store can be paused.").exception();
            register.move(tx, store.hash(), Store.Phase.PAUSED);
        });
        changed.run();
    }
}
