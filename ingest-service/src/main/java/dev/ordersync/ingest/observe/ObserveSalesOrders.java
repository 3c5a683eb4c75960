package dev.ordersync.ingest.observe;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.outbox.Backlog;
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
 * have any; publishes what is news. Sales orders that carry no key of ours are remembered as foreign.
 *
 * <p>When Katana does not answer: the queue tries again; a refused key blocks the account's lane. When the quota is used
 * up: whatever still needs a call waits, without asking for one each.
 */
public final class ObserveSalesOrders implements Handler {
    private static final Logger LOG = Logger.getLogger(ObserveSalesOrders.class);
    private static final int MOST = 50;
    private static final int LOOKS_FOR_NEWER = 3;

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
        Calls calls = new Calls();
        Map<Job, Outcome> outcomes = new LinkedHashMap<>();
        for (Job job : jobs) {
            Read<SalesOrder> read = found.get(id(job));
            outcomes.put(
                    job,
                    read == null
                            ? missing(katana, calls, account, stores, job, asked)
                            : present(katana, calls, account, stores, job, read, asked));
        }
        LOG.debugf("kind=OBSERVE_SALES_ORDER account=%s jobs=%d found=%d", account, jobs.size(), found.size());
        return outcomes;
    }

    private Outcome present(
            Katana katana,
            Calls calls,
            String account,
            Set<String> stores,
            Job job,
            Read<SalesOrder> read,
            Instant asked) {
        OrderRef ref = SalesOrderSnapshot.ref(read.value())
                .filter(ours -> stores.contains(ours.store()))
                .or(() -> linkedByAPerson(account, job, read, stores))
                .orElse(null);
        if (ref == null) {
            // a key of BigCommerce may be a store's that is not connected yet; any other never is
            if (SalesOrderSnapshot.ref(read.value()).isEmpty())
                database.run(tx -> ObservedSalesOrders.markForeign(tx, account, id(job)));
            return Outcome.done("not ours");
        }
        if (isContradicted(account, job, read)) {
            Answer<Read<SalesOrder>> alone =
                    calls.ask(() -> katana.salesOrders().byId(id(job)));
            if (alone.isOk()) return keepWithFulfillments(katana, calls, account, job, ref, alone.value(), asked);
            if (alone.failure() instanceof Failure.Missing)
                return keep(account, job, SalesOrderSnapshot.vanished(ref, id(job), asked));
            return Failures.outcome(alone.failure(), Lanes.katana(account), "Reading a sales order");
        }
        return keepWithFulfillments(katana, calls, account, job, ref, read, asked);
    }

    /**
     * Whether the list shows a sales order as untouched that was so before, though a webhook was worth a call: then
     * either somebody took it back already, or the list lags.
     */
    private boolean isContradicted(String account, Job job, Read<SalesOrder> read) {
        return job.priority() == Priority.LIVE
                && !read.value().isDeleted()
                && Unshipped.is(read.value().status())
                && database.call(tx -> ObservedSalesOrders.status(tx, account, id(job)))
                        .map(Unshipped::is)
                        .orElse(true);
    }

    private Outcome keepWithFulfillments(
            Katana katana, Calls calls, String account, Job job, OrderRef ref, Read<SalesOrder> read, Instant asked) {
        List<Read<Fulfillment>> fulfillments = null;
        if (!read.value().isDeleted() && !Unshipped.is(read.value().status())) {
            var answer = calls.ask(() -> katana.fulfillments().ofSalesOrder(id(job)));
            if (!answer.isOk())
                return Failures.outcome(answer.failure(), Lanes.katana(account), "Reading fulfillments");
            fulfillments = answer.value();
        }
        Outcome kept = keep(account, job, SalesOrderSnapshot.of(ref, read, fulfillments, asked));
        boolean isIncomplete = fulfillments != null && fulfillments.isEmpty() && job.attempts() == 0;
        return isIncomplete && kept instanceof Outcome.Done
                ? new Outcome.Retry("its status says that there are fulfillments, but none is listed yet")
                : kept;
    }

    /** Marks are given at creation only, so a sales order that a person linked may carry none. */
    private Optional<OrderRef> linkedByAPerson(String account, Job job, Read<SalesOrder> read, Set<String> stores) {
        return SalesOrderSnapshot.ref(read.value()).isPresent()
                ? Optional.empty()
                : database.call(tx -> ObservedSalesOrders.refOf(tx, account, id(job), stores));
    }

    /** Not in the list, which also shows deleted ones: before it counts as gone it is asked for by itself. */
    private Outcome missing(Katana katana, Calls calls, String account, Set<String> stores, Job job, Instant asked) {
        OrderRef ref = database.call(tx -> ObservedSalesOrders.refOf(tx, account, id(job), stores))
                .orElse(null);
        if (ref == null) return Outcome.done("unknown to Katana and to us");
        Answer<Read<SalesOrder>> answer = calls.ask(() -> katana.salesOrders().byId(id(job)));
        if (answer.isOk()) return new Outcome.Retry("the list of sales orders is not complete yet");
        if (!(answer.failure() instanceof Failure.Missing))
            return Failures.outcome(answer.failure(), Lanes.katana(account), "Reading a sales order");
        return keep(account, job, SalesOrderSnapshot.vanished(ref, id(job), asked));
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
     * The calls of one batch. Each would wait for its turn by itself, and the batch would hold its place among the jobs of
     * the lane all that time: the first one that finds the quota used up speaks for the rest.
     */
    private static final class Calls {
        private Failure.Throttled throttled;

        <T> Answer<T> ask(Supplier<Answer<T>> call) {
            if (throttled != null) return Answer.failed(throttled);
            Answer<T> answer = call.get();
            if (!answer.isOk() && answer.failure() instanceof Failure.Throttled first) throttled = first;
            return answer;
        }
    }
}
