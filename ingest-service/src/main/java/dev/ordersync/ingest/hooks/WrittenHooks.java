package dev.ordersync.ingest.hooks;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.Store;
import java.util.HashSet;
import java.util.Set;

/**
 * Which hooks at BigCommerce were written by us, and with which secret ({@code ingest.written_hook}): a list need not tell
 * what stands in them.
 */
public final class WrittenHooks {
    private final Database database;
    private final Sealing sealing;

    public WrittenHooks(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /** The ids of those that were written with the store's present secret. */
    Set<Long> of(Store store) {
        return database.call(tx -> new HashSet<>(Query.list(
                tx,
                "select hook_id from ingest.written_hook where store = ? and secret = ?",
                row -> row.getLong("hook_id"),
                store.hash(),
                sealing.name(store.webhookSecret()))));
    }

    void keep(Store store, String scope, long hookId) {
        database.run(tx -> Query.update(tx, """
                insert into ingest.written_hook (store, scope, hook_id, secret) values (?, ?, ?, ?)
                on conflict (store, scope) do update
                set hook_id = excluded.hook_id, secret = excluded.secret""", store.hash(), scope, hookId, sealing.name(store.webhookSecret())));
    }
}
