package dev.ordersync.ingest.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Page;
import dev.ordersync.bigcommerce.BcOrders;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.observe.Account;
import dev.ordersync.ingest.observe.Accounts;
import dev.ordersync.ingest.observe.Need;
import dev.ordersync.ingest.observe.ReadOrder;
import dev.ordersync.ingest.observe.Snapshot;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a store's orders for a rehearsal, a page at a time, and passes them to mapping. Nothing of it reaches the raw log
 * or what is known of orders, so an activation afterwards finds everything as new as it is.
 *
 * <p>When BigCommerce does not answer: the queue tries the same page again; refused credentials, or a day of attempts, end the
 * rehearsal with that reason.
 */
public final class ReadForRehearsal implements Handler {
    private static final Duration RECENT = Duration.ofDays(90);
    private static final int PAGE = 50;
    private static final int AWAITING_FULFILLMENT = 11;
    private static final int AWAITING_PAYMENT = 7;

    private final StoreDirectory directory;
    private final Apis apis;
    private final ReadOrder read;
    private final Accounts accounts;
    private final Database database;
    private final WorkQueue queue;
    private final Outbox outbox;
    private final Backlog backlog;
    private final Runnable published;

    public ReadForRehearsal(
            StoreDirectory directory,
            Apis apis,
            ReadOrder read,
            Accounts accounts,
            Database database,
            WorkQueue queue,
            Outbox outbox,
            Backlog backlog,
            Runnable published) {
        this.directory = directory;
        this.apis = apis;
        this.read = read;
        this.accounts = accounts;
        this.database = database;
        this.queue = queue;
        this.outbox = outbox;
        this.backlog = backlog;
        this.published = published;
    }

    @Override
    public Outcome handle(Job job) {
        if (backlog.isFull()) return new Outcome.Wait(Duration.ofSeconds(5), "the broker has not taken what there is");
        String hash = job.key().entity();
        Store store = directory.find(hash).orElse(null);
        Rehearsal now = database.call(tx -> Rehearsals.find(tx, hash))
                .filter(Rehearsal::isRunning)
                .filter(rehearsal -> !rehearsal.readAll())
                .orElse(null);
        if (store == null || now == null) return Outcome.done("no rehearsal is running");
        int status = now.statusId() == null ? AWAITING_FULFILLMENT : now.statusId();
        Answer<Page<JsonNode>> page = page(store, now, status);
        if (!page.isOk()) return failed(store, now, page.failure());
        accounts.learn(store, page.value().items());
        for (JsonNode order : page.value().items()) {
            Optional<Failure> failure = take(store, now, order, status);
            if (failure.isPresent()) return failed(store, now, failure.get());
        }
        boolean last = page.value().last() || page.value().items().isEmpty();
        database.run(tx -> {
            if (!last) {
                if (!now.isOfOpenOrders()) Rehearsals.reach(tx, now.run(), null, now.cursor() + 1);
            } else if (now.isOfOpenOrders()
                    && status == AWAITING_FULFILLMENT
                    && store.settings().importAwaitingPayment()) {
                Rehearsals.reach(tx, now.run(), AWAITING_PAYMENT, 0);
            } else {
                Rehearsals.readAll(tx, now.run());
            }
        });
        published.run();
        queue.want(Kinds.rehearse(store)); // wished for while it is being done: due again at once
        return Outcome.done("page of " + page.value().items().size());
    }

    private Answer<Page<JsonNode>> page(Store store, Rehearsal now, int status) {
        BcOrders orders = apis.bigcommerce(store).orders();
        if (now.isOfOpenOrders()) return orders.inStatus(status, now.cursor() + 1, PAGE);
        return orders.modifiedSince(now.startedAt().minus(RECENT), (int) now.cursor() + 1, PAGE);
    }

    private Optional<Failure> take(Store store, Rehearsal now, JsonNode listed, int status) {
        long orderId = listed.path("id").asLong();
        if (isTaken(now, orderId)) return Optional.empty();
        Instant asked = database.now();
        Need need = Need.of(listed, store.settings());
        Optional<Account> account = accounts.known(store, listed);
        // a person watches: an account that does not answer holds nothing up
        Answer<Snapshot> whole = need.lines() || need.taxes() || account.isEmpty()
                ? read.read(store, orderId, asked, asked)
                : Answer.ok(Snapshot.listed(listed, account.get(), asked));
        if (!whole.isOk() && whole.failure() instanceof Failure.Missing) return Optional.empty();
        if (!whole.isOk()) return Optional.of(whole.failure());
        Snapshot snapshot = whole.value();
        // orders further along are shown as if they had come while the store was live
        Instant activatedAt = now.isOfOpenOrders() ? store.activatedAt() : Instant.EPOCH;
        var observed = new OrderObserved(
                store.hash(),
                orderId,
                0,
                asked,
                "rehearsal",
                snapshot.recorded(),
                snapshot.lines(),
                snapshot.taxes(),
                null,
                asked,
                activatedAt,
                false);
        database.run(tx -> {
            Query.update(
                    tx,
                    "insert into ingest.rehearsal_order (run, order_id) values (?, ?) on conflict do nothing",
                    now.run(),
                    orderId);
            outbox.leave(
                    tx,
                    Topics.PLAN_REQUESTS,
                    new PlanRequested(
                            store.hash(), orderId, now.run(), PlanRequested.REHEARSE, Instant.now(), observed));
            if (now.isOfOpenOrders()) Rehearsals.reach(tx, now.run(), status, orderId);
        });
        return Optional.empty();
    }

    private boolean isTaken(Rehearsal now, long orderId) {
        List<Integer> rows = database.call(tx -> Query.list(
                tx,
                "select 1 from ingest.rehearsal_order where run = ? and order_id = ?",
                row -> 1,
                now.run(),
                orderId));
        return !rows.isEmpty();
    }

    private Outcome failed(Store store, Rehearsal now, Failure failure) {
        boolean isOver = failure instanceof Failure.Denied || failure instanceof Failure.Refused;
        database.run(tx -> {
            if (isOver) Rehearsals.end(tx, now.run(), "failed", "Reading orders: " + failure.words());
            else Rehearsals.trouble(tx, now.run(), "Reading orders: " + failure.words() + "; it is tried again.");
        });
        if (isOver) return Outcome.done("failed: " + failure.words());
        return Failures.outcome(failure, store.bigcommerceLane(), "Reading orders");
    }
}
