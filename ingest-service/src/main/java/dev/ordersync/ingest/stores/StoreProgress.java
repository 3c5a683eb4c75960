package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.orders.Progress;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;

/** How far a store has come, in counts that add up. */
public final class StoreProgress {
    private static final int MOST_COUNTED = 100_000;
    /** An imported order costs one Katana call, two with a shipping fee. */
    private static final double CALLS_PER_ORDER = 2;

    /**
     * @param phase connecting, importing, live, paused, needs reconnecting, disconnected
     * @param seen synced + waiting + held + excluded, always
     * @param estimatedSecondsLeft until orders that wait for their turn have had it, at the account's rate limit
     */
    public record Answer(
            String phase, long seen, long synced, long waiting, long held, long excluded, long estimatedSecondsLeft) {}

    private final Progress progress;
    private final BackfillTable backfill;
    private final Lanes lanes;

    public StoreProgress(Progress progress, BackfillTable backfill, Lanes lanes) {
        this.progress = progress;
        this.backfill = backfill;
        this.lanes = lanes;
    }

    public Answer of(Store store) {
        Progress.Counts counts = progress.counts(store.hash());
        BackfillTable.Left left = backfill.left(store.hash());
        long silent = progress.silent(store.hash(), MOST_COUNTED);
        return new Answer(
                phase(store, left),
                counts.seen(),
                counts.synced(),
                counts.waiting(),
                counts.held(),
                counts.excluded(),
                secondsLeft(store, silent + left.orders()));
    }

    private String phase(Store store, BackfillTable.Left left) {
        String state = StoreState.of(store, lanes).word();
        if (state.equals("incomplete") || state.equals("ready")) return "connecting";
        if (!state.equals("live")) return state;
        // the import is over when each of its orders has had its turn
        return left.isDone() && !left.unhandled() ? "live" : "importing";
    }

    private long secondsLeft(Store store, long orders) {
        if (orders == 0 || store.katanaAccount() == null) return 0;
        Lanes.State lane = lanes.state(store.katanaLane()).orElse(null);
        double perSecond = lane == null || lane.limit() <= 0 || lane.windowSeconds() <= 0
                ? 1
                : (double) lane.limit() / lane.windowSeconds();
        return (long) Math.ceil(orders * CALLS_PER_ORDER / perSecond);
    }
}
