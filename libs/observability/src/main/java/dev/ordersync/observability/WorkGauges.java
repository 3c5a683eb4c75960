package dev.ordersync.observability;

import dev.ordersync.outbox.Outbox;
import dev.ordersync.workqueue.WorkQueue;
import dev.ordersync.workqueue.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What waits in this service: rows of work by kind and lane, held ones by cause, events that the broker has not taken.
 * Every replica reports the same tables: take the maximum over replicas, not the sum.
 *
 * <p>When the database is away: the last values stay, and whoever asked hears of it.
 */
@ApplicationScoped
public class WorkGauges {
    private static final Map<String, String> WORK = Map.of(
            "due", "sync.work.due",
            "oldest_seconds", "sync.work.oldest.seconds",
            "waiting", "sync.work.waiting",
            "leased", "sync.work.leased",
            "parked", "sync.work.parked");

    private final WorkQueue queue;
    private final Worker worker;
    private final Outbox outbox;
    private final DataSource dataSource;
    private final Map<String, MultiGauge> work = new LinkedHashMap<>();
    private final MultiGauge held;
    private final MultiGauge records;
    private final MultiGauge oldest;

    WorkGauges(WorkQueue queue, Worker worker, Outbox outbox, DataSource dataSource, MeterRegistry meters) {
        this.queue = queue;
        this.worker = worker;
        this.outbox = outbox;
        this.dataSource = dataSource;
        WORK.forEach((column, name) -> work.put(column, gauge(meters, name)));
        this.held = gauge(meters, "sync.held");
        this.records = gauge(meters, "sync.outbox.records");
        this.oldest = gauge(meters, "sync.outbox.oldest.seconds");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name) {
        return MultiGauge.builder(name).register(meters);
    }

    /** Reads everything anew. */
    public void read() {
        List<Map<String, Object>> rows = queue.gauges(worker.stores());
        work.forEach((column, gauge) -> gauge.register(
                rows.stream().map(row -> row(row, "lane", column)).toList(), true));
        held.register(
                queue.held().stream().map(row -> row(row, "cause", "rows")).toList(), true);
        Outbox.Waiting waiting = unpublished();
        records.register(List.of(MultiGauge.Row.of(Tags.empty(), waiting.records())), true);
        oldest.register(List.of(MultiGauge.Row.of(Tags.empty(), waiting.oldestSeconds())), true);
    }

    private static MultiGauge.Row<?> row(Map<String, Object> row, String label, String value) {
        Tags tags = Tags.of("kind", (String) row.get("kind"), label, (String) row.get(label));
        return MultiGauge.Row.of(tags, ((Number) row.get(value)).doubleValue());
    }

    private Outbox.Waiting unpublished() {
        try (Connection connection = dataSource.getConnection()) {
            return outbox.waiting(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("database: " + e.getMessage(), e);
        }
    }
}
