package dev.ordersync.mapping;

import dev.ordersync.database.Transactions;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.observability.DeadRecords;
import dev.ordersync.observability.WorkGauges;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** What waits here, and orders by the state and group of causes they are shown with. */
@ApplicationScoped
class Gauges {
    private final WorkGauges work;
    private final OrderRecords orders;
    private final Transactions transactions;
    private final MultiGauge shown;

    Gauges(WorkGauges work, OrderRecords orders, Transactions transactions, MeterRegistry meters, Config config) {
        this.work = work;
        this.orders = orders;
        this.transactions = transactions;
        this.shown = MultiGauge.builder("sync.orders.by.cause").register(meters);
        DeadRecords.expect(meters, config);
    }

    void refresh() {
        work.read();
        shown.register(
                transactions.call(orders::counts).stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("state", count.state(), "cause", count.cause()), (double) count.orders()))
                        .toList(),
                true);
    }
}
