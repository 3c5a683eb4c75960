package dev.ordersync.ingest.orders;

import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Counts of one store; {@code seen} is always the sum of the rest. */
public final class Progress {

    /** Held and conflict are one count, excluded and deleted another: what waits for a person, and what is left out. */
    public record Counts(long synced, long waiting, long held, long excluded) {
        public long seen() {
            return synced + waiting + held + excluded;
        }
    }

    private final Database database;

    public Progress(Database database) {
        this.database = database;
    }

    public Counts counts(String store) {
        Map<String, Long> states = states(store);
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
        return database.call(tx -> OrderCounts.of(tx, store));
    }

    /** Orders that mapping has not spoken of yet, counted up to the limit. */
    public long silent(String store, int limit) {
        return database.call(tx -> silent(tx, store, limit));
    }

    private static long silent(Connection tx, String store, int limit) throws SQLException {
        try (var ask = tx.prepareStatement("""
                select count(*) from (
                  select 1 from ingest.order_view where store = ? and mapping_state is null limit ?) silent""")) {
            ask.setString(1, store);
            ask.setInt(2, limit);
            try (var rows = ask.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
