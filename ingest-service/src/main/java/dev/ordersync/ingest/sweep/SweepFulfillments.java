package dev.ordersync.ingest.sweep;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.ObservedSalesOrders;
import dev.ordersync.ingest.observe.ShownFulfillments;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Read;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds fulfillments that changed without their sales order showing it: whether a change of a fulfillment moves the sales
 * order's own date is not documented, and their own they may lack. Those that were read as they are now are left out; linked
 * ones that were never read are not.
 */
public final class SweepFulfillments {
    private static final String KIND = "SWEEP_FULFILLMENTS";

    private final Watermarks watermarks;
    private final Places places;
    private final Database database;
    private final WorkQueue queue;
    private final Duration interval;

    /** @param interval how often at most, over all replicas */
    public SweepFulfillments(Watermarks watermarks, Database database, WorkQueue queue, Duration interval) {
        this.watermarks = watermarks;
        this.places = new Places(database);
        this.database = database;
        this.queue = queue;
        this.interval = interval;
    }

    /**
     * @param stores of the account
     * @param otherwise where to begin for a store that no sweep covered yet
     * @return how many sales orders are wanted
     */
    Answer<Integer> sweep(Katana katana, String account, Set<String> stores, Instant otherwise) {
        if (!database.call(tx -> Rota.isOpen(tx, KIND, account))) return Answer.ok(0);
        String source = Watermarks.within(Watermarks.FULFILLMENTS, account);
        Instant begin = stores.stream()
                .map(store -> watermarks.of(source, store).orElse(otherwise))
                .min(Instant::compareTo)
                .orElse(otherwise);
        Place place = places.of(Watermarks.FULFILLMENTS, account, begin.minus(SweepSalesOrders.OVERLAP), stores);
        int wanted = 0;
        while (!place.isOver()) {
            Answer<Page<Read<Fulfillment>>> answer = katana.fulfillments().updatedSince(place.since(), place.page());
            if (!answer.isOk()) return Answer.failed(answer.failure());
            Map<Long, ShownFulfillments> shown = shown(answer.value().items());
            wanted += want(account, stores, shown);
            place = place.after(changes(shown), answer.value().last(), database.now());
            places.keep(Watermarks.FULFILLMENTS, account, place);
        }
        place.reached().ifPresent(reached -> stores.forEach(store -> watermarks.reach(source, store, reached)));
        places.forget(Watermarks.FULFILLMENTS, account);
        // only now: a sweep that did not come to its end stays due. One worker at a time has the account's sweep
        database.run(tx -> Rota.isDue(tx, KIND, account, interval));
        return Answer.ok(wanted);
    }

    private static Map<Long, ShownFulfillments> shown(List<Read<Fulfillment>> page) {
        Map<Long, List<Fulfillment>> listed = new TreeMap<>();
        for (Read<Fulfillment> read : page)
            listed.computeIfAbsent(read.value().salesOrderId(), id -> new ArrayList<>())
                    .add(read.value());
        Map<Long, ShownFulfillments> shown = new TreeMap<>();
        listed.forEach((salesOrder, some) -> shown.put(salesOrder, ShownFulfillments.of(some)));
        return shown;
    }

    private static Stream<Instant> changes(Map<Long, ShownFulfillments> shown) {
        return shown.values().stream().map(ShownFulfillments::latest).filter(Objects::nonNull);
    }

    private int want(String account, Set<String> stores, Map<Long, ShownFulfillments> shown) {
        Set<Long> unread = database.call(tx -> ObservedSalesOrders.unread(tx, account, shown.keySet(), stores));
        int wanted = 0;
        for (Map.Entry<Long, ShownFulfillments> of : shown.entrySet()) {
            boolean isNews = database.call(tx -> {
                if (!unread.contains(of.getKey())
                        && !ObservedSalesOrders.noteFulfillments(tx, account, of.getKey(), of.getValue())) return false;
                queue.want(tx, Kinds.salesOrder(account, of.getKey(), Priority.SWEEP));
                return true;
            });
            if (isNews) wanted++;
        }
        return wanted;
    }
}
