package dev.ordersync.workqueue;

import dev.ordersync.api.Gate;
import java.time.Duration;

/**
 * Whether the next call of one account may go. Pure; times in epoch milliseconds by the database's clock, 0 for none.
 *
 * @param limit calls per window
 * @param window in milliseconds
 */
record LaneState(
        int limit, long window, Tally tally, long pausedUntil, long liveWaitsUntil, Breaker breaker, String blocked) {
    private static final long BLOCKED_PAUSE = 60_000;
    /** Within this time all that wait at a gate for the same call have looked again. */
    private static final long SAID_AGAIN = 100;

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);
    /** A 429 that asks for more is not believed: what the account's own dialect believes, and the jitter upon it. */
    static final Duration LONGEST_SHUT = Duration.ofMinutes(61);

    /** When the next call may go, at the earliest {@code now}. */
    long freeAt(long now) {
        long others = Math.max(pausedUntil, breaker.freeAt());
        return Math.max(others, tally.freeAt(now, window, limit));
    }

    /** The same for backlog while live work waits: a fifth of the window is all it gets. */
    long backlogFreeAt(long now) {
        return Math.max(freeAt(now), tally.backlogFreeAt(now, window, Math.max(1, limit / 5)));
    }

    /**
     * When backlog may go if it keeps an even pace. The first half of a window is anybody's at once, which is all that
     * most imports need; the rest is spread over the window, so that live work finds a free call in any second of it.
     */
    long evenAt(long now) {
        return tally.at(now, window).calls() < limit / 2 ? now : tally.evenAt(now, window, limit);
    }

    /** How long until a call may go; 0 when it may go now. */
    long pause(long now, boolean backlog, boolean evenBlocked) {
        if (blocked != null && !evenBlocked) return BLOCKED_PAUSE;
        long free = freeAt(now);
        if (backlog) free = Math.max(free, evenAt(now));
        // what live work leaves is there for all afterwards, so nobody is sent away for longer
        if (backlog && liveWaitsUntil > now) free = Math.max(free, Math.min(backlogFreeAt(now), liveWaitsUntil));
        return Math.max(0, free - now);
    }

    /** One call goes. A live one no longer waits; others that do will say so again in a moment. */
    LaneState entered(long now, boolean backlog) {
        Tally more = tally.at(now, window).plus(now, window, 1, backlog);
        long waits = backlog ? liveWaitsUntil : Math.min(liveWaitsUntil, now + SAID_AGAIN);
        return new LaneState(limit, window, more, pausedUntil, waits, breaker.entered(now), blocked);
    }

    /** A live call has to wait: backlog keeps to its share meanwhile. */
    LaneState liveWaits(long now, long pause) {
        long until = now + Math.min(pause, window) + 1000;
        return new LaneState(limit, window, tally, pausedUntil, Math.max(until, liveWaitsUntil), breaker, blocked);
    }

    LaneState shut(long now, Duration wait) {
        long until = now + Math.min(Math.max(0, wait.toMillis()), LONGEST_SHUT.toMillis());
        return with(tally, Math.max(pausedUntil, until), breaker);
    }

    LaneState failed(long now) {
        return with(tally, pausedUntil, breaker.failed(now));
    }

    LaneState answered() {
        return with(tally, pausedUntil, Breaker.CLOSED);
    }

    /**
     * What a reply said of the quota. The limit is followed up and down. When fewer calls remain than we count, someone
     * else uses the quota too: the difference counts until the reset; with none left nobody calls before it. When the
     * reset is in the past or absurdly far, the count of remaining calls is not believed either.
     *
     * @param resetIn milliseconds from now; null when not told
     */
    LaneState told(long now, Gate.Quota quota, Long resetIn) {
        int newLimit = quota.limit() != null && quota.limit() > 0 ? quota.limit() : limit;
        long newWindow = isPlausible(quota.window()) ? quota.window().toMillis() : window;
        LaneState next = new LaneState(newLimit, newWindow, tally, pausedUntil, liveWaitsUntil, breaker, blocked);
        boolean believable = resetIn != null && resetIn > 0 && resetIn <= newWindow + newWindow / 10;
        if (quota.remaining() == null || quota.remaining() < 0 || !believable) return next;
        Tally present = tally.at(now, newWindow);
        int foreign = newLimit - present.calls() - quota.remaining();
        if (foreign <= 0) return next;
        long until = Math.min(now + resetIn, now + newWindow);
        return next.with(
                present.plusForeign(until, newWindow, foreign),
                quota.remaining() == 0 ? Math.max(pausedUntil, until) : pausedUntil,
                breaker);
    }

    /** A window of days would keep every call of it counted, with none left to learn better from. */
    private static boolean isPlausible(Duration window) {
        return window != null && window.compareTo(SHORTEST_WINDOW) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0;
    }

    private LaneState with(Tally tally, long pausedUntil, Breaker breaker) {
        return new LaneState(limit, window, tally, pausedUntil, liveWaitsUntil, breaker, blocked);
    }
}
