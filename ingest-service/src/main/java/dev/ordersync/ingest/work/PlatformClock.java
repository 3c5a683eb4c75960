package dev.ordersync.ingest.work;

import java.time.Duration;
import java.time.Instant;

/** What BigCommerce tells of its own clock, with which the dates of its orders are compared. */
public final class PlatformClock {
    private static final Duration PLAUSIBLE = Duration.ofDays(1);

    /**
     * @param told null when it did not tell
     * @return null also for a clock that is a day off: that is none
     */
    public static Instant plausible(Instant told, Instant now) {
        boolean plausible = told != null && Duration.between(told, now).abs().compareTo(PLAUSIBLE) < 0;
        return plausible ? told : null;
    }

    private PlatformClock() {}
}
