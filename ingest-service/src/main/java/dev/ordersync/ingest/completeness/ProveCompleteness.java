package dev.ordersync.ingest.completeness;

import dev.ordersync.api.Answer;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * Proves that nothing is missing: counts a store's eligible orders in BigCommerce and its sales orders in Katana, one call
 * each, and lays what we know beside them. Where the counts disagree, both sides are swept.
 *
 * <p>When a side does not answer: the last proof stands with its time, and the queue tries again.
 */
public final class ProveCompleteness implements Handler {
    private static final int AWAITING_FULFILLMENT = 11;
    private static final int AWAITING_PAYMENT = 7;
    private static final Logger LOG = Logger.getLogger(ProveCompleteness.class);

    private final StoreDirectory directory;
    private final Apis apis;
    private final Proofs proofs;
    private final Database database;
    private final WorkQueue queue;

    public ProveCompleteness(StoreDirectory directory, Apis apis, Proofs proofs, Database database, WorkQueue queue) {
        this.directory = directory;
        this.apis = apis;
        this.proofs = proofs;
        this.database = database;
        this.queue = queue;
    }

    @Override
    public Outcome handle(Job job) {
        Store store = directory.find(job.key().store()).orElse(null);
        if (store == null || !store.isWorking()) return Outcome.done("store is not live");
        Answer<Map<Integer, Long>> shop = apis.bigcommerce(store).orders().countByStatus();
        if (!shop.isOk()) return Failures.outcome(shop.failure(), store.bigcommerceLane(), "Counting orders");
        Answer<OptionalInt> katana = apis.katana(store).salesOrders().countOf(store.hash());
        if (!katana.isOk()) return Failures.outcome(katana.failure(), store.katanaLane(), "Counting sales orders");
        Proof proof = proof(store, shop.value(), katana.value());
        database.run(tx -> {
            Proofs.keep(tx, proof);
            if (proof.isComplete()) return;
            queue.want(tx, Kinds.sweepOrders(store.hash()));
            queue.want(tx, Kinds.sweepSalesOrders(store.katanaAccount()));
        });
        LOG.infof(
                "kind=PROVE_COMPLETENESS store=%s eligible=%d unknown=%d missing=%d",
                store.hash(), proof.eligible(), proof.unknown(), proof.missing());
        return Outcome.done(proof.unknown() + " unknown");
    }

    private Proof proof(Store store, Map<Integer, Long> shop, OptionalInt katana) {
        List<Integer> statuses = new ArrayList<>(List.of(AWAITING_FULFILLMENT));
        if (store.settings().importAwaitingPayment()) statuses.add(AWAITING_PAYMENT);
        long eligible = statuses.stream()
                .mapToLong(status -> shop.getOrDefault(status, 0L))
                .sum();
        Proofs.Known known = proofs.known(store.hash(), statuses);
        return new Proof(
                store.hash(),
                database.now(),
                eligible,
                known.inKatana(),
                known.explained(),
                known.linked(),
                katana.isPresent() ? (long) katana.getAsInt() : null);
    }
}
