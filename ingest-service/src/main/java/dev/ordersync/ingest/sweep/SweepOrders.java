package dev.ordersync.ingest.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import dev.ordersync.api.Times;
import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.ObservedDates;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.BacklogRate;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds the orders whose webhook never came: all that changed since the last sweep, by BigCommerce's own clock. Each
 * page begins where the last one ended, by time and not by number, so an order that changes meanwhile moves to the end
 * and is met there. Orders of one second are read over a page number as well; if one of them moves away under it, the
 * whole sweep is done once more.
 *
 * <p>When BigCommerce does not answer, or the process dies: what was read stays done, page by page, and the queue tries
 * again from there; the nightly sweep keeps a place of its own for that.
 */
public final class SweepOrders implements Handler {
    /** The platform shows some changes late, and its clocks differ among each other. */
    static final Duration OVERLAP = Duration.ofMinutes(10);
    /** How far the nightly sweep looks back. */
    private static final Duration DEEP = Duration.ofDays(30);

    /** Where the very first sweep begins when the platform's time at activation is not known. */
    private static final Duration HEAD_START = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(SweepOrders.class);

    private final StoreDirectory directory;
    private final Apis apis;
    private final Watermarks watermarks;
    private final BackfillTable imports;
    private final TakeListed take;
    private final BacklogRate rate;
    private final Database database;
    private final int pageSize;

    public SweepOrders(
            StoreDirectory directory,
            Apis apis,
            Watermarks watermarks,
            BackfillTable imports,
            TakeListed take,
            BacklogRate rate,
            Database database,
            int pageSize) {
        this.directory = directory;
        this.apis = apis;
        this.watermarks = watermarks;
        this.imports = imports;
        this.take = take;
        this.rate = rate;
        this.database = database;
        this.pageSize = pageSize;
    }

    @Override
    public Outcome handle(Job job) {
        Store store = directory.find(job.key().store()).orElse(null);
        if (store == null) return Outcome.done("store is gone");
        boolean deep = job.key().entity().equals(Kinds.DEEP);
        Instant begin = begin(store, deep);
        int limit = Math.max(10, pageSize >> Math.min(job.attempts(), 8));
        PageWalk walk = new PageWalk(begin);
        int news = 0;
        while (!walk.isOver()) {
            if (isGone(store)) return Outcome.done("store is gone"); // a long walk may outlast it
            Instant asked = database.now();
            Answer<Page<JsonNode>> page =
                    apis.bigcommerce(store).orders().modifiedSince(walk.since(), walk.page(), limit);
            if (!page.isOk()) return Failures.outcome(page.failure(), store.bigcommerceLane(), "Sweeping orders");
            news += take(store, page.value().items(), asked);
            walk.took(
                    page.value().items().stream().map(SweepOrders::seen).toList(),
                    page.value().last());
            save(store, walk);
            if (deep) savePlace(store, walk);
        }
        if (deep) watermarks.forget(Watermarks.DEEP_ORDERS, store.hash());
        if (news > 0) LOG.infof("kind=SWEEP_ORDERS store=%s news=%d", store.hash(), news);
        return Outcome.done(news + " changes");
    }

    private boolean isGone(Store store) {
        return directory
                .find(store.hash())
                .filter(known -> known.phase() != Store.Phase.DISCONNECTED)
                .isEmpty();
    }

    /** A month back, but never before the activation: what is older is the first import's business. */
    private Instant begin(Store store, boolean deep) {
        Instant first = store.activatedAt().minus(HEAD_START);
        Instant reached = watermarks.of(Watermarks.ORDERS, store.hash()).orElse(null);
        if (reached == null) return first;
        if (!deep) return reached.minus(OVERLAP);
        return Stream.of(first, reached.minus(DEEP), place(store))
                .max(Instant::compareTo)
                .orElse(first);
    }

    /** Where a nightly sweep that was interrupted goes on, as a page does where the last one ended. */
    private Instant place(Store store) {
        return watermarks
                .of(Watermarks.DEEP_ORDERS, store.hash())
                .map(reached -> reached.minusSeconds(1))
                .orElse(Instant.MIN);
    }

    private void savePlace(Store store, PageWalk walk) {
        walk.reached().ifPresent(reached -> watermarks.reach(Watermarks.DEEP_ORDERS, store.hash(), reached));
    }

    private void save(Store store, PageWalk walk) {
        walk.reached().ifPresent(reached -> watermarks.reach(Watermarks.ORDERS, store.hash(), reached));
    }

    private int take(Store store, List<JsonNode> orders, Instant asked) {
        // before what is known: an order that the import takes in between is known then
        Map<Integer, Long> ahead = imports.ahead(store.hash());
        Map<Long, ObservedDates> known = ObservedDates.of(
                database,
                store.hash(),
                orders.stream().map(order -> order.path("id").asLong()).toList());
        List<JsonNode> news = orders.stream()
                .filter(order -> isNews(store, known.get(order.path("id").asLong()), ahead, order))
                .toList();
        take.prepare(store, news);
        int taken = 0;
        for (JsonNode order : news) {
            ObservedDates before = known.get(order.path("id").asLong());
            if (take(store, order, before, asked)) taken++;
        }
        return taken;
    }

    /**
     * The first import comes by itself to what was open and has not changed since the activation. Were both to take it,
     * each would stand in the other's way and have it read once more.
     */
    private static boolean isNews(Store store, ObservedDates known, Map<Integer, Long> ahead, JsonNode order) {
        if (known != null) return TakeListed.isNews(known, order);
        Long cursor = ahead.get(order.path("status_id").asInt(-1));
        boolean comesWithTheImport = cursor != null
                && cursor < order.path("id").asLong()
                && Times.read(order.path("date_modified").asText(""))
                        .filter(store.activatedAt()::isAfter)
                        .isPresent();
        return !comesWithTheImport;
    }

    private boolean take(Store store, JsonNode order, ObservedDates known, Instant asked) {
        if (take.publishes(store, order, known)) rate.awaitTurn();
        try {
            return database.call(tx -> take.take(tx, store, order, known, asked, "sweep", Priority.SWEEP));
        } catch (RuntimeException e) { // whatever is wrong with one order must not keep the others back
            if (!TakeListed.isOfTheOrder(e)) throw e;
            database.run(tx -> take.leaveToItsRead(tx, store, order, e, Priority.SWEEP));
            return true;
        }
    }

    private static PageWalk.Seen seen(JsonNode order) {
        return new PageWalk.Seen(
                order.path("id").asLong(),
                Times.read(order.path("date_modified").asText("")).orElse(null));
    }
}
