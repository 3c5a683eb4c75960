package dev.ordersync.ingest.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.ObservedDates;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.BacklogRate;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.work.PlatformClock;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Imports the open orders of a store that has just been activated (rule S1), a page at a time, lowest id first. Between
 * two pages others have their turn. Orders that change meanwhile cannot shift the pages, and a restart goes on behind
 * the last order taken.
 *
 * <p>When BigCommerce does not answer: the queue tries the same page again, a smaller one each time.
 */
public final class Backfill implements Handler {
    private static final Logger LOG = Logger.getLogger(Backfill.class);
    private static final Duration UNREAD = Duration.ofSeconds(10);

    private final StoreDirectory directory;
    private final Apis apis;
    private final BackfillTable table;
    private final TakeListed take;
    private final Database database;
    private final WorkQueue queue;
    private final Backlog backlog;
    private final BacklogRate rate;
    private final int pageSize;

    public Backfill(
            StoreDirectory directory,
            Apis apis,
            BackfillTable table,
            TakeListed take,
            Database database,
            WorkQueue queue,
            Backlog backlog,
            BacklogRate rate,
            int pageSize) {
        this.directory = directory;
        this.apis = apis;
        this.table = table;
        this.take = take;
        this.database = database;
        this.queue = queue;
        this.backlog = backlog;
        this.rate = rate;
        this.pageSize = pageSize;
    }

    @Override
    public Outcome handle(Job job) {
        if (backlog.isFull()) return new Outcome.Wait(Duration.ofSeconds(5), "the broker has not taken what there is");
        Store store = directory.find(job.key().store()).orElse(null);
        if (store == null) return Outcome.done("store is gone");
        BackfillTable.Row row = table.next(store.hash()).orElse(null);
        if (row == null) return end(store);
        Instant asked = database.now();
        int limit = Math.max(10, pageSize >> Math.min(job.attempts(), 8));
        // the last id again: whether the bound is inclusive is not documented
        Answer<Page<JsonNode>> page =
                apis.bigcommerce(store).orders().inStatus(row.statusId(), Math.max(1, row.cursor()), limit);
        if (!page.isOk()) return Failures.outcome(page.failure(), store.bigcommerceLane(), "Listing open orders");
        List<JsonNode> fresh = page.value().items().stream()
                .filter(order -> order.path("id").asLong() > row.cursor())
                .toList();
        take(store, row, fresh, asked);
        LOG.infof("kind=BACKFILL store=%s status=%d taken=%d", store.hash(), row.statusId(), fresh.size());
        if (fresh.isEmpty() || page.value().last()) table.finish(store.hash(), row);
        // wished for while it is being done: due again at once, behind whatever is more urgent
        queue.want(Kinds.backfill(store));
        return Outcome.done("page of status " + row.statusId());
    }

    /**
     * From now on an order that is seen for the first time was not open at the activation. Those of the list that are read
     * by themselves may move on before they are.
     */
    private Outcome end(Store store) {
        if (database.call(tx -> StoreRegister.importedAt(tx, store.hash())).isEmpty()) {
            if (table.left(List.of(store.hash())).get(store.hash()).orders() > 0)
                return new Outcome.Wait(UNREAD, "orders of the import are still to be read");
            Answer<Instant> told = apis.bigcommerce(store).store().time();
            Instant now = database.now();
            Instant platformTime = PlatformClock.plausible(told.isOk() ? told.value() : null, now);
            database.run(tx -> StoreRegister.imported(tx, store.hash(), platformTime == null ? now : platformTime));
        }
        return Outcome.done("all open orders are taken");
    }

    private void take(Store store, BackfillTable.Row run, List<JsonNode> orders, Instant asked) {
        Map<Long, ObservedDates> known = ObservedDates.of(
                database,
                store.hash(),
                orders.stream().map(order -> order.path("id").asLong()).toList());
        take.prepare(store, orders);
        for (JsonNode order : orders)
            take(store, run, order, known.get(order.path("id").asLong()), asked);
    }

    private void take(Store store, BackfillTable.Row run, JsonNode order, ObservedDates known, Instant asked) {
        long orderId = order.path("id").asLong();
        if (take.publishes(store, order, known)) rate.awaitTurn();
        try {
            database.run(tx -> {
                take.take(tx, store, order, known, asked, "backfill", Priority.BACKFILL);
                BackfillTable.advance(tx, store.hash(), run, orderId);
            });
        } catch (RuntimeException e) { // whatever is wrong with one order must not keep the others back
            if (!TakeListed.isOfTheOrder(e)) throw e;
            database.run(tx -> {
                take.leaveToItsRead(tx, store, order, e, Priority.BACKFILL);
                BackfillTable.advance(tx, store.hash(), run, orderId);
            });
        }
    }
}
