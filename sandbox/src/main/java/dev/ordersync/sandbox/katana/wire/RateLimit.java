package dev.ordersync.sandbox.katana.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the requests of one API key: by default 60 in 60 seconds. A fixed window starts at its first request; a sliding
 * one looks back from each request. A refused request is not counted.
 */
public final class RateLimit {

    /** What the answer's headers say. Reset is when the quota is whole again; pause is null unless refused. */
    public record Verdict(boolean allowed, int limit, int remaining, Instant reset, Duration pause) {}

    private final Deque<Instant> sent = new ArrayDeque<>();
    private Instant windowStart = Instant.MIN;

    public synchronized Verdict enter(Instant now, int limit, Duration window, boolean sliding) {
        forget(now, window, sliding);
        boolean allowed = sent.size() < limit;
        if (allowed) {
            if (sent.isEmpty()) {
                windowStart = now;
            }
            sent.addLast(now);
        }
        Instant reset = sliding
                ? (allowed || sent.isEmpty() ? now : sent.peekFirst()).plus(window)
                : (sent.isEmpty() ? now : windowStart).plus(window);
        Duration pause = allowed ? null : Duration.between(now, reset);
        return new Verdict(allowed, limit, Math.max(0, limit - sent.size()), reset, pause);
    }

    public synchronized void clear() {
        sent.clear();
        windowStart = Instant.MIN;
    }

    private void forget(Instant now, Duration window, boolean sliding) {
        if (sliding) {
            while (!sent.isEmpty() && !sent.peekFirst().plus(window).isAfter(now)) {
                sent.removeFirst();
            }
        } else if (!sent.isEmpty() && !windowStart.plus(window).isAfter(now)) {
            sent.clear();
        }
    }
}
