package dev.ordersync.ingest;

import dev.ordersync.ingest.activate.ForgetStore;
import dev.ordersync.ingest.activate.RemoveHooks;
import dev.ordersync.ingest.backfill.Backfill;
import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.backfill.StartImports;
import dev.ordersync.ingest.completeness.Proofs;
import dev.ordersync.ingest.completeness.ProveCompleteness;
import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.hooks.AccountHook;
import dev.ordersync.ingest.hooks.CheckHooks;
import dev.ordersync.ingest.hooks.CheckKatanaHook;
import dev.ordersync.ingest.hooks.Connected;
import dev.ordersync.ingest.hooks.HookTargets;
import dev.ordersync.ingest.hooks.KatanaTokens;
import dev.ordersync.ingest.hooks.StoreHooks;
import dev.ordersync.ingest.observe.Accounts;
import dev.ordersync.ingest.observe.KeepSalesOrder;
import dev.ordersync.ingest.observe.KeepSnapshot;
import dev.ordersync.ingest.observe.Nudge;
import dev.ordersync.ingest.observe.ObserveOrder;
import dev.ordersync.ingest.observe.ObserveSalesOrders;
import dev.ordersync.ingest.observe.ReadOrder;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.observe.TakeListedSalesOrder;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.orders.OrderIndex;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.rehearse.ReadForRehearsal;
import dev.ordersync.ingest.sweep.Rota;
import dev.ordersync.ingest.sweep.SweepFulfillments;
import dev.ordersync.ingest.sweep.SweepOrders;
import dev.ordersync.ingest.sweep.SweepSalesOrders;
import dev.ordersync.ingest.sweep.Watermarks;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.BacklogRate;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.WorkQueue;
import dev.ordersync.workqueue.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Puts together what works by itself: the queue's handlers and what keeps their results. */
@Singleton
class WorkWiring {
    private final SyncConfig config;

    WorkWiring(SyncConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    KeepSnapshot keepSnapshot(Outbox outbox, OrderBook book, OrderIndex index) {
        return new KeepSnapshot(outbox, book, index);
    }

    @Produces
    @Singleton
    Nudge nudge(Database database, StoreDirectory directory, WorkQueue queue) {
        return new Nudge(database, directory, queue);
    }

    @Produces
    @Singleton
    Rota rota(Database database, StoreDirectory directory, StartImports imports, WorkQueue queue) {
        return new Rota(
                database,
                directory,
                imports,
                queue,
                config.sweepInterval(),
                config.ingest().hookInterval());
    }

    @Produces
    @Singleton
    Worker worker(
            WorkQueue queue,
            Database database,
            StoreDirectory directory,
            Apis apis,
            KeepSnapshot keep,
            Outbox outbox,
            OutboxRelay relay,
            OrderBook book,
            Backlog backlog,
            BackfillTable backfillTable,
            HookTargets targets,
            StoreHooks storeHooks,
            AccountHook accountHook,
            RemoveHooks removeHooks,
            ForgetStore forgetStore,
            KatanaTokens tokens,
            MeterRegistry meters,
            Clock clock) {
        var keepSalesOrder = new KeepSalesOrder(outbox, book);
        var watermarks = new Watermarks(database);
        var accounts = new Accounts(apis);
        var takeListed = new TakeListed(keep, accounts, queue);
        int pageSize = config.ingest().pageSize();
        var rate = new BacklogRate(config.ingest().backlogPerSecond(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        Map<String, Handler> handlers = new HashMap<>();
        handlers.put(
                Kinds.OBSERVE_ORDER,
                new ObserveOrder(
                        directory,
                        new ReadOrder(apis, accounts),
                        keep,
                        book,
                        database,
                        queue,
                        backlog,
                        rate,
                        relay::wake));
        handlers.put(
                Kinds.OBSERVE_SALES_ORDER,
                new ObserveSalesOrders(directory, apis, keepSalesOrder, database, queue, backlog));
        handlers.put(
                Kinds.BACKFILL,
                new Backfill(directory, apis, backfillTable, takeListed, database, queue, backlog, rate, pageSize));
        handlers.put(
                Kinds.SWEEP_ORDERS,
                new SweepOrders(directory, apis, watermarks, backfillTable, takeListed, rate, database, pageSize));
        handlers.put(
                Kinds.SWEEP_SALES_ORDERS,
                new SweepSalesOrders(
                        directory,
                        apis,
                        watermarks,
                        new TakeListedSalesOrder(keepSalesOrder, queue),
                        rate,
                        new SweepFulfillments(
                                watermarks, database, queue, config.ingest().fulfillmentSweepInterval()),
                        database));
        handlers.put(
                Kinds.PROVE_COMPLETENESS,
                new ProveCompleteness(directory, apis, new Proofs(database), database, queue));
        var connected = new Connected(database);
        handlers.put(
                Kinds.CHECK_HOOKS,
                new CheckHooks(directory, connected, apis, targets, storeHooks, queue, meters, clock));
        handlers.put(
                Kinds.CHECK_KATANA_HOOK,
                new CheckKatanaHook(directory, connected, apis, targets, accountHook, tokens, database, queue));
        handlers.put(Kinds.REMOVE_HOOKS, removeHooks);
        handlers.put(Kinds.FORGET_STORE, forgetStore);
        handlers.put(
                Kinds.REHEARSE,
                new ReadForRehearsal(
                        directory,
                        apis,
                        new ReadOrder(apis, accounts),
                        accounts,
                        database,
                        queue,
                        outbox,
                        backlog,
                        relay::wake));
        var settings = new Worker.Settings(
                config.ingest().workerThreads(),
                config.ingest().lease(),
                config.ingest().poll(),
                config.ingest().drain());
        return new Worker(queue, handlers, () -> working(directory), settings);
    }

    /** Stores that are live, rehearsals of any that has credentials, and the ends of those that are disconnected. */
    private static Set<String> working(StoreDirectory directory) {
        Set<String> working = new HashSet<>(directory.working());
        for (Store store : directory.reachable()) working.add(Kinds.rehearsing(store.hash()));
        for (Store store : directory.disconnected()) working.add(Kinds.leaving(store.hash()));
        return working;
    }
}
