package dev.ordersync.sandbox.scenario;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does something at an even pace, whatever the answers take: load as the outside world makes it. */
final class Pace {
    private Pace() {}

    static void every(Duration interval, int times, IntConsumer act) {
        ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger next = new AtomicInteger();
        clockwork.scheduleAtFixedRate(
                () -> {
                    try {
                        if (next.get() < times) act.accept(next.getAndIncrement());
                        else done.complete(null);
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            done.join();
        } finally {
            clockwork.shutdownNow();
        }
    }
}
