package dev.ordersync.ingest.activate;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.ingest.hooks.AccountHook;
import dev.ordersync.ingest.hooks.StoreHooks;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Removes our webhooks of a store that is not connected any more; that of its Katana account only when no other store
 * works with it.
 *
 * <p>When a side does not answer: the queue tries again. Where we are refused, or nothing is there any more, nobody can
 * remove them: the log names the side.
 */
public final class RemoveHooks implements Handler {
    private static final Logger LOG = Logger.getLogger(RemoveHooks.class);

    private final StoreDirectory directory;
    private final Apis apis;
    private final StoreHooks storeHooks;
    private final AccountHook accountHook;
    private final Lanes lanes;

    public RemoveHooks(
            StoreDirectory directory, Apis apis, StoreHooks storeHooks, AccountHook accountHook, Lanes lanes) {
        this.directory = directory;
        this.apis = apis;
        this.storeHooks = storeHooks;
        this.accountHook = accountHook;
        this.lanes = lanes;
    }

    @Override
    public Outcome handle(Job job) {
        Store store = directory.current(job.key().entity()).orElse(null);
        if (store == null || store.phase() != Store.Phase.DISCONNECTED) return Outcome.done("connected again");
        return remove(store);
    }

    /** Done, or what the queue should do; a side that does not answer keeps no other from being left. */
    Outcome remove(Store store) {
        Outcome shop = leaveShop(store);
        Outcome account = leaveAccount(store);
        return shop instanceof Outcome.Done ? account : shop;
    }

    private Outcome leaveShop(Store store) {
        if (store.bigcommerceToken() == null) return Outcome.done("no token");
        return remove(
                store.bigcommerceLane(),
                "bigcommerce",
                store,
                () -> storeHooks.remove(store, apis.bigcommerceForCheck(store).hooks()));
    }

    /** Only what is of the store's Katana account. */
    Outcome leaveAccount(Store store) {
        if (store.katanaKey() == null) return Outcome.done("no account");
        boolean isShared = directory.ofAccount(store.katanaAccount()).stream()
                .anyMatch(other -> !other.hash().equals(store.hash())
                        && (other.phase() == Store.Phase.LIVE || other.phase() == Store.Phase.PAUSED));
        if (isShared) return Outcome.done("another store works with the account");
        return remove(
                store.katanaLane(),
                "katana",
                store,
                () -> accountHook.remove(
                        store.katanaAccount(), apis.katanaForCheck(store).webhooks()));
    }

    private Outcome remove(String lane, String side, Store store, Supplier<Answer<Void>> removal) {
        if (lanes.state(lane).map(Lanes.State::blocked).isPresent())
            return left(side, store, "the credentials are refused");
        Answer<Void> removed = removal.get();
        if (removed.isOk()) {
            LOG.infof("store=%s side=%s outcome=webhooks-removed", store.hash(), side);
            return Outcome.done("webhooks removed");
        }
        Outcome left = left(side, store, removed.failure().words());
        return mayPass(removed.failure()) ? Failures.outcome(removed.failure(), lane, "Removing webhooks") : left;
    }

    /** A store or account that is gone, or refuses us, will not be there at the next turn either. */
    private static boolean mayPass(Failure failure) {
        return !(failure instanceof Failure.Denied
                || failure instanceof Failure.Refused
                || failure instanceof Failure.Missing);
    }

    private static Outcome left(String side, Store store, String reason) {
        LOG.warnf("store=%s side=%s outcome=webhooks-left reason=\"%s\"", store.hash(), side, reason);
        return Outcome.done("webhooks left: " + reason);
    }
}
