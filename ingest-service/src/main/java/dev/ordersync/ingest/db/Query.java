package dev.ordersync.ingest.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Plain SQL with its arguments in order; an instant goes in as a timestamp, a collection of numbers as {@code bigint[]}. */
public final class Query {

    /** Reads one row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    public static int update(Connection tx, String sql, Object... arguments) throws SQLException {
        try (var statement = prepare(tx, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    /** The same statement for each of the rows of arguments. */
    public static void batch(Connection tx, String sql, Collection<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var statement = tx.prepareStatement(sql)) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) set(tx, statement, i + 1, row[i]);
                statement.addBatch();
            }
            statement.executeBatch();
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
        return Database.instant(row.getObject(column, OffsetDateTime.class));
    }

    private static PreparedStatement prepare(Connection tx, String sql, Object... arguments) throws SQLException {
        var statement = tx.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) set(tx, statement, i + 1, arguments[i]);
        return statement;
    }

    private static void set(Connection tx, PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Instant instant) statement.setObject(at, Database.timestamp(instant));
        else if (value instanceof Collection<?> numbers)
            statement.setArray(at, tx.createArrayOf("bigint", numbers.toArray()));
        else if (value instanceof String[] texts) statement.setArray(at, tx.createArrayOf("text", texts));
        else statement.setObject(at, value);
    }

    private Query() {}
}
