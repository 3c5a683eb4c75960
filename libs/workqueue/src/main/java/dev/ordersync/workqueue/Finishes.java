package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How outcomes change rows. Only the holder of the present lease changes anything. What was wished during the work is
 * never lost: news then wins over parking and pausing, save that an uncertain outcome is settled first.
 */
final class Finishes {
    private static final Duration OTHER_LANE_BLOCKED = Duration.ofMinutes(1);
    private static final int LONGEST_TEXT = 2000;

    private static final String DONE = """
            update $.work set done = ?, attempts = 0, cause = null, pause = null,
              state = case when wanted > ? then 'READY' else 'IDLE' end,
              run_at = case when wanted > ? then coalesce(again_at, now()) else run_at end,
              priority = case when wanted > ? then coalesce(again_priority, priority) else priority end,
              first_wanted_at = case when wanted > ? then now() else first_wanted_at end,
            """;
    private static final String PAUSE = """
            update $.work set attempts = attempts + ?, cause = ?, state = 'READY',
              pause = case when again_news and ? <> 'SETTLE' then null else ? end,
              run_at = case
                when again_news and ? <> 'SETTLE'
                then least(coalesce(again_at, now()), now() + ? * interval '1 millisecond')
                else now() + ? * interval '1 millisecond' end,
              priority = least(priority, again_priority),
            """;
    private static final String PARK = """
            update $.work set attempts = case when again_news then 0 else attempts end, cause = ?, pause = null,
              state = case when again_news then 'READY' else 'PARKED' end,
              run_at = case when again_news then coalesce(again_at, now()) else run_at end,
              priority = least(priority, again_priority),
            """;
    private static final String BACK = """
            update $.work set state = 'READY', run_at = now(), pause = null, priority = least(priority, again_priority),
            """;
    private static final String HELD = """
              outcome = ?, detail = ?, rescues = 0, lease = null, lease_until = null,
              again_at = null, again_priority = null, again_news = false, changed_at = now()
            where kind = ? and store = ? and entity = ? and lease = ? and state = 'LEASED'
            """;

    private final String done;
    private final String pause;
    private final String park;
    private final String back;

    Finishes(Sql sql) {
        this.done = sql.in(DONE + HELD);
        this.pause = sql.in(PAUSE + HELD);
        this.park = sql.in(PARK + HELD);
        this.back = sql.in(BACK + HELD);
    }

    boolean finish(Connection tx, Job job, Outcome outcome) throws SQLException {
        if (outcome instanceof Outcome.Done o) {
            long taken = job.taken();
            return held(tx, done, job, "DONE", o.detail(), taken, taken, taken, taken, taken);
        }
        if (outcome instanceof Outcome.Retry o) return retry(tx, job, o.reason());
        if (outcome instanceof Outcome.Wait o) return pause(tx, job, "WAIT", 0, o.pause(), o.reason());
        if (outcome instanceof Outcome.Uncertain o) return pause(tx, job, "SETTLE", 0, o.settle(), o.reason());
        if (outcome instanceof Outcome.Hold o) return held(tx, park, job, "HOLD", o.sentence(), o.cause());
        if (outcome instanceof Outcome.BlockLane o) return blockLane(tx, job, o);
        throw new IllegalArgumentException("no such outcome: " + outcome);
    }

    private boolean retry(Connection tx, Job job, String reason) throws SQLException {
        int failures = job.attempts() + 1;
        if (failures >= Backoff.LAST_ATTEMPT)
            return held(tx, park, job, "HOLD", "Gave up after a day of attempts: " + reason, "gave-up");
        Duration backoff = Backoff.pause(failures, ThreadLocalRandom.current().nextDouble());
        return pause(tx, job, "RETRY", 1, backoff, reason);
    }

    private boolean pause(Connection tx, Job job, String why, int attempts, Duration pause, String reason)
            throws SQLException {
        long millis = Math.max(0, pause.toMillis());
        String cause = why.equals("WAIT") ? reason : null;
        return held(tx, this.pause, job, why, reason, attempts, cause, why, why, why, millis, millis);
    }

    /**
     * The row goes on when the lane is unblocked. Blocking another lane than its own, it looks again. A lane that was just
     * unblocked stays so, since the refused credentials may be the ones before: until nobody remembers those, the row waits,
     * or it would be refused as fast as it can ask.
     */
    private boolean blockLane(Connection tx, Job job, Outcome.BlockLane outcome) throws SQLException {
        Duration pause = outcome.lane().equals(job.lane()) ? Lanes.CREDENTIALS_REMEMBERED : OTHER_LANE_BLOCKED;
        boolean held = pause(tx, job, "WAIT", 0, pause, outcome.reason());
        if (held) Lanes.block(tx, outcome.lane(), outcome.reason(), job.leasedAt());
        return held;
    }

    boolean giveBack(Connection tx, Job job) throws SQLException {
        return held(tx, back, job, "BACK", "not begun");
    }

    private static boolean held(Connection tx, String sql, Job job, String outcome, String detail, Object... first)
            throws SQLException {
        WorkKey key = job.key();
        Object[] parameters = new Object[first.length + 6];
        System.arraycopy(first, 0, parameters, 0, first.length);
        Object[] rest = {outcome, shortened(detail), key.kind(), key.store(), key.entity(), job.lease()};
        System.arraycopy(rest, 0, parameters, first.length, rest.length);
        return Sql.run(tx, sql, parameters) == 1;
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
