package dev.ordersync.ingest.db;

import dev.ordersync.database.Deadlock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/**
 * Plain transactions for the statements whose correctness we want to read in SQL.
 *
 * <p>When the database fails: {@link Unavailable}, and nothing of the transaction has happened. One that the database
 * ended in favour of another is run again, so what is done in a transaction must be of the database alone.
 */
public final class Database {

    /** The database did not do what was asked. Holds no row data. */
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(SQLException cause) {
            super("database: " + cause.getSQLState(), cause);
        }

        /** Whether no connection can be had, rather than one statement having failed. */
        public boolean isAway() {
            String state = ((SQLException) getCause()).getSQLState();
            // 08 connection, 53 resources, 57P shutting down or starting; none: the pool gave up waiting
            return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
        }
    }

    /** Work within one transaction. */
    @FunctionalInterface
    public interface Body<T> {
        T apply(Connection tx) throws SQLException;
    }

    /** Work within one transaction that gives nothing back. */
    @FunctionalInterface
    public interface Steps {
        void run(Connection tx) throws SQLException;
    }

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void run(Steps steps) {
        call(tx -> {
            steps.run(tx);
            return null;
        });
    }

    public <T> T call(Body<T> body) {
        for (int run = 1; ; run++) {
            try {
                return once(body);
            } catch (SQLException e) {
                if (!Deadlock.allowsAnotherRun(run, e)) throw new Unavailable(e);
            }
        }
    }

    private <T> T once(Body<T> body) throws SQLException {
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = body.apply(tx);
                tx.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) rollback(tx);
            }
        }
    }

    private static void rollback(Connection tx) {
        try {
            tx.rollback();
        } catch (SQLException lost) {
            // the connection is gone, and the transaction with it; the first failure is the one to tell
            return;
        }
    }

    /** The database's clock: the one clock of all replicas. */
    public Instant now() {
        return call(Database::now);
    }

    public static Instant now(Connection tx) throws SQLException {
        try (var ask = tx.prepareStatement("select clock_timestamp()");
                var rows = ask.executeQuery()) {
            rows.next();
            return instant(rows.getObject(1, OffsetDateTime.class));
        }
    }

    public static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    public static OffsetDateTime timestamp(Instant at) {
        return at == null ? null : at.atOffset(java.time.ZoneOffset.UTC);
    }
}
