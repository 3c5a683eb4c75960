package dev.ordersync.ingest.metrics;

import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.stores.StoreState;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.observability.DeadRecords;
import dev.ordersync.observability.WorkGauges;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.Config;

/**
 * What an operator watches: work that waits, lanes that are blocked or used up, where each store stands, orders per
 * state. The list is in docs/metrics.md.
 */
@ApplicationScoped
public class Gauges {
    private final WorkGauges work;
    private final Lanes lanes;
    private final StoreDirectory directory;
    private final StoresFile file;
    private final Database database;
    private final MeterRegistry meters;
    private final boolean hasDoors;
    private final MultiGauge quota;
    private final MultiGauge left;
    private final MultiGauge blocked;
    private final MultiGauge broken;
    private final MultiGauge stores;
    private final MultiGauge drift;
    private final MultiGauge orders;

    Gauges(
            WorkGauges work,
            Lanes lanes,
            StoreDirectory directory,
            StoresFile file,
            Database database,
            MeterRegistry meters,
            SyncConfig sync,
            Config config) {
        this.work = work;
        this.lanes = lanes;
        this.directory = directory;
        this.file = file;
        this.database = database;
        this.meters = meters;
        this.hasDoors = sync.publicUrl().isPresent();
        this.quota = gauge("sync.lane.quota");
        this.left = gauge("sync.lane.quota.left");
        this.blocked = gauge("sync.lane.blocked");
        this.broken = gauge("sync.lane.broken");
        this.stores = gauge("sync.store.state");
        this.drift = gauge("sync.store.drift");
        this.orders = gauge("sync.orders");
        DeadRecords.expect(meters, config);
    }

    private MultiGauge gauge(String name) {
        return MultiGauge.builder(name).register(meters);
    }

    /** Reads everything anew. */
    public void read() {
        work.read();
        List<Lanes.State> states = lanes.all();
        quota.register(rows(states, Lanes.State::limit), true);
        left.register(rows(states, state -> Math.max(0, state.limit() - state.used())), true);
        blocked.register(rows(states, state -> state.blocked() == null ? 0 : 1), true);
        broken.register(rows(states, state -> "closed".equals(state.breaker()) ? 0 : 1), true);
        List<Store> all = directory.all();
        stores.register(all.stream().map(store -> state(store, states)).toList(), true);
        drift.register(
                all.stream().map(store -> row(store, file.drift(store).size())).toList(), true);
        all.forEach(store -> HooksRepaired.of(meters, store.hash()));
        if (hasDoors) all.forEach(store -> expectWebhooks(store.hash()));
        orders.register(orders(), true);
    }

    /** As the door counts them; there from the start, since a series that begins with its first webhook has not grown. */
    private void expectWebhooks(String store) {
        meters.counter("sync.webhooks", "side", "bigcommerce", "owner", store, "status", "200");
    }

    private static Row<?> state(Store store, List<Lanes.State> states) {
        String word = StoreState.of(store, states).word().replace(' ', '-');
        return Row.of(Tags.of("store", store.hash(), "state", word), 1);
    }

    private static Row<?> row(Store store, int value) {
        return Row.of(Tags.of("store", store.hash()), value);
    }

    private static List<Row<?>> rows(List<Lanes.State> states, ToDoubleFunction<Lanes.State> value) {
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
}
