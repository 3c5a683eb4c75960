package dev.ordersync.ingest.replay;

import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import java.sql.Connection;
import java.sql.SQLException;

/** What is to be written for a store that is not activated would wait for ever. A paused one is written when it is resumed. */
final class DemandWritable {
    private final StoreRegister stores;

    DemandWritable(StoreRegister stores) {
        this.stores = stores;
    }

    /** @param hash null: all stores, of which nothing is demanded */
    void demand(Connection tx, String hash) throws SQLException {
        if (hash == null) return;
        Store.Phase phase = stores.lock(tx, hash).map(Store::phase).orElse(Store.Phase.DISCONNECTED);
        if (phase != Store.Phase.LIVE && phase != Store.Phase.PAUSED)
            throw Problem.of(409, "Store '" + hash + "' is not activated: nothing can be written for it.")
                    .exception();
    }
}
