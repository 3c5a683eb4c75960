package dev.ordersync.outbox;

import dev.ordersync.api.Origin;
import dev.ordersync.events.Codec;
import dev.ordersync.events.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.regex.Pattern;

/**
 * Where a transaction leaves the events that are to be published: {@code <schema>.outbox}.
 *
 * <p>Events of one order stay in order as long as their transactions do not overlap, which the order's lease sees to.
 */
public final class Outbox {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private static final int COUNTED = 20_000;

    private final String insert;
    private final String waiting;

    public Outbox(String schema) {
        this.waiting = "select count(*), coalesce(extract(epoch from clock_timestamp() - min(left_at)), 0)::bigint from"
                + " (select left_at from " + table(schema) + " order by id limit " + COUNTED + ") oldest";
        this.insert =
                "insert into " + table(schema) + " (topic, key, value, traceparent, since) values (?, ?, ?, ?, ?)";
    }

    static String table(String schema) {
        if (!NAME.matcher(schema).matches()) throw new IllegalArgumentException("not a schema name: " + schema);
        return schema + ".outbox";
    }

    /** Leaves an event for the topic; it is published if, and only if, the transaction commits. */
    public void leave(Connection tx, String topic, Event event) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(this.insert)) {
            insert.setString(1, topic);
            insert.setString(2, event.ref().toString());
            insert.setBytes(3, Codec.encode(event));
            Origin origin = Origin.present();
            insert.setString(4, origin.traceparent());
            insert.setTimestamp(5, origin.since() == null ? null : Timestamp.from(origin.since()));
            insert.executeUpdate();
        }
    }

    /**
     * What is not yet published.
     *
     * @param records counted up to 20,000
     * @param oldestSeconds age of the oldest, 0 when there is none: it grows while the broker is away
     */
    public record Waiting(int records, long oldestSeconds) {}

    /** For gauges, and for whoever should slow down while too much waits. */
    public Waiting waiting(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(waiting);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Waiting(row.getInt(1), row.getLong(2));
        }
    }
}
