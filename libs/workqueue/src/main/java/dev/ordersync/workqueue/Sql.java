package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Pattern;

/** The queue's statements name their schema; this puts it in, and parameters into statements. */
record Sql(String schema) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    Sql {
        if (!NAME.matcher(schema).matches()) throw new IllegalArgumentException("not a schema name: " + schema);
    }

    /** The statement with {@code $.} replaced by the schema. */
    String in(String statement) {
        return statement.replace("$.", schema + ".");
    }

    /** Strings, numbers and UUIDs as they are; collections of strings become {@code text[]}. */
    static PreparedStatement bind(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i] instanceof Collection<?> many
                        ? connection.createArrayOf("text", many.toArray())
                        : parameters[i];
                statement.setObject(i + 1, value);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    static int run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = bind(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }
}
