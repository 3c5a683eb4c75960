package dev.ordersync.observability;

import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Measures how long live work took from the webhook to its end: the wish's age goes with the order from the door, through
 * the broker, to here. Backlog is left out; its age says nothing about us.
 */
public final class MeasureLatency implements Handler {
    private static final Duration[] STEPS = List.of(1, 2, 5, 10, 30, 60, 300, 1800).stream()
            .map(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final Handler handler;
    private final Clock clock;
    private final Timer timer;

    /** @param name of the timer, for instance {@code sync.order.latency} */
    public MeasureLatency(Handler handler, String name, MeterRegistry meters, Clock clock) {
        this.handler = handler;
        this.clock = clock;
        this.timer = Timer.builder(name).serviceLevelObjectives(STEPS).register(meters);
    }

    @Override
    public Outcome handle(Job job) {
        Outcome outcome = handler.handle(job);
        measure(job, outcome);
        return outcome;
    }

    @Override
    public int batchSize() {
        return handler.batchSize();
    }

    @Override
    public Map<Job, Outcome> handleAll(List<Job> jobs) {
        Map<Job, Outcome> outcomes = handler.handleAll(jobs);
        outcomes.forEach(this::measure);
        return outcomes;
    }

    private void measure(Job job, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done) || job.priority() != Priority.LIVE) return;
        Duration took = Duration.between(job.firstWantedAt(), clock.instant());
        timer.record(took.isNegative() ? Duration.ZERO : took);
    }
}
