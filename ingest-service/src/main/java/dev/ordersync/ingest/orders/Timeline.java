package dev.ordersync.ingest.orders;

import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** What happened to an order, line by line: {@code ingest.order_activity}. */
public final class Timeline {

    /** @return false when the line is there already */
    static boolean add(Connection tx, String store, long orderId, Instant at, String service, String kind, String text)
            throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into ingest.order_activity (store, order_id, at, service, kind, text)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setString(1, store);
            insert.setLong(2, orderId);
            insert.setObject(3, Database.timestamp(at));
            insert.setString(4, service);
            insert.setString(5, kind);
            insert.setString(6, text);
            return insert.executeUpdate() == 1;
        }
    }

    /** Deletes a batch of lines older than the days; gives how many. */
    public static int forget(Connection tx, int days) throws SQLException {
        try (var delete = tx.prepareStatement("""
                delete from ingest.order_activity where id in (
                  select id from ingest.order_activity where at < now() - make_interval(days => ?) limit 5000)""")) {
            delete.setInt(1, days);
            return delete.executeUpdate();
        }
    }

    private Timeline() {}
}
