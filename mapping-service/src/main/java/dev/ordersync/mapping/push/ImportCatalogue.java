package dev.ordersync.mapping.push;

import dev.ordersync.api.Transport;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.mapping.Work;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.CatalogueImports;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings all products, or all customers, of a store into Katana (settings {@code importProducts}, {@code
 * importCustomers}), a stretch at a time, behind all orders. Each one is counted when it is handled, so that a restart
 * goes on behind it; one handled twice finds what the first time made.
 *
 * <p>When a side fails: the import says why it waits and goes on later; no failure ends it.
 */
@ApplicationScoped
public class ImportCatalogue implements Handler {
    private static final Logger LOG = Logger.getLogger(ImportCatalogue.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final StoreDirectory stores;
    private final Hands hands;
    private final Lanes lanes;
    private final WorkQueue queue;
    private final Transport transport;
    private final Shops shops;
    private final MappingConfig config;
    private final Transactions transactions;
    private final ImportProducts products;
    private final ImportCustomers customers;

    ImportCatalogue(
            StoreDirectory stores,
            Hands hands,
            Lanes lanes,
            WorkQueue queue,
            Transport transport,
            Shops shops,
            MappingConfig config,
            Transactions transactions,
            ImportProducts products,
            ImportCustomers customers) {
        this.stores = stores;
        this.hands = hands;
        this.lanes = lanes;
        this.queue = queue;
        this.transport = transport;
        this.shops = shops;
        this.config = config;
        this.transactions = transactions;
        this.products = products;
        this.customers = customers;
    }

    @Override
    public Outcome handle(Job job) {
        Optional<Store> found = stores.current(job.key().store());
        if (found.isEmpty() || !found.get().isWorking())
            return new Outcome.Wait(LATER, "the store is paused or not connected");
        Store store = found.get();
        String what = job.key().entity();
        Optional<CatalogueImport> progress = transactions.call(tx -> CatalogueImports.find(tx, store.hash(), what));
        if (progress.isEmpty() || progress.get().done()) return Outcome.done("nothing to import");
        if (!progress.get().account().equals(store.katanaAccount()))
            return new Outcome.Wait(Duration.ofSeconds(5), "the store has another account now");
        Duration lease = Duration.ofSeconds(config.mapping().leaseSeconds());
        Optional<Hands.Hand> hand = hands.take("import:" + store.hash() + ":" + what, lease);
        if (hand.isEmpty()) return new Outcome.Wait(Duration.ofSeconds(5), "it is being imported elsewhere");
        try (Hands.Hand held = hand.get()) {
            return run(new CatalogueErrand(
                    job, store, katana(store), shops.of(store), progress.get(), held, queue, lease));
        }
    }

    private Outcome run(CatalogueErrand errand) {
        boolean isProducts = errand.progress().what().equals(CatalogueImport.PRODUCTS);
        Step<Boolean> step = isProducts ? products.stretch(errand) : customers.stretch(errand);
        LOG.infof(
                "kind=%s store=%s outcome=%s",
                errand.job().key().kind(),
                errand.store().hash(),
                step.stopped() ? step.ending().getClass().getSimpleName() : step.value() ? "finished" : "more");
        if (step.stopped()) return outcome(errand, step.ending());
        if (step.value()) transactions.run(tx -> CatalogueImports.finish(tx, errand.progress()));
        // wished for while it is being done: due again at once, behind whatever is more urgent
        else queue.want(Work.importOf(errand.store(), errand.progress().what()));
        return Outcome.done(step.value() ? "all are imported" : "a stretch of the import");
    }

    private Outcome outcome(CatalogueErrand errand, Ending ending) {
        if (ending instanceof Ending.Pause pause) return new Outcome.Wait(pause.pause(), pause.reason());
        if (ending instanceof Ending.Unsettled unsettled)
            return new Outcome.Uncertain(unsettled.settle(), note(errand, unsettled.reason()));
        if (ending instanceof Ending.Blocked blocked)
            return new Outcome.BlockLane(errand.store().katanaLane(), note(errand, blocked.reason()));
        if (ending instanceof Ending.Parked parked) return new Outcome.Wait(LATER, note(errand, parked.sentence()));
        if (ending instanceof Ending.Again again) return new Outcome.Wait(LATER, note(errand, again.reason()));
        throw new IllegalStateException("no ending of an import: " + ending);
    }

    private String note(CatalogueErrand errand, String reason) {
        transactions.run(tx -> CatalogueImports.note(tx, errand.progress(), reason));
        return reason;
    }

    private Katana katana(Store store) {
        return new Katana(
                transport,
                config.katana().url(),
                store.katanaKey(),
                lanes.gate(store.katanaLane(), config.mapping().quotaPatience()));
    }
}
