package dev.ordersync.ingest.orders;

import java.sql.Connection;
import java.sql.SQLException;
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

    static Map<String, Long> of(Connection tx, String store) throws SQLException {
        try (var ask = tx.prepareStatement("select state, n from ingest.order_count where store = ?")) {
            ask.setString(1, store);
            Map<String, Long> counts = new HashMap<>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        }
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
