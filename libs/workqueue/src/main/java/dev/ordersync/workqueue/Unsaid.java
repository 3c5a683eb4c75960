package dev.ordersync.workqueue;

import java.time.Duration;

/**
 * How long 429s that ask for no wait shut a lane: twice as long each time in a row, a minute at most. Pure; in
 * nanoseconds by one replica's clock.
 */
record Unsaid(long until, long length) {
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();

    /** @param before null for the first; calls that were under way when it came make it no longer */
    static Unsaid after(Unsaid before, long now, Duration guess) {
        if (before != null && !before.isOver(now)) return before;
        long length =
                before == null ? guess.toNanos() : Math.max(guess.toNanos(), Math.min(LONGEST, 2 * before.length));
        return new Unsaid(now + length, length);
    }

    boolean isOver(long now) {
        return until - now <= 0;
    }
}
