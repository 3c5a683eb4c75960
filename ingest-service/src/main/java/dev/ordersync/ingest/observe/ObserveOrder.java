package dev.ordersync.ingest.observe;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.work.BacklogRate;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads an order's present state and publishes it if it is news.
 *
 * <p>When BigCommerce does not answer: the queue tries again; a refused token blocks the store's lane. When the database
 * fails: nothing was recorded, and the job is done again.
 */
public final class ObserveOrder implements Handler {
    private static final Logger LOG = Logger.getLogger(ObserveOrder.class);
    private static final Duration UNFINISHED = Duration.ofSeconds(15);
    private static final Duration NOT_THERE_YET = Duration.ofSeconds(10);
    private static final Duration GIVE_UP_WAITING = Duration.ofSeconds(60);

    private final StoreDirectory directory;
    private final ReadOrder read;
    private final KeepSnapshot keep;
    private final OrderBook book;
    private final Database database;
    private final WorkQueue queue;
    private final Backlog backlog;
    private final BacklogRate rate;
    private final Runnable published;

    /** @param published told when there is something to publish */
    public ObserveOrder(
            StoreDirectory directory,
            ReadOrder read,
            KeepSnapshot keep,
            OrderBook book,
            Database database,
            WorkQueue queue,
            Backlog backlog,
            BacklogRate rate,
            Runnable published) {
        this.directory = directory;
        this.read = read;
        this.keep = keep;
        this.book = book;
        this.database = database;
        this.queue = queue;
        this.backlog = backlog;
        this.rate = rate;
        this.published = published;
    }

    @Override
    public Outcome handle(Job job) {
        if (backlog.isFull()) return new Outcome.Wait(Duration.ofSeconds(5), "the broker has not taken what there is");
        Store store = directory.find(job.key().store()).orElse(null);
        if (store == null) return Outcome.done("store is gone");
        long orderId = Long.parseLong(job.key().entity());
        if (job.priority() == Priority.LIVE) rate.awaitLive(store.hash());
        else rate.awaitTurn();
        Instant asked = database.now();
        // by the time that passed, since news in between begins the attempts anew
        Instant patientUntil = job.firstWantedAt().plus(ReadOrder.PATIENCE);
        Answer<Snapshot> answer = read.read(store, orderId, asked, patientUntil);
        if (!answer.isOk()) return failed(store, orderId, job, answer.failure(), asked);
        Snapshot snapshot = answer.value();
        if (snapshot.isUnfinished() && asked.isBefore(job.firstWantedAt().plus(GIVE_UP_WAITING)))
            return new Outcome.Wait(UNFINISHED, "BigCommerce has not written all of the order's lines yet");
        KeepSnapshot.Result result = database.call(tx -> {
            assertHeld(tx, job);
            return keep.keep(tx, store, snapshot, origin(job.priority()));
        });
        LOG.debugf("kind=OBSERVE_ORDER store=%s order=%d outcome=%s", store.hash(), orderId, result);
        if (result == KeepSnapshot.Result.PUBLISHED) published.run();
        if (result == KeepSnapshot.Result.OVERLAPPED)
            return new Outcome.Wait(Duration.ZERO, "another read of this order was recorded meanwhile");
        return Outcome.done(result.name());
    }

    private Outcome failed(Store store, long orderId, Job job, Failure failure, Instant asked) {
        if (!(failure instanceof Failure.Missing))
            return Failures.outcome(failure, store.bigcommerceLane(), "Reading order " + orderId);
        // a webhook may come before what it tells of can be read
        if (asked.isBefore(job.firstWantedAt().plus(GIVE_UP_WAITING)) && !isKnown(store, orderId))
            return new Outcome.Wait(NOT_THERE_YET, "BigCommerce does not show this order yet");
        boolean wasSeen = database.call(tx -> {
            assertHeld(tx, job);
            if (!ObservedOrders.markGone(tx, store.hash(), orderId)) return false;
            book.note(
                    tx,
                    store.hash(),
                    orderId,
                    "gone",
                    "BigCommerce no longer shows this order. Nothing changes in Katana.");
            return true;
        });
        LOG.infof("kind=OBSERVE_ORDER store=%s order=%d outcome=missing seen=%s", store.hash(), orderId, wasSeen);
        return Outcome.done("not in BigCommerce");
    }

    private boolean isKnown(Store store, long orderId) {
        return database.call(tx -> ObservedOrders.find(tx, store.hash(), List.of(orderId)))
                .containsKey(orderId);
    }

    private void assertHeld(java.sql.Connection tx, Job job) throws java.sql.SQLException {
        try {
            queue.assertHeld(tx, job);
        } catch (WorkQueue.LostLease e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static String origin(Priority priority) {
        return switch (priority) {
            case LIVE -> "webhook";
            case SWEEP -> "sweep";
            case BACKFILL, REPLAY -> "backfill";
        };
    }
}
