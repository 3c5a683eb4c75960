package dev.ordersync.workqueue;

/** Who goes first within a lane. Every tenth claim of a lane ignores it, so that backlog also moves. */
public enum Priority {
    LIVE(0),
    SWEEP(5),
    BACKFILL(8),
    REPLAY(9);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** The number kept in the table; lower goes first. */
    public int rank() {
        return rank;
    }

    public static Priority ofRank(int rank) {
        for (Priority priority : values()) if (priority.rank >= rank) return priority;
        return REPLAY;
    }
}
