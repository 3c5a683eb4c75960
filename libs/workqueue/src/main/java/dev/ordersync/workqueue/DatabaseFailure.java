package dev.ordersync.workqueue;

import java.sql.SQLException;

/** The database refused or did not answer; nothing of the transaction holds, unless its commit was under way. */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super("database: " + cause.getMessage(), cause);
    }

    /** It does not answer, or is starting or stopping: the same may do later. What it refuses it would refuse again. */
    boolean isAway() {
        String state = ((SQLException) getCause()).getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P"); // null: no connection from the pool
    }
}
