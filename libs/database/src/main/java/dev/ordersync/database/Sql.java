package dev.ordersync.database;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Plain SQL with its arguments in order; an instant goes in as a timestamp, a collection of ids as {@code bigint[]}, an
 * array of texts as {@code text[]}.
 */
public final class Sql {

    @FunctionalInterface
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    public static int update(Connection tx, String sql, Object... arguments) throws SQLException {
        try (var statement = prepare(tx, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    public static <T> List<T> list(Connection tx, String sql, Mapper<T> mapper, Object... arguments)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (var statement = prepare(tx, sql, arguments);
                var rows = statement.executeQuery()) {
            while (rows.next()) found.add(mapper.map(rows));
        }
        return found;
    }

    public static <T> Optional<T> one(Connection tx, String sql, Mapper<T> mapper, Object... arguments)
            throws SQLException {
        return list(tx, sql, mapper, arguments).stream().findFirst();
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    /** The database's clock: the one clock of all replicas, whatever theirs show. */
    public static Instant now(Connection tx) throws SQLException {
        return one(tx, "select clock_timestamp() as now", row -> instant(row, "now"))
                .orElseThrow();
    }

    private static PreparedStatement prepare(Connection tx, String sql, Object... arguments) throws SQLException {
        var statement = tx.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) set(tx, statement, i + 1, arguments[i]);
        return statement;
    }

    private static void set(Connection tx, PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Instant instant) statement.setTimestamp(at, Timestamp.from(instant));
        else if (value instanceof BigDecimal decimal) statement.setBigDecimal(at, decimal);
        else if (value instanceof Collection<?> ids) statement.setArray(at, tx.createArrayOf("bigint", ids.toArray()));
        else if (value instanceof String[] texts) statement.setArray(at, tx.createArrayOf("text", texts));
        else statement.setObject(at, value);
    }

    private Sql() {}
}
