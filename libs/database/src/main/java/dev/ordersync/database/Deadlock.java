package dev.ordersync.database;

import java.sql.SQLException;

/**
 * Two transactions waited for each other, and the database ended one in favour of the other. Nothing of that one has
 * happened, so it may be run again.
 */
public final class Deadlock {
    private static final int MOST_RUNS = 3;

    /**
     * Whether a transaction that failed should be run again.
     *
     * @param run which run it was, from 1
     */
    public static boolean allowsAnotherRun(int run, Throwable failure) {
        return run < MOST_RUNS
                && failure instanceof SQLException sql
                && ("40P01".equals(sql.getSQLState()) || "40001".equals(sql.getSQLState()));
    }

    private Deadlock() {}
}
