package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.function.BiFunction;

/** Reads and writes {@code control.lane}; every change is made under the row's lock and by the database's clock. */
final class LaneTable {

    /** Makes the lane when it is missing, with the quota its platform grants by default; parameter: the name. */
    static final String CREATE = """
            insert into control.lane (name, quota, window_ms)
            select n, case when n like 'katana:%' then 60 else 150 end,
              case when n like 'katana:%' then 60000 else 30000 end
            from (select ?::text as n) lane
            on conflict do nothing
            """;

    // the clock is read by the outer select, that is, after the lock was waited for
    private static final String LOCK = """
            with l as materialized (select * from control.lane where name = ? for update)
            select l.*, clock_timestamp() as now from l
            """;

    private static final String WRITE = """
            update control.lane set quota = ?, window_ms = ?, marks = ?, paused_until = ?, live_waits_until = ?,
              breaker = ?, failures = ?, failed_at = ?, openings = ?, broken_until = ?, free_at = ?, backlog_free_at = ?,
              even_at = ?
            where name = ?
            """;

    private LaneTable() {}

    /** A lane as it stands. */
    record Row(LaneState state, long now) {}

    static Row read(Connection tx, String lane) throws SQLException {
        return select(tx, "select l.*, clock_timestamp() as now from control.lane l where name = ?", lane);
    }

    /** Changes the lane; returns what it was before. */
    static Row change(Connection tx, String lane, BiFunction<LaneState, Long, LaneState> change) throws SQLException {
        Row row = select(tx, LOCK, lane);
        LaneState next = change.apply(row.state(), row.now());
        if (!next.equals(row.state())) write(tx, lane, next, row.now());
        return row;
    }

    private static Row select(Connection tx, String sql, String lane) throws SQLException {
        for (int tries = 0; tries < 2; tries++) {
            try (PreparedStatement select = tx.prepareStatement(sql)) {
                select.setString(1, lane);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) return new Row(state(row), millis(row, "now"));
                }
            }
            try (PreparedStatement create = tx.prepareStatement(CREATE)) {
                create.setString(1, lane);
                create.executeUpdate();
            }
        }
        throw new SQLException("lane cannot be made: " + lane);
    }

    static LaneState state(ResultSet row) throws SQLException {
        Breaker breaker = new Breaker(
                row.getString("breaker"),
                row.getInt("failures"),
                millis(row, "failed_at"),
                row.getInt("openings"),
                millis(row, "broken_until"));
        return new LaneState(
                row.getInt("quota"),
                row.getLong("window_ms"),
                Tally.of((Long[]) row.getArray("marks").getArray()),
                millis(row, "paused_until"),
                millis(row, "live_waits_until"),
                breaker,
                row.getString("blocked"));
    }

    private static void write(Connection tx, String lane, LaneState next, long now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(WRITE)) {
            write.setInt(1, next.limit());
            write.setLong(2, next.window());
            write.setArray(3, tx.createArrayOf("bigint", next.tally().flat()));
            write.setTimestamp(4, time(next.pausedUntil()));
            write.setTimestamp(5, time(next.liveWaitsUntil()));
            write.setString(6, next.breaker().mode());
            write.setInt(7, next.breaker().failures());
            write.setTimestamp(8, time(next.breaker().failedAt()));
            write.setInt(9, next.breaker().openings());
            write.setTimestamp(10, time(next.breaker().until()));
            write.setTimestamp(11, later(next.freeAt(now), now));
            write.setTimestamp(12, later(next.backlogFreeAt(now), now));
            write.setTimestamp(13, later(next.evenAt(now), now));
            write.setString(14, lane);
            write.executeUpdate();
        }
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? 0 : time.getTime();
    }

    /**
     * Null for what may be at once: who compares it with the start of his own transaction, which may have been a moment
     * before, would else find it in the future.
     */
    private static Timestamp later(long at, long now) {
        return at <= now ? null : new Timestamp(at);
    }

    private static Timestamp time(long millis) {
        return millis == 0 ? null : new Timestamp(millis);
    }
}
