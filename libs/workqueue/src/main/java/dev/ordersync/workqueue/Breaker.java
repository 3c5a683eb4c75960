package dev.ordersync.workqueue;

/**
 * Stops calling an account that does not answer. Pure; times in epoch milliseconds. Only missing answers and 5xx count.
 * After five in a row it opens for 10 s, then one call probes; each probe that fails doubles the pause, up to 30 s.
 *
 * @param mode {@code closed}, {@code open} or {@code half-open} (a probe is under way)
 * @param failures in a row, none more than a minute after the one before: a single order that always fails is retried
 *     ever more rarely and must not shut the account for others
 * @param openings in a row
 * @param until open or half-open: no other call before
 */
record Breaker(String mode, int failures, long failedAt, int openings, long until) {
    static final Breaker CLOSED = new Breaker("closed", 0, 0, 0, 0);
    static final int TRIPS_AT = 5;
    private static final long SHORTEST = 10_000;
    /** An order must not wait for minutes after an outage is over; two probes a minute harm nobody. */
    private static final long LONGEST = 30_000;

    private static final long ROW = 60_000;
    /** A probe that has told nothing by then was lost with its process. */
    private static final long PROBE = 60_000;

    boolean isClosed() {
        return mode.equals("closed");
    }

    /** When the next call may go; in the past when now. */
    long freeAt() {
        return isClosed() ? 0 : until;
    }

    /** One call goes through, now that {@link #freeAt} has come. */
    Breaker entered(long now) {
        return isClosed() ? this : new Breaker("half-open", failures, failedAt, openings, now + PROBE);
    }

    Breaker failed(long now) {
        int row = now - failedAt <= ROW ? failures + 1 : 1;
        if (mode.equals("half-open")) return open(now, row);
        if (mode.equals("open")) return this; // was under way when it opened
        return row >= TRIPS_AT ? open(now, row) : new Breaker("closed", row, now, openings, 0);
    }

    private Breaker open(long now, int row) {
        long pause = Math.min(LONGEST, SHORTEST << Math.min(openings, 10));
        return new Breaker("open", row, now, openings + 1, now + pause);
    }
}
