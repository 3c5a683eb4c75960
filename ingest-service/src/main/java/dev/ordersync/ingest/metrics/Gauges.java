package dev.ordersync.ingest.metrics;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an operator watches: work that waits, lanes that are blocked or used up, events that are not yet published, orders
 * per state.
 */
@ApplicationScoped
public class Gauges {
    private final WorkQueue queue;
    private final Lanes lanes;
    private final Database database;
    private final MultiGauge work;
    private final MultiGauge oldest;
    private final MultiGauge used;
    private final MultiGauge blocked;
    private final MultiGauge orders;
    private final MultiGauge outbox;

    Gauges(WorkQueue queue, Lanes lanes, Database database, MeterRegistry meters) {
        this.queue = queue;
        this.lanes = lanes;
        this.database = database;
        this.work = gauge(meters, "sync.work", "rows of work by kind, lane and what they wait for");
        this.oldest = gauge(meters, "sync.work.oldest.seconds", "age of the oldest due row by kind and lane");
        this.used = gauge(meters, "sync.lane.used", "share of the lane's quota used in the present window, 0 to 1");
        this.blocked = gauge(meters, "sync.lane.blocked", "1 when the lane's credentials are refused");
        this.orders = gauge(meters, "sync.orders", "orders by store and state");
        this.outbox = gauge(meters, "sync.outbox", "events that the broker has not taken yet, at most 100000");
    }

    /** Reads everything anew. */
    public void read() {
        List<Row<?>> rows = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        for (Map<String, Object> gauge : queue.gauges()) {
            Tags tags = Tags.of("kind", (String) gauge.get("kind"), "lane", (String) gauge.get("lane"));
            ages.add(Row.of(tags, (Number) gauge.get("oldest_seconds")));
            for (String state : List.of("due", "waiting", "leased", "parked"))
                rows.add(Row.of(tags.and("state", state), (Number) gauge.get(state)));
        }
        work.register(rows, true);
        oldest.register(ages, true);
        List<Lanes.State> states = lanes.all();
        used.register(rows(states, state -> (double) state.used() / Math.max(1, state.limit())), true);
        blocked.register(rows(states, state -> state.blocked() == null ? 0 : 1), true);
        orders.register(orders(), true);
        outbox.register(List.of(Row.of(Tags.empty(), unpublished())), true);
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String words) {
        return MultiGauge.builder(name).description(words).register(meters);
    }

    private static List<Row<?>> rows(List<Lanes.State> states, java.util.function.ToDoubleFunction<Lanes.State> value) {
        List<Row<?>> rows = new ArrayList<>();
        for (Lanes.State state : states) rows.add(Row.of(Tags.of("lane", state.lane()), value.applyAsDouble(state)));
        return rows;
    }

    private List<Row<?>> orders() {
        return database.call(tx -> {
            List<Row<?>> rows = new ArrayList<>();
            try (var ask = tx.prepareStatement("select store, state, n from ingest.order_count");
                    var found = ask.executeQuery()) {
                while (found.next())
                    rows.add(Row.of(
                            Tags.of("store", found.getString(1), "state", found.getString(2)), found.getLong(3)));
            }
            return rows;
        });
    }

    private long unpublished() {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement(
                            "select count(*) from (select 1 from ingest.outbox limit 100000) waiting");
                    var found = ask.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        });
    }
}
