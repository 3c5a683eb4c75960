package dev.ordersync.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A row that the database refuses: what it holds must not get into a log with the exception. */
public final class RefusedRow {

    /** All that the exception of a broken constraint says, its causes and the ones after it included. */
    public static String words(DataSource database, String marker) {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            try {
                tx.createStatement().execute("create temporary table refused_row (name text primary key)");
                breakIt(tx, marker);
            } catch (SQLException e) {
                return words(e);
            } finally {
                tx.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("the row was taken twice");
    }

    /** As single statements would, and as a batch does. */
    private static void breakIt(Connection tx, String marker) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("insert into refused_row values (?)")) {
            for (int i = 0; i < 2; i++) {
                insert.setString(1, marker);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String words(SQLException e) {
        StringBuilder words = new StringBuilder();
        for (SQLException next = e; next != null; next = next.getNextException())
            for (Throwable cause = next; cause != null; cause = cause.getCause())
                words.append(cause).append('\n');
        return words.toString();
    }

    private RefusedRow() {}
}
