package dev.ordersync.ingest.observe;

import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was last read of each order: {@code ingest.observed_order}. */
final class ObservedOrders {

    /**
     * @param observedAt when the last read was recorded; a read that was asked before it may be older
     * @param forceWanted counter of wishes to publish the order even if unchanged; above {@code forceDone} one is open
     */
    record Row(
            long number,
            String hash,
            int statusId,
            String dateModified,
            Instant observedAt,
            Instant firstSeen,
            boolean gone,
            long forceWanted,
            long forceDone,
            String orderHash,
            String listedHash) {
        boolean isForced() {
            return forceWanted > forceDone;
        }
    }

    /** Reads and locks the row until the end of the transaction. */
    static Optional<Row> lock(Connection tx, String store, long orderId) throws SQLException {
        try (var ask = tx.prepareStatement("""
                select order_id, number, hash, status_id, date_modified, observed_at, first_seen, gone,
                  force_wanted, force_done, order_hash, listed_hash
                from ingest.observed_order where store = ? and order_id = ? for update""")) {
            ask.setString(1, store);
            ask.setLong(2, orderId);
            try (var rows = ask.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    /** Reads many rows without locking them. */
    static Map<Long, Row> find(Connection tx, String store, Collection<Long> orderIds) throws SQLException {
        try (var ask = tx.prepareStatement("""
                select order_id, number, hash, status_id, date_modified, observed_at, first_seen, gone,
                  force_wanted, force_done, order_hash, listed_hash
                from ingest.observed_order where store = ? and order_id = any (?)""")) {
            ask.setString(1, store);
            ask.setArray(2, tx.createArrayOf("bigint", orderIds.toArray()));
            Map<Long, Row> found = new HashMap<>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) found.put(rows.getLong(1), row(rows));
            }
            return found;
        }
    }

    /** Makes the row unless it is there; false when another transaction was first. */
    static boolean create(Connection tx, String store, long orderId, long number, Snapshot snapshot, Instant firstSeen)
            throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into ingest.observed_order
                  (store, order_id, number, hash, status_id, date_modified, observed_at, first_seen, order_hash)
                values (?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?) on conflict do nothing""")) {
            insert.setString(1, store);
            insert.setLong(2, orderId);
            insert.setLong(3, number);
            insert.setString(4, snapshot.hash());
            insert.setInt(5, snapshot.statusId());
            insert.setString(6, snapshot.dateModified());
            insert.setObject(7, Database.timestamp(firstSeen));
            insert.setString(8, Snapshot.orderHash(snapshot.order()));
            return insert.executeUpdate() == 1;
        }
    }

    /** Records what was read; {@code number} and {@code forceDone} as they were when nothing is published. */
    static void update(Connection tx, String store, Snapshot snapshot, String hash, long number, long forceDone)
            throws SQLException {
        try (var update = tx.prepareStatement("""
                update ingest.observed_order
                set published_at = case when number < ? then clock_timestamp() else published_at end,
                  nudges = case when hash <> ? then 0 else nudges end,
                  number = ?, hash = ?, status_id = ?, date_modified = ?, observed_at = clock_timestamp(),
                  gone = false, force_done = ?, order_hash = ?,
                  listed_hash = case when order_hash = ? then listed_hash end
                where store = ? and order_id = ?""")) {
            update.setLong(1, number);
            update.setString(2, hash);
            update.setLong(3, number);
            update.setString(4, hash);
            update.setInt(5, snapshot.statusId());
            update.setString(6, snapshot.dateModified());
            update.setLong(7, forceDone);
            String orderHash = Snapshot.orderHash(snapshot.order());
            update.setString(8, orderHash);
            update.setString(9, orderHash);
            update.setString(10, store);
            update.setLong(11, snapshot.orderId());
            update.executeUpdate();
        }
    }

    /** Notes how a list showed the order, unless it was read after that list was asked for. */
    static void noteListed(Connection tx, String store, long orderId, String hash, Instant asked) throws SQLException {
        try (var update = tx.prepareStatement("""
                update ingest.observed_order set listed_hash = ?
                where store = ? and order_id = ? and observed_at < ?""")) {
            update.setString(1, hash);
            update.setString(2, store);
            update.setLong(3, orderId);
            update.setObject(4, Database.timestamp(asked));
            update.executeUpdate();
        }
    }

    /** Marks an order that BigCommerce no longer has; true when it was seen before and not yet marked. */
    static boolean markGone(Connection tx, String store, long orderId) throws SQLException {
        try (var update = tx.prepareStatement("""
                update ingest.observed_order set gone = true, observed_at = clock_timestamp()
                where store = ? and order_id = ? and not gone""")) {
            update.setString(1, store);
            update.setLong(2, orderId);
            return update.executeUpdate() == 1;
        }
    }

    private static Row row(java.sql.ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong(2),
                rows.getString(3),
                rows.getInt(4),
                rows.getString(5),
                Database.instant(rows.getObject(6, OffsetDateTime.class)),
                Database.instant(rows.getObject(7, OffsetDateTime.class)),
                rows.getBoolean(8),
                rows.getLong(9),
                rows.getLong(10),
                rows.getString(11),
                rows.getString(12));
    }

    private ObservedOrders() {}
}
