package dev.ordersync.ingest.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many orders a second this replica takes beside live ones: those of imports, sweeps and reminders, and those with
 * which one store floods us, of all stores together. Every topic is a line, and in it the next live order stands behind
 * them; so they may not come faster than all services take them at their ease. Katana takes its time for a backlog
 * anyhow: an account of 60 calls a minute has its turn once a second.
 */
public final class BacklogRate {
    /** Some come at once: a sweep that found a few orders need not wait. */
    private static final int AT_ONCE = 10;

    private static final int LIVE_PER_SECOND = 10;
    private static final int LIVE_AT_ONCE = 60;

    private final LongSupplier nanos;
    private final Sleep sleep;
    private final Bucket backlog;
    private final Map<String, Bucket> live = new ConcurrentHashMap<>();

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleep {
        void nanos(long duration) throws InterruptedException;
    }

    /** @param nanos a clock that only goes forward, such as {@code System::nanoTime} */
    public BacklogRate(int ordersPerSecond, LongSupplier nanos, Sleep sleep) {
        if (ordersPerSecond < 1) throw new IllegalArgumentException("orders per second: " + ordersPerSecond);
        this.nanos = nanos;
        this.sleep = sleep;
        this.backlog = new Bucket(ordersPerSecond, AT_ONCE, nanos.getAsLong());
    }

    /** Waits until it is the next order's turn; not within a transaction. Who is interrupted waits no longer. */
    public void awaitTurn() {
        long wait = backlog.spend(nanos.getAsLong());
        if (wait <= 0) return;
        try {
            sleep.nanos(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops: no time is left for pauses
        }
    }

    /** The same for a live order, which goes at once while its store has not more of them than any shop sells. */
    public void awaitLive(String store) {
        long now = nanos.getAsLong();
        if (!live.computeIfAbsent(store, any -> new Bucket(LIVE_PER_SECOND, LIVE_AT_ONCE, now))
                .spendAtOnce(now)) awaitTurn();
    }

    /** So many a second, of which some may be saved up. */
    private static final class Bucket {
        private final long pause;
        private final long savings;
        /** When the one after the last is due. */
        private long next;

        Bucket(int perSecond, int atOnce, long now) {
            this.pause = Duration.ofSeconds(1).toNanos() / perSecond;
            this.savings = atOnce * pause;
            this.next = now - savings;
        }

        /** Takes the next place; how long until it is due, zero or less for now. */
        synchronized long spend(long now) {
            if (now - next > savings) next = now - savings;
            next += pause;
            return next - now;
        }

        /** Takes the next place if it is due. */
        synchronized boolean spendAtOnce(long now) {
            if (next + pause - now > 0) return false;
            spend(now);
            return true;
        }
    }
}
