package dev.ordersync.ingest.orders;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.CombineState.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What mapping and fulfillment last said of one order, and when. */
record OrderParts(Part mapping, Instant mappingAt, Part fulfillment, Instant fulfillmentAt) {

    Part combined() {
        return CombineState.of(mapping, fulfillment);
    }

    /** With a service's newer word; the same object when the word is old news or of a service without a part. */
    OrderParts with(String service, Part part, Instant at) {
        if (service.equals("mapping") && (mappingAt == null || !at.isBefore(mappingAt)))
            return new OrderParts(part, at, fulfillment, fulfillmentAt);
        if (service.equals("fulfillment") && (fulfillmentAt == null || !at.isBefore(fulfillmentAt)))
            return new OrderParts(mapping, mappingAt, part, at);
        return this;
    }

    /** Reads and locks the order's row, which must be there. */
    static OrderParts lock(Connection tx, String store, long orderId) throws SQLException {
        try (var ask = tx.prepareStatement("""
                select mapping_state, mapping_why, mapping_cause, mapping_at,
                  fulfillment_state, fulfillment_why, fulfillment_cause, fulfillment_at
                from ingest.order_view where store = ? and order_id = ? for update""")) {
            ask.setString(1, store);
            ask.setLong(2, orderId);
            try (var rows = ask.executeQuery()) {
                rows.next();
                return new OrderParts(part(rows, 1), at(rows, 4), part(rows, 5), at(rows, 8));
            }
        }
    }

    void save(Connection tx, String store, long orderId) throws SQLException {
        Part combined = combined();
        try (var update = tx.prepareStatement("""
                update ingest.order_view set
                  mapping_state = ?, mapping_why = ?, mapping_cause = ?, mapping_at = ?,
                  fulfillment_state = ?, fulfillment_why = ?, fulfillment_cause = ?, fulfillment_at = ?,
                  state_since = case when state = ? then state_since else now() end,
                  state = ?, why = ?, cause = ?
                where store = ? and order_id = ?""")) {
            put(update, 1, mapping, mappingAt);
            put(update, 5, fulfillment, fulfillmentAt);
            update.setString(9, combined.state());
            update.setString(10, combined.state());
            update.setString(11, combined.why());
            update.setString(12, combined.cause());
            update.setString(13, store);
            update.setLong(14, orderId);
            update.executeUpdate();
        }
    }

    private static void put(java.sql.PreparedStatement update, int from, Part part, Instant at) throws SQLException {
        update.setString(from, part.state());
        update.setString(from + 1, part.why());
        update.setString(from + 2, part.cause());
        update.setObject(from + 3, Database.timestamp(at));
    }

    private static Part part(ResultSet rows, int from) throws SQLException {
        return rows.getString(from) == null
                ? Part.SILENT
                : new Part(rows.getString(from), rows.getString(from + 1), rows.getString(from + 2));
    }

    private static Instant at(ResultSet rows, int column) throws SQLException {
        return Database.instant(rows.getObject(column, OffsetDateTime.class));
    }
}
