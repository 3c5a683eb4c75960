package dev.ordersync.mapping;

import dev.ordersync.database.Transactions;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.workqueue.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code sync_work_*}: due, oldest_seconds, waiting, leased and parked work by kind and lane; {@code sync_orders}: orders
 * by the state and group of causes they are shown with.
 */
@ApplicationScoped
class Gauges {
    private static final List<String> WORK = List.of("due", "oldest_seconds", "waiting", "leased", "parked");

    private final WorkQueue queue;
    private final OrderRecords orders;
    private final Transactions transactions;
    private final Map<String, MultiGauge> work = new LinkedHashMap<>();
    private final MultiGauge shown;

    Gauges(WorkQueue queue, OrderRecords orders, Transactions transactions, MeterRegistry meters) {
        this.queue = queue;
        this.orders = orders;
        this.transactions = transactions;
        WORK.forEach(
                name -> work.put(name, MultiGauge.builder("sync.work." + name).register(meters)));
        this.shown = MultiGauge.builder("sync.orders").register(meters);
    }

    void refresh() {
        List<Map<String, Object>> rows = queue.gauges();
        work.forEach((name, gauge) -> gauge.register(
                rows.stream()
                        .map(row -> MultiGauge.Row.of(
                                Tags.of("kind", (String) row.get("kind"), "lane", (String) row.get("lane")),
                                ((Number) row.get(name)).doubleValue()))
                        .toList(),
                true));
        shown.register(
                transactions.call(orders::counts).stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("state", count.state(), "cause", count.cause()), (double) count.orders()))
                        .toList(),
                true);
    }
}
