package dev.ordersync.ingest.work;

import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkKey;

/** The kinds of work of this service, and how each is wished for. */
public final class Kinds {
    public static final String OBSERVE_ORDER = "OBSERVE_ORDER";
    public static final String BACKFILL = "BACKFILL";
    public static final String SWEEP_ORDERS = "SWEEP_ORDERS";
    public static final String CHECK_HOOKS = "CHECK_HOOKS";
    public static final String OBSERVE_SALES_ORDER = "OBSERVE_SALES_ORDER";
    public static final String PROVE_COMPLETENESS = "PROVE_COMPLETENESS";
    /** Entity of the sweep that looks back a month. */
    public static final String DEEP = "deep";

    public static final String SWEEP_SALES_ORDERS = "SWEEP_SALES_ORDERS";
    public static final String CHECK_KATANA_HOOK = "CHECK_KATANA_HOOK";

    /** The reading of a store's orders for a rehearsal; the store need not be live, so the work is not under its name. */
    public static final String REHEARSE = "REHEARSE";

    /** What is left to be done for a store that is not connected any more, and so not under its name either. */
    public static final String REMOVE_HOOKS = "REMOVE_HOOKS";

    /** The erasing of all that is known of a store that is not connected any more. */
    public static final String FORGET_STORE = "FORGET_STORE";

    public static Want order(String store, long orderId, Priority priority) {
        return Want.news(new WorkKey(OBSERVE_ORDER, store, Long.toString(orderId)), Lanes.bigcommerce(store), priority);
    }

    public static Want salesOrder(String account, long salesOrderId, Priority priority) {
        return Want.news(
                new WorkKey(OBSERVE_SALES_ORDER, account, Long.toString(salesOrderId)),
                Lanes.katana(account),
                priority);
    }

    public static Want backfill(Store store) {
        return Want.news(new WorkKey(BACKFILL, store.hash(), "orders"), store.bigcommerceLane(), Priority.BACKFILL);
    }

    public static Want rehearse(Store store) {
        return Want.news(
                new WorkKey(REHEARSE, rehearsing(store.hash()), store.hash()), store.bigcommerceLane(), Priority.SWEEP);
    }

    /** Under which name a store's rehearsal waits. */
    public static String rehearsing(String store) {
        return "rehearsal:" + store;
    }

    public static Want removeHooks(Store store) {
        return Want.news(
                new WorkKey(REMOVE_HOOKS, leaving(store.hash()), store.hash()), leaving(store.hash()), Priority.SWEEP);
    }

    public static Want forgetStore(Store store) {
        return Want.news(
                new WorkKey(FORGET_STORE, leaving(store.hash()), store.hash()), leaving(store.hash()), Priority.SWEEP);
    }

    /** Under which name the end of a store's connection waits; in a lane of its own, that refused credentials do not block. */
    public static String leaving(String store) {
        return "leaving:" + store;
    }

    public static Want sweepOrders(String store) {
        return Want.news(new WorkKey(SWEEP_ORDERS, store, "orders"), Lanes.bigcommerce(store), Priority.SWEEP);
    }

    /** The same over a month, for what slipped through. */
    public static Want sweepOrdersDeeply(String store) {
        return Want.news(new WorkKey(SWEEP_ORDERS, store, DEEP), Lanes.bigcommerce(store), Priority.BACKFILL);
    }

    public static Want sweepSalesOrders(String account) {
        return Want.news(
                new WorkKey(SWEEP_SALES_ORDERS, account, "sales-orders"), Lanes.katana(account), Priority.SWEEP);
    }

    /** Goes first: while a hook is missing, changes come only by the sweep. */
    public static Want checkHooks(String store) {
        return Want.news(new WorkKey(CHECK_HOOKS, store, "hooks"), Lanes.bigcommerce(store), Priority.LIVE);
    }

    /** Counts both sides; nobody waits for it. */
    public static Want proveCompleteness(String store) {
        return Want.news(
                new WorkKey(PROVE_COMPLETENESS, store, "completeness"), Lanes.bigcommerce(store), Priority.SWEEP);
    }

    public static Want checkKatanaHook(String account) {
        return Want.news(new WorkKey(CHECK_KATANA_HOOK, account, "hook"), Lanes.katana(account), Priority.LIVE);
    }

    private Kinds() {}
}
