package dev.ordersync.sandbox.scenario;

import dev.ordersync.sandbox.run.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * kill -9, again and again: each service once per interval, its turn a share of the interval after the one before, and
 * started again at once, as a supervisor does. One that has not come up since its last kill is let come up first, or on a
 * slow machine nothing would ever run.
 */
final class Killer implements AutoCloseable {
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private final List<ServiceProcess> victims;
    private int turn;

    /** @param at the moment after which it did nothing more */
    record Kill(String service, Instant at) {}

    Killer(List<ServiceProcess> victims, Duration interval) {
        this.victims = victims;
        long share = interval.toMillis() / victims.size();
        clockwork.scheduleAtFixedRate(this::kill, share, share, TimeUnit.MILLISECONDS);
    }

    private void kill() {
        ServiceProcess victim = victims.get(turn++ % victims.size());
        if (victim.isAlive() && !victim.isReady()) return;
        victim.kill();
        kills.add(new Kill(victim.name(), Instant.now()));
        victim.start();
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    /** A kill that has begun is ended: interrupted, it would leave a service that is neither running nor started. */
    @Override
    public void close() {
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(60, TimeUnit.SECONDS)) throw new IllegalStateException("still killing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
