package dev.ordersync.fulfillment;

import dev.ordersync.workqueue.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code sync_work_*}: due, oldest_seconds, waiting, leased and parked work, by kind and lane. */
@ApplicationScoped
class Gauges {
    private static final List<String> NAMES = List.of("due", "oldest_seconds", "waiting", "leased", "parked");

    private final WorkQueue queue;
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();

    Gauges(WorkQueue queue, MeterRegistry meters) {
        this.queue = queue;
        NAMES.forEach(
                name -> gauges.put(name, MultiGauge.builder("sync.work." + name).register(meters)));
    }

    void refresh() {
        List<Map<String, Object>> rows = queue.gauges();
        gauges.forEach((name, gauge) -> gauge.register(
                rows.stream()
                        .map(row -> MultiGauge.Row.of(
                                Tags.of("kind", (String) row.get("kind"), "lane", (String) row.get("lane")),
                                ((Number) row.get(name)).doubleValue()))
                        .toList(),
                true));
    }
}
