package dev.ordersync.ingest.console.home;

import dev.ordersync.workqueue.Lanes;

/** How much of one side's rate limit is used in the present window. */
public record Quota(String side, int used, int limit, int windowSeconds) {

    static Quota of(String side, Lanes.State lane) {
        return new Quota(side, Math.min(lane.used(), lane.limit()), lane.limit(), lane.windowSeconds());
    }

    public String words() {
        return used + " of " + limit + " calls in " + windowSeconds + " s";
    }

    /** From here on the gauge warns. */
    public int high() {
        return Math.max(1, limit * 9 / 10);
    }
}
