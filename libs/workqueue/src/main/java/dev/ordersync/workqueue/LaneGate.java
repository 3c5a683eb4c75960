package dev.ordersync.workqueue;

import dev.ordersync.api.Gate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The gate of one lane over all replicas.
 *
 * <p>When the database fails: the gate stays shut (no call that was not counted); a 429 that cannot be written down is
 * remembered here, so that at least this replica obeys it. When it crashes, calls of the last second may be uncounted;
 * the next reply's headers tell how many are left. For that nobody waits for the disk: while a call was being counted, a
 * 429 that others have just got could not be noted, and a killed service would have taken it along.
 */
final class LaneGate implements Gate {
    private static final Logger LOG = Logger.getLogger(LaneGate.class);
    private static final Duration UNKNOWN = Duration.ofSeconds(2);
    private static final long SHORTEST_LOOK = 20;
    private static final long PROBING = 2_000;
    /** In milliseconds; where a database answers as it should, a call is counted in less. */
    private static final long A_MOMENT = 25;
    /** In milliseconds, over the patience: for the call to be counted and for the rest of a sleep. */
    private static final long GRACE = 1_000;

    private final Tx tx;
    private final String lane;
    private final Duration patience;
    private final boolean evenBlocked;
    private final Clock clock;
    private final Map<String, Long> shutHere;
    private final Map<String, Unsaid> unsaid;
    private final LongSupplier nanos;

    /**
     * @param shutHere until when (System.nanoTime) lanes were shut by this replica; shared by all its gates
     * @param unsaid the last 429 of each lane that asked for no wait, until a call is answered otherwise; shared likewise
     * @param nanos System.nanoTime, by which the patience is measured
     */
    LaneGate(
            Tx tx,
            String lane,
            Duration patience,
            boolean evenBlocked,
            Clock clock,
            Map<String, Long> shutHere,
            Map<String, Unsaid> unsaid,
            LongSupplier nanos) {
        this.tx = tx;
        this.lane = lane;
        this.patience = patience;
        this.evenBlocked = evenBlocked;
        this.clock = clock;
        this.shutHere = shutHere;
        this.unsaid = unsaid;
        this.nanos = nanos;
    }

    /**
     * Nobody comes in later than patience and a second after asking, also where the process stood still meanwhile: who asks
     * looked just before whether the order is still theirs, and a call must not go out long after that look.
     */
    @Override
    public Optional<Duration> enter() {
        long end = nanos.getAsLong() + patience.toNanos();
        while (true) {
            long pause = tryEnter();
            long left = (end - nanos.getAsLong()) / 1_000_000;
            if (pause == 0 && left < -GRACE) return Optional.of(Duration.ofMillis(SHORTEST_LOOK));
            if (pause == 0) return Optional.empty();
            if (pause > left) return Optional.of(Duration.ofMillis(pause));
            try {
                // those who wait for the same call should not all come in the same millisecond
                Thread.sleep(Math.max(SHORTEST_LOOK, pause)
                        + ThreadLocalRandom.current().nextLong(SHORTEST_LOOK));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of(Duration.ofMillis(pause));
            }
        }
    }

    private long tryEnter() {
        long shut = shutHere();
        if (shut > 0) return shut;
        boolean backlog = Caller.isBacklog();
        long[] counted = new long[1];
        try {
            LaneTable.Row before = tx.callLightly(connection -> LaneTable.change(connection, lane, (state, now) -> {
                counted[0] = System.nanoTime();
                long pause = state.pause(now, backlog, evenBlocked);
                if (pause == 0) return state.entered(now, backlog);
                return backlog ? state : state.liveWaits(now, pause);
            }));
            long pause = before.state().pause(before.now(), backlog, evenBlocked);
            if (pause == 0) return afterCounting(counted[0], before.state());
            boolean probing = before.state().breaker().mode().equals("half-open");
            return probing ? Math.min(pause, PROBING) : pause;
        } catch (DatabaseFailure e) {
            LOG.warnf("lane=%s outcome=shut reason=\"%s\"", lane, e.getMessage());
            return UNKNOWN.toMillis();
        }
    }

    /** For how many ms yet, as this replica knows; it may have learned it while a call was being counted. */
    private long shutHere() {
        Long until = shutHere.get(lane);
        return until == null ? 0 : (until - System.nanoTime()) / 1_000_000;
    }

    /**
     * Counting a call takes a moment, longer where the machine is busy, in which a 429 may have come: here, or to another
     * replica, which only a second look at the row tells. That look is saved where there was hardly time for one.
     */
    private long afterCounting(long counted, LaneState before) {
        if (shutHere() > 0) return SHORTEST_LOOK;
        long ago = (System.nanoTime() - counted) / 1_000_000;
        // it would arrive among those of the next window: count another one instead. A probe is the only one under way
        if (before.breaker().isClosed() && ago > Tally.margin(before.window()) / 2) return SHORTEST_LOOK;
        if (ago < A_MOMENT) return 0;
        LaneTable.Row row = tx.callLightly(connection -> LaneTable.read(connection, lane));
        return Math.max(0, row.state().pausedUntil() - row.now());
    }

    @Override
    public void told(Quota quota) {
        change("told", said(quota), true);
    }

    private BiFunction<LaneState, Long, LaneState> said(Quota quota) {
        Instant here = clock.instant();
        Long resetIn = quota.resetsAt() == null
                ? null
                : Duration.between(here, quota.resetsAt()).toMillis();
        return (state, now) -> state.told(now, quota, resetIn);
    }

    @Override
    public void shut(Duration wait) {
        long jitter = ThreadLocalRandom.current().nextLong(50, 51 + Math.min(1000, wait.toMillis() / 10));
        Duration whole = wait.plusMillis(jitter);
        Duration remembered = whole.compareTo(LaneState.LONGEST_SHUT) < 0 ? whole : LaneState.LONGEST_SHUT;
        shutHere.put(lane, System.nanoTime() + remembered.toNanos());
        LOG.infof("lane=%s outcome=paused seconds=%d", lane, whole.toSeconds());
        change("shut", (state, now) -> state.shut(now, whole), false);
    }

    @Override
    public void shutUnsaid(Duration guess) {
        long now = System.nanoTime();
        Unsaid present = unsaid.compute(lane, (name, before) -> Unsaid.after(before, now, guess));
        shut(Duration.ofNanos(present.until() - now));
    }

    @Override
    public void failed() {
        change("failed", LaneState::failed, false);
    }

    @Override
    public void answered(Quota quota) {
        // a 429 is an answer too, and so is what was under way when it came: they end no row of them
        unsaid.computeIfPresent(lane, (name, last) -> last.isOver(System.nanoTime()) ? null : last);
        BiFunction<LaneState, Long, LaneState> there = (state, now) -> state.answered();
        change("answered", quota == null ? there : said(quota).andThen(LaneState::answered), true);
    }

    /** @param peek look without a lock first, since mostly nothing changes */
    private void change(String what, BiFunction<LaneState, Long, LaneState> change, boolean peek) {
        try {
            tx.callLightly(connection -> {
                if (peek) {
                    LaneTable.Row row = LaneTable.read(connection, lane);
                    if (change.apply(row.state(), row.now()).equals(row.state())) return null;
                }
                return LaneTable.change(connection, lane, change);
            });
        } catch (DatabaseFailure e) {
            LOG.warnf("lane=%s outcome=not-noted what=%s reason=\"%s\"", lane, what, e.getMessage());
        }
    }
}
