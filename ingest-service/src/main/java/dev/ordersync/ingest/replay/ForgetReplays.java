package dev.ordersync.ingest.replay;

import java.sql.Connection;
import java.sql.SQLException;

/** Forgets replays that ended long ago. */
public final class ForgetReplays {
    private static final int DAYS = 30;

    /** Some of them; returns how many. */
    public static int forget(Connection tx) throws SQLException {
        return Replays.forget(tx, DAYS);
    }

    private ForgetReplays() {}
}
