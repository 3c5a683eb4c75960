package dev.ordersync.stores;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The table {@code control.sku_rule}: written by ingest, obeyed by mapping. Within the caller's transaction. */
public final class SkuRules {
    private static final String READ =
            "select sku, treat_as, changed_by, changed_at from control.sku_rule where store = ?";

    /** The rules of these SKUs. */
    public static List<SkuRule> of(Connection tx, String store, Collection<String> skus) throws SQLException {
        if (skus.isEmpty()) return List.of();
        try (var ask = tx.prepareStatement(READ + " and sku = any (?)")) {
            ask.setString(1, store);
            ask.setArray(2, tx.createArrayOf("text", skus.toArray()));
            return rules(ask.executeQuery());
        }
    }

    /** All rules of a store, by SKU. */
    public static List<SkuRule> all(Connection tx, String store) throws SQLException {
        try (var ask = tx.prepareStatement(READ + " order by sku")) {
            ask.setString(1, store);
            return rules(ask.executeQuery());
        }
    }

    /** Says it, in place of what was said of this SKU before. */
    public static void say(Connection tx, String store, String sku, String treatAs, String by) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into control.sku_rule (store, sku, treat_as, changed_by) values (?, ?, ?, ?)
                on conflict (store, sku) do update set treat_as = excluded.treat_as, changed_by = excluded.changed_by,
                  changed_at = now()""")) {
            upsert.setString(1, store);
            upsert.setString(2, sku);
            upsert.setString(3, treatAs);
            upsert.setString(4, by);
            upsert.executeUpdate();
        }
    }

    /** Takes it back; false when nothing was said. */
    public static boolean forget(Connection tx, String store, String sku) throws SQLException {
        try (var delete = tx.prepareStatement("delete from control.sku_rule where store = ? and sku = ?")) {
            delete.setString(1, store);
            delete.setString(2, sku);
            return delete.executeUpdate() == 1;
        }
    }

    private static List<SkuRule> rules(ResultSet found) throws SQLException {
        List<SkuRule> rules = new ArrayList<>();
        try (found) {
            while (found.next())
                rules.add(new SkuRule(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getObject(4, OffsetDateTime.class).toInstant()));
        }
        return rules;
    }

    private SkuRules() {}
}
