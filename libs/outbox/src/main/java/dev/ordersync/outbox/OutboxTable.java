package dev.ordersync.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The relay's side of the table, over the one connection that holds the relay's lock. */
final class OutboxTable {

    /**
     * An event that is to be published.
     *
     * @param traceparent of the job that left it; null when nobody traces
     * @param since when that job was first asked for; null when nobody knows
     */
    record Row(long id, String topic, String key, byte[] value, String traceparent, Instant since) {}

    private final String table;
    private final UUID holder;

    OutboxTable(String schema, UUID holder) {
        this.table = Outbox.table(schema);
        this.holder = holder;
    }

    /** One relay per table; the lock goes with the connection. */
    boolean lock(Connection connection) throws SQLException {
        return ask(connection, "select pg_try_advisory_lock(hashtext('" + table + "'), 2)")
                .equals("t");
    }

    void unlock(Connection connection) throws SQLException {
        ask(connection, "select pg_advisory_unlock(hashtext('" + table + "'), 2)");
    }

    /** Milliseconds until nothing of another relay can be on its way any more. */
    long predecessorBusy(Connection connection) throws SQLException {
        return Long.parseLong(ask(
                connection,
                "select coalesce(ceil(extract(epoch from max(busy_until) - clock_timestamp()) * 1000), 0)::bigint from "
                        + table + "_relay where holder <> '" + holder + "'"));
    }

    /** Notes until when something of ours may be on its way; also where somebody has emptied the table. */
    void busy(Connection connection, long millis) throws SQLException {
        String sql = "insert into " + table
                + "_relay (holder, busy_until) values (?, clock_timestamp() + ? * interval '1 millisecond')"
                + " on conflict (one) do update set holder = excluded.holder, busy_until = excluded.busy_until";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setObject(1, holder);
            upsert.setLong(2, millis);
            upsert.executeUpdate();
        }
    }

    List<Row> oldest(Connection connection, int most) throws SQLException {
        String sql = "select id, topic, key, value, traceparent, since from " + table + " order by id limit " + most;
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) rows.add(row(row));
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp(6);
        return new Row(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getBytes(4),
                row.getString(5),
                since == null ? null : since.toInstant());
    }

    /** Deletes what the broker has and, since no send is open any more, is no longer busy. */
    void published(Connection connection, List<Long> ids) throws SQLException {
        String sql = "with gone as (delete from " + table + " where id = any (?)) update " + table
                + "_relay set busy_until = null where holder = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.setObject(2, holder);
            delete.executeUpdate();
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
