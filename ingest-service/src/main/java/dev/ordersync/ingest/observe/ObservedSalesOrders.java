package dev.ordersync.ingest.observe;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was last read of each sales order: {@code ingest.observed_sales_order}; and which ones are not ours. */
public final class ObservedSalesOrders {

    /**
     * @param updatedAt by Katana's clock, as last read; empty when it had none
     * @param status as last read; {@code DELETED} when it was gone
     */
    record Row(long number, String hash, Instant observedAt, String updatedAt, String status) {}

    /** The part of a {@link Row} that a list shows as well. */
    public record LastRead(String updatedAt, String status) {}

    private static final String FIND = """
            select number, hash, observed_at, updated_at, status from ingest.observed_sales_order
            where account = ? and sales_order_id = ?""";

    static Optional<Row> find(Connection tx, String account, long salesOrderId) throws SQLException {
        return Query.one(tx, FIND, ObservedSalesOrders::row, account, salesOrderId);
    }

    static Optional<Row> lock(Connection tx, String account, long salesOrderId) throws SQLException {
        return Query.one(tx, FIND + " for update", ObservedSalesOrders::row, account, salesOrderId);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("number"),
                row.getString("hash"),
                Query.instant(row, "observed_at"),
                row.getString("updated_at"),
                row.getString("status"));
    }

    /** Makes the row unless it is there; false when another transaction was first. */
    static boolean create(Connection tx, String account, SalesOrderSnapshot snapshot, String hash, long number)
            throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into ingest.observed_sales_order (account, sales_order_id, store, order_id, number, hash, status,
                  updated_at, deleted, fulfillments_at, undated_fulfillments, observed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, clock_timestamp()) on conflict do nothing""")) {
            insert.setString(1, account);
            insert.setLong(2, snapshot.salesOrderId());
            insert.setString(3, snapshot.ref().store());
            insert.setLong(4, snapshot.ref().orderId());
            insert.setLong(5, number);
            insert.setString(6, hash);
            insert.setString(7, snapshot.status() == null ? "" : snapshot.status());
            insert.setString(8, snapshot.updatedAt());
            insert.setBoolean(9, snapshot.deleted());
            insert.setObject(10, Database.timestamp(snapshot.shown().latest()));
            insert.setString(11, snapshot.shown().undated().toString());
            return insert.executeUpdate() == 1;
        }
    }

    /** Records what was read; {@code number} as it was when nothing is published. */
    static void update(Connection tx, String account, SalesOrderSnapshot snapshot, String hash, long number)
            throws SQLException {
        try (var update = tx.prepareStatement("""
                update ingest.observed_sales_order set number = ?, hash = ?, status = ?, updated_at = ?, deleted = ?,
                  fulfillments_at = greatest(fulfillments_at, ?),
                  undated_fulfillments = undated_fulfillments || ?::jsonb, observed_at = clock_timestamp()
                where account = ? and sales_order_id = ?""")) {
            update.setLong(1, number);
            update.setString(2, hash);
            update.setString(3, snapshot.status() == null ? "" : snapshot.status());
            update.setString(4, snapshot.updatedAt());
            update.setBoolean(5, snapshot.deleted());
            update.setObject(6, Database.timestamp(snapshot.shown().latest()));
            update.setString(7, snapshot.shown().undated().toString());
            update.setString(8, account);
            update.setLong(9, snapshot.salesOrderId());
            update.executeUpdate();
        }
    }

    /** Notes what a list shows of fulfillments; true when it is news of a sales order of ours. */
    public static boolean noteFulfillments(Connection tx, String account, long salesOrderId, ShownFulfillments shown)
            throws SQLException {
        String undated = shown.undated().toString();
        return Query.update(tx, """
                update ingest.observed_sales_order set fulfillments_at = greatest(fulfillments_at, ?::timestamptz),
                  undated_fulfillments = undated_fulfillments || ?::jsonb
                where account = ? and sales_order_id = ? and (coalesce(fulfillments_at, '-infinity') < ?::timestamptz
                  or not undated_fulfillments @> ?::jsonb)""", shown.latest(), undated, account, salesOrderId, shown.latest(), undated) == 1;
    }

    /** Of those that were ever read. */
    public static Map<Long, LastRead> lastRead(Connection tx, String account, Collection<Long> ids)
            throws SQLException {
        try (var ask = tx.prepareStatement("""
                select sales_order_id, updated_at, status from ingest.observed_sales_order
                where account = ? and sales_order_id = any (?)""")) {
            ask.setString(1, account);
            ask.setArray(2, tx.createArrayOf("bigint", ids.toArray()));
            Map<Long, LastRead> found = new HashMap<>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) found.put(rows.getLong(1), new LastRead(rows.getString(2), rows.getString(3)));
            }
            return found;
        }
    }

    /** Which order a sales order of this account stands for, as far as we have read or linked it. */
    static Optional<OrderRef> refOf(Connection tx, String account, long salesOrderId, Collection<String> stores)
            throws SQLException {
        try (var ask = tx.prepareStatement("""
                select store, order_id from ingest.observed_sales_order where account = ? and sales_order_id = ?
                union
                select store, order_id from ingest.order_view where sales_order_id = ? and store = any (?)
                  and coalesce(sales_order_account, ?) = ?
                limit 1""")) {
            ask.setString(1, account);
            ask.setLong(2, salesOrderId);
            ask.setLong(3, salesOrderId);
            ask.setArray(4, tx.createArrayOf("text", stores.toArray()));
            ask.setString(5, account);
            ask.setString(6, account);
            try (var rows = ask.executeQuery()) {
                return rows.next() ? Optional.of(new OrderRef(rows.getString(1), rows.getLong(2))) : Optional.empty();
            }
        }
    }

    /** The orders for which a person or mapping linked these sales orders of this account. */
    public static Map<Long, OrderRef> linked(
            Connection tx, String account, Collection<Long> salesOrderIds, Collection<String> stores)
            throws SQLException {
        if (salesOrderIds.isEmpty()) return Map.of();
        try (var ask = tx.prepareStatement("""
                select sales_order_id, store, order_id from ingest.order_view
                where sales_order_id = any (?) and store = any (?) and coalesce(sales_order_account, ?) = ?""")) {
            ask.setArray(1, tx.createArrayOf("bigint", salesOrderIds.toArray()));
            ask.setArray(2, tx.createArrayOf("text", stores.toArray()));
            ask.setString(3, account);
            ask.setString(4, account);
            Map<Long, OrderRef> found = new HashMap<>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) found.put(rows.getLong(1), new OrderRef(rows.getString(2), rows.getLong(3)));
            }
            return found;
        }
    }

    /** Those that are linked to an order of ours and were never read. */
    public static Set<Long> unread(
            Connection tx, String account, Collection<Long> salesOrderIds, Collection<String> stores)
            throws SQLException {
        Set<Long> unread =
                new HashSet<>(linked(tx, account, salesOrderIds, stores).keySet());
        unread.removeAll(lastRead(tx, account, unread).keySet());
        return unread;
    }

    /** Remembers that a sales order is not ours: its key is given at creation and never changes. */
    static void markForeign(Connection tx, String account, long salesOrderId) throws SQLException {
        try (var insert = tx.prepareStatement(
                "insert into ingest.foreign_sales_order (account, sales_order_id) values (?, ?) on conflict do nothing")) {
            insert.setString(1, account);
            insert.setLong(2, salesOrderId);
            insert.executeUpdate();
        }
    }

    private ObservedSalesOrders() {}
}
