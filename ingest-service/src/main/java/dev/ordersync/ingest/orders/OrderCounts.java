package dev.ordersync.ingest.orders;

import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many orders of a store are in which state; moved in the transaction that moves the order, so always exact. */
final class OrderCounts {

    /** @param from null for a new order */
    static void move(Connection tx, String store, String from, String to) throws SQLException {
        if (to.equals(from)) return;
        // always in the same order of states, or two orders on opposite ways would wait for each other
        Map<String, Integer> steps = new TreeMap<>();
        if (from != null) steps.put(from, -1);
        steps.put(to, 1);
        for (Map.Entry<String, Integer> step : steps.entrySet()) add(tx, store, step.getKey(), step.getValue());
    }

    /** By store, of those that have orders. */
    static Map<String, Map<String, Long>> of(Connection tx, Collection<String> stores) throws SQLException {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        Query.list(
                tx,
                "select store, state, n from ingest.order_count where store = any (?)",
                row -> counts.computeIfAbsent(row.getString(1), store -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)),
                (Object) stores.toArray(String[]::new));
        return counts;
    }

    private static void add(Connection tx, String store, String state, int n) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into ingest.order_count (store, state, n) values (?, ?, ?)
                on conflict (store, state) do update set n = order_count.n + excluded.n""")) {
            upsert.setString(1, store);
            upsert.setString(2, state);
            upsert.setInt(3, n);
            upsert.executeUpdate();
        }
    }

    private OrderCounts() {}
}
