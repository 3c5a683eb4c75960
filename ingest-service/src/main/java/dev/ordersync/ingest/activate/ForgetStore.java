package dev.ordersync.ingest.activate;

import dev.ordersync.stores.EraseStore;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Erases all that is known of a store that was disconnected, its links and tombstones, too; its webhooks go first, while
 * there are credentials to remove them. It looks again until nothing is left, since the services may still have been taking
 * what was under way; what they have not taken by then they drop, since there is no such store.
 *
 * <p>When a side or the database does not answer: the queue tries again, and until it is done the store is there.
 */
public final class ForgetStore implements Handler {
    private static final Logger LOG = Logger.getLogger(ForgetStore.class);
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private final StoreDirectory directory;
    private final StoreRegister register;
    private final EraseStore eraseStore;
    private final RemoveHooks hooks;

    public ForgetStore(StoreDirectory directory, StoreRegister register, EraseStore eraseStore, RemoveHooks hooks) {
        this.directory = directory;
        this.register = register;
        this.eraseStore = eraseStore;
        this.hooks = hooks;
    }

    @Override
    public Outcome handle(Job job) {
        Store store = directory.current(job.key().entity()).orElse(null);
        if (store == null) return Outcome.done("forgotten");
        if (store.phase() != Store.Phase.DISCONNECTED) return Outcome.done("connected again");
        Outcome removed = hooks.remove(store);
        if (!(removed instanceof Outcome.Done)) return removed;
        // the sides may have taken a while: connected again meanwhile, it keeps what it has
        if (register.find(store.hash())
                .filter(one -> one.phase() == Store.Phase.DISCONNECTED)
                .isEmpty()) return Outcome.done("connected again");
        Set<String> tables = eraseStore.erase(store.hash(), ownAccount(store));
        if (!tables.isEmpty()) {
            LOG.infof("store=%s outcome=erased tables=%s", store.hash(), tables);
            return new Outcome.Wait(UNDER_WAY, "what was under way may still arrive");
        }
        register.remove(store.hash());
        directory.refresh();
        LOG.infof("store=%s outcome=forgotten", store.hash());
        return Outcome.done("forgotten");
    }

    /** Null when another store has the same. */
    private String ownAccount(Store store) {
        if (store.katanaAccount() == null) return null;
        boolean isShared = directory.ofAccount(store.katanaAccount()).stream()
                .anyMatch(other -> !other.hash().equals(store.hash()));
        return isShared ? null : store.katanaAccount();
    }
}
