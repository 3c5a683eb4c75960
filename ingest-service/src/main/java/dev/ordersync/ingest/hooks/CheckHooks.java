package dev.ordersync.ingest.hooks;

import dev.ordersync.api.Answer;
import dev.ordersync.bigcommerce.BcHooks;
import dev.ordersync.ingest.metrics.HooksRepaired;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Looks after a store's hooks at BigCommerce: the platform switches them off after two days of failures or ninety days of
 * silence and tells by e-mail only. After a repair the store is swept, since events may have been lost.
 *
 * <p>When BigCommerce does not answer: the queue tries again; the sweep works meanwhile.
 */
public final class CheckHooks implements Handler {
    private static final Logger LOG = Logger.getLogger(CheckHooks.class);

    private static final Duration FIRST_HOOKS = Duration.ofMinutes(10);

    private final StoreDirectory directory;
    private final Connected connected;
    private final Apis apis;
    private final HookTargets targets;
    private final StoreHooks hooks;
    private final WorkQueue queue;
    private final MeterRegistry meters;
    private final Clock clock;

    public CheckHooks(
            StoreDirectory directory,
            Connected connected,
            Apis apis,
            HookTargets targets,
            StoreHooks hooks,
            WorkQueue queue,
            MeterRegistry meters,
            Clock clock) {
        this.directory = directory;
        this.connected = connected;
        this.apis = apis;
        this.targets = targets;
        this.hooks = hooks;
        this.queue = queue;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Job job) {
        Store store = directory.find(job.key().store()).orElse(null);
        if (store == null || !store.isWorking()) return Outcome.done("store is not live");
        if (!targets.isReachable()) return Outcome.done("SYNC_PUBLIC_URL is not set");
        BcHooks there = apis.bigcommerce(store).hooks();
        Answer<StoreHooks.Result> answer = hooks.repair(store, there, () -> connected.store(store.hash()));
        if (!connected.store(store.hash())) return removeAgain(store, there);
        if (!answer.isOk()) return Failures.outcome(answer.failure(), store.bigcommerceLane(), "Checking webhooks");
        StoreHooks.Result result = answer.value();
        if (!result.refused().isEmpty())
            LOG.warnf("kind=CHECK_HOOKS store=%s outcome=refused scopes=%s", store.hash(), result.refused());
        if (result.repaired() > 0) {
            LOG.infof("kind=CHECK_HOOKS store=%s outcome=repaired hooks=%d", store.hash(), result.repaired());
            if (!isNew(store)) HooksRepaired.of(meters, store.hash()).increment(result.repaired());
            queue.want(Kinds.sweepOrders(store.hash()));
        }
        return Outcome.done(result.repaired() + " repaired");
    }

    /** The store was disconnected while hooks were made: who removed them did not see the last of these. */
    private Outcome removeAgain(Store store, BcHooks there) {
        if (!hooks.remove(store, there).isOk()) queue.want(Kinds.removeHooks(store));
        return Outcome.done("store is not connected any more");
    }

    /** Hooks that are made for the first time were not lost. */
    private boolean isNew(Store store) {
        return store.activatedAt() == null
                || store.activatedAt().plus(FIRST_HOOKS).isAfter(clock.instant());
    }
}
