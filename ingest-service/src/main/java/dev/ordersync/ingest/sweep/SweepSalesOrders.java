package dev.ordersync.ingest.sweep;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.KeepSnapshot;
import dev.ordersync.ingest.observe.ObservedSalesOrders;
import dev.ordersync.ingest.observe.ObservedSalesOrders.LastRead;
import dev.ordersync.ingest.observe.TakeListedSalesOrder;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.BacklogRate;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds the sales orders whose webhook never came or was not worth a call: all of ours that changed since the last sweep
 * that covered their store, deleted ones too, by Katana's own clock.
 *
 * <p>When Katana does not answer: what was read stays done, and the queue tries again from the page that failed.
 */
public final class SweepSalesOrders implements Handler {
    static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(SweepSalesOrders.class);

    private final StoreDirectory directory;
    private final Apis apis;
    private final Watermarks watermarks;
    private final Places places;
    private final TakeListedSalesOrder take;
    private final BacklogRate rate;
    private final SweepFulfillments fulfillments;
    private final Database database;

    public SweepSalesOrders(
            StoreDirectory directory,
            Apis apis,
            Watermarks watermarks,
            TakeListedSalesOrder take,
            BacklogRate rate,
            SweepFulfillments fulfillments,
            Database database) {
        this.directory = directory;
        this.apis = apis;
        this.watermarks = watermarks;
        this.places = new Places(database);
        this.take = take;
        this.rate = rate;
        this.fulfillments = fulfillments;
        this.database = database;
    }

    @Override
    public Outcome handle(Job job) {
        String account = job.key().store();
        List<Store> stores = directory.ofAccount(account);
        Katana katana = apis.katana(account).orElse(null);
        if (katana == null) return Outcome.done("account is gone");
        Instant since = stores.stream()
                .map(store -> since(account, store))
                .min(Instant::compareTo)
                .orElseGet(Instant::now);
        Set<String> hashes = stores.stream().map(Store::hash).collect(Collectors.toSet());
        Place place = places.of(Watermarks.SALES_ORDERS, account, since, hashes);
        int news = 0;
        while (!place.isOver()) {
            Instant asked = database.now();
            Answer<Page<Read<SalesOrder>>> answer = katana.salesOrders().updatedSince(place.since(), place.page());
            if (!answer.isOk())
                return Failures.outcome(answer.failure(), Lanes.katana(account), "Sweeping sales orders");
            List<Read<SalesOrder>> orders = answer.value().items();
            news += take(account, hashes, orders, asked);
            place = place.after(changes(orders), answer.value().last(), database.now());
            places.keep(Watermarks.SALES_ORDERS, account, place);
        }
        Answer<Integer> deliveries = fulfillments.sweep(katana, account, hashes, place.since());
        if (!deliveries.isOk())
            return Failures.outcome(deliveries.failure(), Lanes.katana(account), "Sweeping fulfillments");
        news += deliveries.value();
        place.reached().ifPresent(reached -> {
            for (String store : hashes)
                watermarks.reach(Watermarks.within(Watermarks.SALES_ORDERS, account), store, reached);
        });
        places.forget(Watermarks.SALES_ORDERS, account);
        if (news > 0) LOG.infof("kind=SWEEP_SALES_ORDERS account=%s news=%d", account, news);
        return Outcome.done(news + " changes");
    }

    private int take(String account, Set<String> stores, List<Read<SalesOrder>> orders, Instant asked) {
        Map<Long, OrderRef> refs = database.call(tx -> TakeListedSalesOrder.refs(tx, account, orders, stores));
        Map<Long, LastRead> known = database.call(tx -> ObservedSalesOrders.lastRead(tx, account, refs.keySet()));
        int news = 0;
        for (Read<SalesOrder> read : orders) {
            OrderRef ref = refs.get(read.value().id());
            if (ref == null
                    || TakeListedSalesOrder.isKnown(read, known.get(read.value().id()))) continue;
            rate.awaitTurn();
            KeepSnapshot.Result result = database.call(tx -> take.take(tx, account, ref, read, asked));
            if (result != KeepSnapshot.Result.UNCHANGED) news++;
        }
        return news;
    }

    private static Stream<Instant> changes(List<Read<SalesOrder>> orders) {
        return orders.stream().map(read -> read.value().updatedAt()).filter(Objects::nonNull);
    }

    /** Where the last sweep ended that covered the store. */
    private Instant since(String account, Store store) {
        return watermarks
                .of(Watermarks.within(Watermarks.SALES_ORDERS, account), store.hash())
                .map(reached -> reached.minus(OVERLAP))
                .orElseGet(() -> Objects.requireNonNullElseGet(store.activatedAt(), Instant::now)
                        .minus(Place.CLOCKS));
    }
}
