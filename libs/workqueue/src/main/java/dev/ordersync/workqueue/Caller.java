package dev.ordersync.workqueue;

/**
 * For whom the present thread works: calls for sweeps, backfills and replays get a fifth of a lane while live work
 * waits. The worker sets it around each job, so that no client has to pass it on; threads without a job count as live.
 */
final class Caller {
    private static final ThreadLocal<Priority> PRESENT = ThreadLocal.withInitial(() -> Priority.LIVE);

    private Caller() {}

    static void begin(Priority priority) {
        PRESENT.set(priority);
    }

    static void end() {
        PRESENT.remove();
    }

    static boolean isBacklog() {
        return PRESENT.get().rank() >= Priority.SWEEP.rank();
    }
}
