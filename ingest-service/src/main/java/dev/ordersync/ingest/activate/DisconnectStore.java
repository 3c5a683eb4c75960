package dev.ordersync.ingest.activate;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.hooks.AccountHook;
import dev.ordersync.ingest.hooks.StoreHooks;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends the work of a store and removes our webhooks. Links and tombstones stay: connected again, nothing is imported
 * twice and nothing deleted rises again.
 *
 * <p>When a side does not answer: it is asked again a few times within seconds; then the store is disconnected all the
 * same, and the log names the webhook that stayed.
 */
public final class DisconnectStore {
    private static final Logger LOG = Logger.getLogger(DisconnectStore.class);

    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Database database;
    private final StoreRegister register;
    private final StoreDirectory directory;
    private final Apis apis;
    private final StoreHooks storeHooks;
    private final AccountHook accountHook;
    private final Runnable changed;

    public DisconnectStore(
            Database database,
            StoreRegister register,
            StoreDirectory directory,
            Apis apis,
            StoreHooks storeHooks,
            AccountHook accountHook,
            Runnable changed) {
        this.database = database;
        this.register = register;
        this.directory = directory;
        this.apis = apis;
        this.storeHooks = storeHooks;
        this.accountHook = accountHook;
        this.changed = changed;
    }

    public void disconnect(Store store) {
        database.run(tx -> register.move(tx, store.hash(), Store.Phase.DISCONNECTED));
        changed.run();
        if (store.bigcommerceToken() != null)
            told(
                    store,
                    "bigcommerce",
                    insisting(() ->
                            storeHooks.remove(store, apis.bigcommerce(store).hooks())));
        leaveAccount(store);
    }

    /** Removes the webhook of the store's account, unless another store still works with it. */
    public void leaveAccount(Store store) {
        if (store.katanaKey() == null) return;
        boolean isShared = directory.ofAccount(store.katanaAccount()).stream()
                .anyMatch(other -> !other.hash().equals(store.hash())
                        && (other.phase() == Store.Phase.LIVE || other.phase() == Store.Phase.PAUSED));
        if (isShared) return;
        told(
                store,
                "katana",
                insisting(() -> accountHook.remove(
                        store.katanaAccount(), apis.katana(store).webhooks())));
    }

    /** Nobody comes back to a store that is not connected any more, so one lost answer must not leave its webhooks. */
    private static Answer<Void> insisting(Supplier<Answer<Void>> removal) {
        Answer<Void> removed = removal.get();
        for (int again = 1; again < ATTEMPTS && !removed.isOk() && mayPass(removed.failure()); again++) {
            try {
                Thread.sleep(PAUSE.toMillis() * again);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return removed;
            }
            removed = removal.get();
        }
        return removed;
    }

    private static boolean mayPass(Failure failure) {
        return !(failure instanceof Failure.Denied || failure instanceof Failure.Refused);
    }

    private static void told(Store store, String side, Answer<Void> removed) {
        if (removed.isOk()) LOG.infof("store=%s side=%s outcome=webhooks-removed", store.hash(), side);
        else
            LOG.warnf(
                    "store=%s side=%s outcome=webhooks-left reason=\"%s\"",
                    store.hash(), side, removed.failure().words());
    }
}
