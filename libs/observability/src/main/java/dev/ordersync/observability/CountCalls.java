package dev.ordersync.observability;

import dev.ordersync.api.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts and times every call to an outside system, by how it ended. */
@ApplicationScoped
public class CountCalls implements CallListener {
    private final MeterRegistry meters;

    CountCalls(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void ended(String system, String method, String outcome, Duration took) {
        meters.timer("sync.calls", "system", system, "method", method, "outcome", outcome)
                .record(took);
    }
}
