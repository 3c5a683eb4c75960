package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Short transactions of the queue's own. Not to be used inside a JTA transaction: its connection cannot be committed
 * here.
 *
 * <p>When the database fails: the transaction is rolled back and {@link DatabaseFailure} tells it. A statement that
 * takes longer than ten seconds is cancelled by the server, so that one bad query cannot hold up everything.
 */
record Tx(DataSource dataSource) {
    private static final Duration STATEMENT = Duration.ofSeconds(10);

    @FunctionalInterface
    interface Body<T> {
        T run(Connection connection) throws SQLException;
    }

    <T> T call(Body<T> body) {
        return call("", body);
    }

    /**
     * The same without waiting until the disk has it: others see it as soon, and a crash of the database loses at most
     * the last second of it.
     */
    <T> T callLightly(Body<T> body) {
        return call("; set local synchronous_commit = off", body);
    }

    private <T> T call(String more, Body<T> body) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                try (var settings = connection.createStatement()) {
                    settings.execute("set local statement_timeout = " + STATEMENT.toMillis() + more);
                }
                T result = body.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                restore(connection);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A pooled connection goes back as it came; a dead one cannot, and its pool will find that out. */
    private static void restore(Connection connection) throws SQLException {
        if (!connection.isClosed()) connection.setAutoCommit(true);
    }
}
