package dev.ordersync.ingest.console.home;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How far a store is behind: since when its oldest order waits for its first turn. */
@Singleton
public class Lag {
    private final Database database;

    Lag(Database database) {
        this.database = database;
    }

    /** By store, of those that have such an order. */
    Map<String, Instant> oldestWaiting(Collection<String> stores) {
        Map<String, Instant> oldest = new HashMap<>();
        database.call(tx ->
                Query.list(tx, """
                select s.store, seen_at from unnest(?) s(store) cross join lateral (
                  select seen_at from ingest.order_view v where v.store = s.store and mapping_state is null
                  order by seen_at limit 1) v""", row -> oldest.put(row.getString(1), Query.instant(row, "seen_at")), (Object)
                        stores.toArray(String[]::new)));
        return oldest;
    }
}
