package dev.ordersync.fulfillment;

import dev.ordersync.observability.DeadRecords;
import dev.ordersync.observability.WorkGauges;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** What waits here. */
@ApplicationScoped
class Gauges {
    private final WorkGauges work;

    Gauges(WorkGauges work, MeterRegistry meters, Config config) {
        this.work = work;
        DeadRecords.expect(meters, config);
    }

    void refresh() {
        work.read();
    }
}
