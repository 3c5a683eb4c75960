package dev.ordersync.fulfillment;

import dev.ordersync.events.Topics;
import dev.ordersync.observability.DeadRecords;
import dev.ordersync.observability.WorkGauges;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What waits here. */
@ApplicationScoped
class Gauges {
    private final WorkGauges work;

    Gauges(WorkGauges work, MeterRegistry meters) {
        this.work = work;
        DeadRecords.expect(
                meters, List.of(Topics.ORDERS_RAW, Topics.FULFILLMENTS_RAW, Topics.ORDER_LINKS, Topics.COMMANDS));
    }

    void refresh() {
        work.read();
    }
}
