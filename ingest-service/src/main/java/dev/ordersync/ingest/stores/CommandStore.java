package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.activate.ActivateStore;
import dev.ordersync.ingest.activate.DisconnectStore;
import dev.ordersync.ingest.activate.PauseStore;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.WorkQueue;
import java.util.List;
import org.jboss.logging.Logger;

/** A person sets a store to work or stops it; the history of the store says who. */
public final class CommandStore {
    private static final Logger LOG = Logger.getLogger(CommandStore.class);

    private final CheckStore check;
    private final ActivateStore activate;
    private final PauseStore pause;
    private final DisconnectStore disconnect;
    private final SettingChanges changes;
    private final WorkQueue queue;

    public CommandStore(
            CheckStore check,
            ActivateStore activate,
            PauseStore pause,
            DisconnectStore disconnect,
            SettingChanges changes,
            WorkQueue queue) {
        this.check = check;
        this.activate = activate;
        this.pause = pause;
        this.disconnect = disconnect;
        this.changes = changes;
        this.queue = queue;
    }

    public void command(Store store, String word, String author) {
        switch (word) {
            case "activate" -> {
                check.demandActivatable(store);
                activate.activate(store, check.platformTime(store).orElse(null));
                changes.record(store.hash(), author, List.of("The store was activated."));
            }
            case "pause" -> {
                pause.pause(store);
                changes.record(store.hash(), author, List.of("The store was paused."));
            }
            case "disconnect" -> {
                disconnect.disconnect(store);
                changes.record(store.hash(), author, List.of("The store was disconnected."));
            }
            case "forget" -> {
                if (store.phase() != Store.Phase.DISCONNECTED)
                    throw Problem.of(409, "The store is still connected. Disconnect it first.")
                            .exception();
                queue.want(Kinds.forgetStore(store));
                LOG.infof("store=%s by=%s outcome=to-be-forgotten", store.hash(), author);
            }
            case "backfill" -> activate.importAgain(store);
            case "sweep" -> activate.sweep(store);
            default ->
                throw Problem.of(404, "There is nothing at this address.").exception();
        }
    }
}
