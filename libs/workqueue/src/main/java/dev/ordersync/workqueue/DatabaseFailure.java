package dev.ordersync.workqueue;

import java.sql.SQLException;

/** The database refused or did not answer; nothing of the transaction holds, unless its commit was under way. */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super("database: " + cause.getMessage(), cause);
    }
}
