package dev.ordersync.ingest.observe;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.ObservedSalesOrders.Row;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.receipt.Receipts;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Unshipped;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads the present state of up to 50 sales orders of one Katana account in one call, and the fulfillments of those that
 * have any; publishes what is news. Where the list seems to lag ({@link Doubt}), the sales order is read by itself. Sales
 * orders that carry no key of ours are remembered as foreign.
 *
 * <p>When Katana does not answer: the queue tries again; a refused key blocks the account's lane. When the quota is used
 * up: whatever still needs a call waits, without asking for one each.
 */
public final class ObserveSalesOrders implements Handler {
    private static final Logger LOG = Logger.getLogger(ObserveSalesOrders.class);
    private static final int MOST = 50;
    private static final int LOOKS_FOR_NEWER = 3;
    private static final String UNKNOWN = "unknown to Katana and to us";
    /** A wish that came during work counts from the end of that work; what wished for it is older. */
    private static final Duration EARLIER = Duration.ofMinutes(2);

    private final StoreDirectory directory;
    private final Apis apis;
    private final KeepSalesOrder keep;
    private final Database database;
    private final WorkQueue queue;
    private final Backlog backlog;

    public ObserveSalesOrders(
            StoreDirectory directory,
            Apis apis,
            KeepSalesOrder keep,
            Database database,
            WorkQueue queue,
            Backlog backlog) {
        this.directory = directory;
        this.apis = apis;
        this.keep = keep;
        this.database = database;
        this.queue = queue;
        this.backlog = backlog;
    }

    @Override
    public int batchSize() {
        return MOST;
    }

    @Override
    public Outcome handle(Job job) {
        return handleAll(List.of(job)).get(job);
    }

    @Override
    public Map<Job, Outcome> handleAll(List<Job> jobs) {
        String account = jobs.get(0).key().store();
        Katana katana = apis.katana(account).orElse(null);
        if (katana == null) return all(jobs, Outcome.done("account is gone"));
        if (backlog.isFull())
            return all(jobs, new Outcome.Wait(Duration.ofSeconds(5), "the broker has not taken what there is"));
        Instant asked = database.now();
        Answer<List<Read<SalesOrder>>> answer = katana.salesOrders()
                .byIds(jobs.stream().map(ObserveSalesOrders::id).toList());
        if (!answer.isOk())
            return all(jobs, Failures.outcome(answer.failure(), Lanes.katana(account), "Reading sales orders"));
        Map<Long, Read<SalesOrder>> found = new HashMap<>();
        answer.value().forEach(read -> found.put(read.value().id(), read));
        Set<String> stores =
                directory.ofAccount(account).stream().map(Store::hash).collect(Collectors.toSet());
        Batch batch = new Batch(account, stores, katana, asked);
        Map<Job, Outcome> outcomes = new LinkedHashMap<>();
        for (Job job : jobs) {
            Read<SalesOrder> read = found.get(id(job));
            outcomes.put(job, read == null ? missing(batch, job) : listed(batch, job, read));
        }
        LOG.debugf("kind=OBSERVE_SALES_ORDER account=%s jobs=%d found=%d", account, jobs.size(), found.size());
        return outcomes;
    }

    private Outcome listed(Batch batch, Job job, Read<SalesOrder> read) {
        OrderRef ref = ref(batch, read).orElse(null);
        if (ref == null) return notOurs(batch, job, read);
        return isDoubtful(batch.account, job, read.value())
                ? alone(batch, job, ref)
                : keepWithFulfillments(batch, job, ref, read);
    }

    /** Not in the list, which also shows deleted ones: before it counts as gone it is asked for by itself. */
    private Outcome missing(Batch batch, Job job) {
        OrderRef known = database.call(tx -> ObservedSalesOrders.refOf(tx, batch.account, id(job), batch.stores))
                .orElse(null);
        // a webhook may tell of one that is so new that neither the list nor we know it
        return known == null && job.priority() != Priority.LIVE ? Outcome.done(UNKNOWN) : alone(batch, job, known);
    }

    /** Only webhooks promise news; a sweep, which meets many that did not change, asks for none of them twice. */
    private boolean isDoubtful(String account, Job job, SalesOrder listed) {
        return database.call(tx -> {
            Row before = ObservedSalesOrders.find(tx, account, listed.id()).orElse(null);
            if (Doubt.goesBack(before, listed)) return true;
            if (job.priority() != Priority.LIVE) return false;
            Instant since = job.firstWantedAt().minus(EARLIER);
            Set<String> told = Receipts.told(tx, "katana", account, job.key().entity(), since);
            return Doubt.hidesNews(before, listed, told);
        });
    }

