package dev.ordersync.ingest.hooks;

import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.WorkQueue;

/** A person wants the webhooks of both sides looked at now, also those that BigCommerce refused before. */
public final class RepairHooks {
    private final RefusedHooks refusals;
    private final WorkQueue queue;

    public RepairHooks(RefusedHooks refusals, WorkQueue queue) {
        this.refusals = refusals;
        this.queue = queue;
    }

    /** @param store that is live */
    public void repair(Store store) {
        refusals.forget(store.hash());
        queue.want(Kinds.checkHooks(store.hash()));
        queue.want(Kinds.checkKatanaHook(store.katanaAccount()));
    }
}
