package dev.ordersync.workqueue;

import java.util.Set;

/** Who goes first within a lane. Every tenth claim of a lane ignores it, so that backlog also moves. */
public enum Priority {
    LIVE(0),
    SWEEP(5),
    BACKFILL(8),
    REPLAY(9);

    static final Set<Priority> ALL = Set.of(values());

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** The number kept in the table; lower goes first. */
    public int rank() {
        return rank;
    }

    /** Whether live work goes before it. */
    boolean isBacklog() {
        return this != LIVE;
    }

    public static Priority ofRank(int rank) {
        for (Priority priority : values()) if (priority.rank >= rank) return priority;
        return REPLAY;
    }
}