    /**
     * One call for the sales order itself, whose word is taken.
     *
     * @param known the order it stands for; null when we do not know
     */
    private Outcome alone(Batch batch, Job job, OrderRef known) {
        Answer<Read<SalesOrder>> answer =
                batch.ask(() -> batch.katana.salesOrders().byId(id(job)));
        if (answer.isOk()) {
            OrderRef ref = ref(batch, answer.value()).orElse(null);
            return ref == null
                    ? notOurs(batch, job, answer.value())
                    : keepWithFulfillments(batch, job, ref, answer.value());
        }
        if (!(answer.failure() instanceof Failure.Missing))
            return Failures.outcome(answer.failure(), Lanes.katana(batch.account), "Reading a sales order");
        return known == null
                ? Outcome.done(UNKNOWN)
                : keep(batch.account, job, SalesOrderSnapshot.vanished(known, id(job), batch.asked));
    }

    private Outcome keepWithFulfillments(Batch batch, Job job, OrderRef ref, Read<SalesOrder> read) {
        List<Read<Fulfillment>> fulfillments = null;
        if (!read.value().isDeleted() && !Unshipped.is(read.value().status())) {
            var answer = batch.ask(() -> batch.katana.fulfillments().ofSalesOrder(id(job)));
            if (!answer.isOk())
                return Failures.outcome(answer.failure(), Lanes.katana(batch.account), "Reading fulfillments");
            fulfillments = answer.value();
        }
        Outcome kept = keep(batch.account, job, SalesOrderSnapshot.of(ref, read, fulfillments, batch.asked));
        boolean isIncomplete = fulfillments != null && fulfillments.isEmpty() && job.attempts() == 0;
        return isIncomplete && kept instanceof Outcome.Done
                ? new Outcome.Retry("its status says that there are fulfillments, but none is listed yet")
                : kept;
    }

    /** Marks are given at creation only, so a sales order that a person linked may carry none. */
    private Optional<OrderRef> ref(Batch batch, Read<SalesOrder> read) {
        Optional<OrderRef> mark = SalesOrderSnapshot.ref(read.value());
        return mark.isPresent()
                ? mark.filter(ours -> batch.stores.contains(ours.store()))
                : database.call(tx -> ObservedSalesOrders.refOf(
                        tx, batch.account, read.value().id(), batch.stores));
    }

    private Outcome notOurs(Batch batch, Job job, Read<SalesOrder> read) {
        // a key of BigCommerce may be a store's that is not connected yet; any other never is
        if (SalesOrderSnapshot.ref(read.value()).isEmpty())
            database.run(tx -> ObservedSalesOrders.markForeign(tx, batch.account, id(job)));
        return Outcome.done("not ours");
    }

    private Outcome keep(String account, Job job, SalesOrderSnapshot snapshot) {
        KeepSnapshot.Result result = database.call(tx -> {
            assertHeld(tx, job);
            return keep.keep(tx, account, snapshot, job.priority() == Priority.LIVE ? "webhook" : "sweep");
        });
        if (result == KeepSnapshot.Result.OVERLAPPED)
            return new Outcome.Wait(Duration.ZERO, "another read of this sales order was recorded meanwhile");
        if (result == KeepSnapshot.Result.OLDER && job.attempts() < LOOKS_FOR_NEWER)
            return new Outcome.Retry("Katana showed an older state of this sales order than before");
        return Outcome.done(result.name());
    }

    private void assertHeld(Connection tx, Job job) throws SQLException {
        try {
            queue.assertHeld(tx, job);
        } catch (WorkQueue.LostLease e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Map<Job, Outcome> all(List<Job> jobs, Outcome outcome) {
        Map<Job, Outcome> outcomes = new LinkedHashMap<>();
        jobs.forEach(job -> outcomes.put(job, outcome));
        return outcomes;
    }

    private static long id(Job job) {
        return Long.parseLong(job.key().entity());
    }

    /**
     * The sales orders that are read together, and their calls. Each call would wait for its turn by itself, and the batch
     * would hold its place among the jobs of the lane all that time: the first one that finds the quota used up speaks for
     * the rest.
     */
    private static final class Batch {
        private final String account;
        private final Set<String> stores;
        private final Katana katana;
        /** Before the first of the calls. */
        private final Instant asked;

        private Failure.Throttled throttled;

        Batch(String account, Set<String> stores, Katana katana, Instant asked) {
            this.account = account;
            this.stores = stores;
            this.katana = katana;
            this.asked = asked;
        }

        <T> Answer<T> ask(Supplier<Answer<T>> call) {
            if (throttled != null) return Answer.failed(throttled);
            Answer<T> answer = call.get();
            if (!answer.isOk() && answer.failure() instanceof Failure.Throttled first) throttled = first;
            return answer;
        }
    }
}
