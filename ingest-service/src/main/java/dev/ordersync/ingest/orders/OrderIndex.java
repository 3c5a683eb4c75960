package dev.ordersync.ingest.orders;

import dev.ordersync.api.Secret;
import dev.ordersync.stores.Sealing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Keeps by what an order is found, and the lines of both sides. Within the caller's transaction. */
public final class OrderIndex {
    private final Sealing sealing;

    public OrderIndex(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Names an e-mail address without telling it; other in another store and under another master key. */
    String emailKey(String store, String email) {
        return sealing.name(Secret.of("e-mail:" + store + ":" + email.strip().toLowerCase(Locale.ROOT)));
    }

    /** The order was read from BigCommerce; its row is there. */
    public void observed(Connection tx, String store, long orderId, Findable order) throws SQLException {
        try (var update =
                tx.prepareStatement("update ingest.order_view set email_key = ? where store = ? and order_id = ?")) {
            update.setString(1, order.email() == null ? null : emailKey(store, order.email()));
            update.setString(2, store);
            update.setLong(3, orderId);
            update.executeUpdate();
        }
        skus(tx, store, orderId, order.skuKeys().stream().map(OrderIndex::text).toArray(String[]::new));
        keep(tx, store, orderId, "bigcommerce", order.lines().toString());
    }

    /** mapping told which rows stand for which lines. */
    static void linked(Connection tx, String store, long orderId, String rows) throws SQLException {
        keep(tx, store, orderId, "katana", rows);
    }

    /** Without zero bytes, which are no text for the database. */
    static String text(String text) {
        return text == null ? null : text.replace("\u0000", "");
    }

    private static void skus(Connection tx, String store, long orderId, String[] keys) throws SQLException {
        try (var delete = tx.prepareStatement(
                        "delete from ingest.order_sku where store = ? and order_id = ? and sku_key <> all (?)");
                var insert = tx.prepareStatement("""
                        insert into ingest.order_sku (store, sku_key, order_id)
                        select ?, sku, ? from unnest(?) as sku on conflict do nothing""")) {
            delete.setString(1, store);
            delete.setLong(2, orderId);
            delete.setArray(3, tx.createArrayOf("text", keys));
            delete.executeUpdate();
            insert.setString(1, store);
            insert.setLong(2, orderId);
            insert.setArray(3, tx.createArrayOf("text", keys));
            insert.executeUpdate();
        }
    }

    private static void keep(Connection tx, String store, long orderId, String side, String lines) throws SQLException {
        try (var upsert = tx.prepareStatement("insert into ingest.order_lines (store, order_id, " + side
                + ") values (?, ?, ?) on conflict (store, order_id) do update set " + side + " = excluded." + side)) {
            upsert.setString(1, store);
            upsert.setLong(2, orderId);
            upsert.setString(3, text(lines));
            upsert.executeUpdate();
        }
    }
}
