package dev.ordersync.ingest.hooks;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.stores.Store;
import java.util.HashSet;
import java.util.Set;

/**
 * The scopes that BigCommerce refused to register ({@code ingest.refused_hook}): asked again at every check, it would
 * refuse each time. A store that was changed since, another destination and a person's word are worth a new attempt, and
 * so is the next day.
 */
public final class RefusedHooks {
    private final Database database;

    public RefusedHooks(Database database) {
        this.database = database;
    }

    Set<String> of(Store store, String destination) {
        return database.call(tx -> new HashSet<>(
                Query.list(tx, """
                select scope from ingest.refused_hook
                where store = ? and destination = ? and version = ? and refused_at > now() - interval '1 day'""", row -> row.getString("scope"), store.hash(), destination, store.version())));
    }

    void keep(Store store, String scope, String destination) {
        database.run(tx -> Query.update(tx, """
                insert into ingest.refused_hook (store, scope, destination, version) values (?, ?, ?, ?)
                on conflict (store, scope) do update
                set destination = excluded.destination, version = excluded.version, refused_at = now()""", store.hash(), scope, destination, store.version()));
    }

    /** A person says: try again. */
    public void forget(String store) {
        database.run(tx -> Query.update(tx, "delete from ingest.refused_hook where store = ?", store));
    }
}
