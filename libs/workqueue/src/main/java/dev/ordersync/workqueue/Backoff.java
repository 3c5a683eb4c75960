package dev.ordersync.workqueue;

import java.time.Duration;

/**
 * The growing pause between failed attempts: 10 s, 20 s, 40 s, then every minute up to the 8th, so that what was a short
 * outage is over soon after it; then doubled up to 1 h. Each 20 % more or less, and an end after about a day (the 36th
 * attempt falls 23 to 24 hours after the first).
 */
final class Backoff {
    static final int LAST_ATTEMPT = 36;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTELY = 8;
    private static final Duration LONGEST = Duration.ofHours(1);

    private Backoff() {}

    /**
     * @param failures in a row, 1 after the first
     * @param random from 0 to 1
     */
    static Duration pause(int failures, double random) {
        long pause = failures <= MINUTELY
                ? Math.min(FIRST.toMillis() << failures - 1, MINUTE.toMillis())
                : Math.min(MINUTE.toMillis() << Math.min(failures - MINUTELY, 16), LONGEST.toMillis());
        return Duration.ofMillis((long) (pause * (0.8 + 0.4 * random)));
    }
}
