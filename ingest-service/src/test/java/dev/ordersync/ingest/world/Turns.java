package dev.ordersync.ingest.world;

import dev.ordersync.ingest.work.BacklogRate;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link BacklogRate} that lets nobody wait, and counts who would have to. */
public final class Turns {
    private final AtomicInteger taken = new AtomicInteger();
    private final BacklogRate rate = new BacklogRate(1, () -> 0, nanos -> take());
    private volatile int most = Integer.MAX_VALUE;

    public Turns() {
        while (taken.get() == 0) rate.awaitTurn(); // those that may come at once
        taken.set(0);
    }

    private void take() {
        if (taken.incrementAndGet() > most) throw new IllegalStateException("killed");
    }

    /** Whoever wants one more comes to a sudden end. */
    public void killAfter(int turns) {
        most = turns;
    }

    public BacklogRate rate() {
        return rate;
    }

    public int taken() {
        return taken.get();
    }
}
