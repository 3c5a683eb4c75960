package dev.ordersync.sandbox.scenario;

import dev.ordersync.sandbox.run.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * kill -9, again and again: each service once per interval, its turn a share of the interval after the one before, and
 * started again at once, as a supervisor does. One that has not come up since its last kill is let come up first, or on a
 * slow machine nothing would ever run.
 */
final class Killer implements AutoCloseable {
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger kills = new AtomicInteger();
    private final List<ServiceProcess> victims;
    private int turn;

    Killer(List<ServiceProcess> victims, Duration interval) {
        this.victims = victims;
        long share = interval.toMillis() / victims.size();
        clockwork.scheduleAtFixedRate(this::kill, share, share, TimeUnit.MILLISECONDS);
    }

    private void kill() {
        ServiceProcess victim = victims.get(turn++ % victims.size());
        if (victim.isAlive() && !victim.isReady()) return;
        victim.kill();
        victim.start();
        kills.incrementAndGet();
    }

    int kills() {
        return kills.get();
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        try {
            if (!clockwork.awaitTermination(60, TimeUnit.SECONDS)) throw new IllegalStateException("still killing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
