package dev.ordersync.ingest.orders;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of a store; {@code seen} is always the sum of the rest. */
public final class Progress {

    /** Held and conflict are one count, excluded and deleted another: what waits for a person, and what is left out. */
    public record Counts(long synced, long waiting, long held, long excluded) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public long seen() {
            return synced + waiting + held + excluded;
        }
    }

    private final Database database;

    public Progress(Database database) {
        this.database = database;
    }

    /** By store; of one without orders there is none. */
    public Map<String, Counts> counts(Collection<String> stores) {
        Map<String, Counts> counts = new HashMap<>();
        database.call(tx -> OrderCounts.of(tx, stores)).forEach((store, states) -> counts.put(store, counts(states)));
        return counts;
    }

    private static Counts counts(Map<String, Long> states) {
        long synced = 0, waiting = 0, held = 0, excluded = 0;
        for (Map.Entry<String, Long> state : states.entrySet()) {
            switch (state.getKey()) {
                case "held", "conflict" -> held += state.getValue();
                case "excluded", "deleted" -> excluded += state.getValue();
                case "synced" -> synced += state.getValue();
                default -> waiting += state.getValue();
            }
        }
        return new Counts(synced, waiting, held, excluded);
    }

    /** Orders per state as stored. */
    public Map<String, Long> states(String store) {
        return database.call(tx -> OrderCounts.of(tx, List.of(store))).getOrDefault(store, Map.of());
    }

    /** Orders that mapping has not spoken of yet, by store, counted up to the limit. */
    public Map<String, Long> silent(Collection<String> stores, int limit) {
        Map<String, Long> silent = new HashMap<>();
        database.call(tx -> Query.list(
                tx, """
                select s.store, n from unnest(?) s(store) cross join lateral (
                  select count(*) as n from (
                    select 1 from ingest.order_view v where v.store = s.store and mapping_state is null limit ?) v) w""", row -> silent.put(row.getString(1), row.getLong(2)), stores.toArray(String[]::new), limit));
        return silent;
    }
}
