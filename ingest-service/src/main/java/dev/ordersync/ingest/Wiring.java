package dev.ordersync.ingest;

import dev.ordersync.api.Transport;
import dev.ordersync.ingest.activate.ActivateStore;
import dev.ordersync.ingest.activate.DisconnectStore;
import dev.ordersync.ingest.activate.PauseStore;
import dev.ordersync.ingest.attention.CommandGroup;
import dev.ordersync.ingest.attention.FindTroubles;
import dev.ordersync.ingest.attention.SayOfSku;
import dev.ordersync.ingest.backfill.Backfill;
import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.completeness.Proofs;
import dev.ordersync.ingest.completeness.ProveCompleteness;
import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.door.DoorStores;
import dev.ordersync.ingest.hooks.AccountHook;
import dev.ordersync.ingest.hooks.CheckHooks;
import dev.ordersync.ingest.hooks.CheckKatanaHook;
import dev.ordersync.ingest.hooks.HookTargets;
import dev.ordersync.ingest.hooks.KatanaTokens;
import dev.ordersync.ingest.hooks.RenewSeals;
import dev.ordersync.ingest.hooks.StoreHooks;
import dev.ordersync.ingest.observe.KeepSalesOrder;
import dev.ordersync.ingest.observe.KeepSnapshot;
import dev.ordersync.ingest.observe.Nudge;
import dev.ordersync.ingest.observe.ObserveOrder;
import dev.ordersync.ingest.observe.ObserveSalesOrders;
import dev.ordersync.ingest.observe.ReadOrder;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.observe.TakeListedSalesOrder;
import dev.ordersync.ingest.orders.BrowseOrders;
import dev.ordersync.ingest.orders.CommandOrder;
import dev.ordersync.ingest.orders.FindOrders;
import dev.ordersync.ingest.orders.FindPayload;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.orders.OrderIndex;
import dev.ordersync.ingest.orders.Progress;
import dev.ordersync.ingest.orders.ReadSheet;
import dev.ordersync.ingest.orders.ShowPayload;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.outbox.CreateTopics;
import dev.ordersync.ingest.receipt.ReceiveKatanaWebhook;
import dev.ordersync.ingest.receipt.ReceiveWebhook;
import dev.ordersync.ingest.rehearse.FindRehearsal;
import dev.ordersync.ingest.rehearse.ReadForRehearsal;
import dev.ordersync.ingest.rehearse.RehearseStore;
import dev.ordersync.ingest.replay.FindReplays;
import dev.ordersync.ingest.replay.RunReplays;
import dev.ordersync.ingest.replay.StartReplay;
import dev.ordersync.ingest.replay.SteerReplay;
import dev.ordersync.ingest.stores.CheckStore;
import dev.ordersync.ingest.stores.CommandStore;
import dev.ordersync.ingest.stores.FindStore;
import dev.ordersync.ingest.stores.ListLocations;
import dev.ordersync.ingest.stores.PutStore;
import dev.ordersync.ingest.stores.SettingChanges;
import dev.ordersync.ingest.stores.SetupProgress;
import dev.ordersync.ingest.stores.StoreProgress;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.ingest.sweep.Rota;
import dev.ordersync.ingest.sweep.SweepFulfillments;
import dev.ordersync.ingest.sweep.SweepOrders;
import dev.ordersync.ingest.sweep.SweepSalesOrders;
import dev.ordersync.ingest.sweep.Watermarks;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.observability.CountCalls;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import dev.ordersync.workqueue.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the plain objects of this service together. */
@Singleton
public class Wiring {
    static final String SCHEMA = "ingest";

    private final SyncConfig config;
    private final javax.sql.DataSource dataSource;
    private final javax.sql.DataSource doors;
    private final Map<String, Object> kafka;

    Wiring(
            SyncConfig config,
            javax.sql.DataSource dataSource,
            @DataSource("door") javax.sql.DataSource doors,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.config = config;
        this.dataSource = dataSource;
        this.doors = doors;
        this.kafka = Map.of("bootstrap.servers", brokers);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), config.clockOffset());
    }

    @Produces
    @Singleton
    Sealing sealing() {
        return Sealing.under(
                config.masterKey()
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "SYNC_MASTER_KEY is not set: base64 of 32 random bytes, under which credentials are kept.")),
                config.masterKeyPrevious().orElse(""));
    }

    @Produces
    @Singleton
    Database database() {
        return new Database(dataSource);
    }

    @Produces
    @Singleton
    WorkQueue queue() {
        return new WorkQueue(dataSource, SCHEMA);
    }

    @Produces
    @Singleton
    Lanes lanes(Clock clock) {
        return new Lanes(dataSource, clock);
    }

    @Produces
    @Singleton
    StoreDirectory directory(Sealing sealing) {
        return new StoreDirectory(
                dataSource,
                sealing,
                StoreDirectory.only(config.stores().orElse("")),
                config.ingest().storeMemory());
    }

    @Produces
    @Singleton
    StoreRegister register(Sealing sealing) {
        return new StoreRegister(dataSource, sealing);
    }

    @Produces
    @Singleton
    FindStore findStore(StoreRegister register) {
        return new FindStore(register);
    }

    @Produces
    @Singleton
    Outbox outbox() {
        return new Outbox(SCHEMA);
    }

    @Produces
    @Singleton
    OutboxRelay relay() {
        return new OutboxRelay(dataSource, SCHEMA, kafka, null);
    }

    @Produces
    @Singleton
    CreateTopics topics() {
        return new CreateTopics(
                kafka, config.ingest().partitions(), config.ingest().rawDays());
    }

    @Produces
    @Singleton
    Backlog backlog(Database database) {
        return new Backlog(database, config.ingest().mostUnpublished(), System::nanoTime);
    }

    @Produces
    @Singleton
    Apis apis(Lanes lanes, StoreDirectory directory, Clock clock, CountCalls calls) {
        return new Apis(
                new Transport(null, clock, calls),
                lanes,
                directory,
                config.bigcommerce().url(),
                config.katana().url(),
                config.ingest().patience());
    }

    // --- the doors, on their own pool

    @Produces
    @Singleton
    DoorStores doorStores(Sealing sealing) {
        return new DoorStores(
                new StoreDirectory(doors, sealing, Set.of(), config.ingest().storeMemory()));
    }

    @Produces
    @Singleton
    ReceiveWebhook receiveWebhook(WorkQueue queue) {
        return new ReceiveWebhook(new Database(doors), queue, config.ingest().hush());
    }

    void close(@Disposes ReceiveWebhook receive) {
        receive.close();
    }

    @Produces
    @Singleton
    ReceiveKatanaWebhook receiveKatanaWebhook(WorkQueue queue) {
        return new ReceiveKatanaWebhook(
                new Database(doors), queue, config.ingest().katanaHush());
    }

    @Produces
    @Singleton
    RenewSeals renewSeals(StoreRegister register, Database database, KatanaTokens tokens) {
        return new RenewSeals(register, database, tokens);
    }

    @Produces
    @Singleton
    KatanaTokens katanaTokens(Sealing sealing) {
        return new KatanaTokens(new Database(doors), sealing, System::nanoTime);
    }

    // --- setting a store up

    @Produces
    @Singleton
    HookTargets hookTargets() {
        return new HookTargets(config.publicUrl());
    }

    @Produces
    @Singleton
    StoreHooks storeHooks(HookTargets targets) {
        return new StoreHooks(targets);
    }

    @Produces
    @Singleton
    AccountHook accountHook(HookTargets targets, StoreDirectory directory) {
        return new AccountHook(targets, account -> !directory.ofAccount(account).isEmpty());
    }

    @Produces
    @Singleton
    Changed changed(StoreDirectory directory, DoorStores doorStores, Worker worker) {
        return () -> {
            directory.refresh();
            doorStores.forget();
            worker.wake();
        };
    }

    @Produces
    @Singleton
    ActivateStore activate(Database database, StoreRegister register, WorkQueue queue, Changed changed) {
        return new ActivateStore(database, register, queue, changed::tell);
    }

    @Produces
    @Singleton
    PauseStore pause(Database database, StoreRegister register, Changed changed) {
        return new PauseStore(database, register, changed::tell);
    }

    @Produces
    @Singleton
    DisconnectStore disconnect(
            Database database,
            StoreRegister register,
            StoreDirectory directory,
            Apis apis,
            StoreHooks storeHooks,
            AccountHook accountHook,
            Changed changed) {
        return new DisconnectStore(database, register, directory, apis, storeHooks, accountHook, changed::tell);
    }

    @Produces
    @Singleton
    PutStore put(StoreRegister register, ActivateStore activate, DisconnectStore disconnect, SettingChanges changes) {
        return new PutStore(register, activate, disconnect, changes);
    }

    @Produces
    @Singleton
    SettingChanges settingChanges(Database database) {
        return new SettingChanges(database);
    }

    @Produces
    @Singleton
    CommandStore commandStore(
            CheckStore check,
            ActivateStore activate,
            PauseStore pause,
            DisconnectStore disconnect,
            SettingChanges changes) {
        return new CommandStore(check, activate, pause, disconnect, changes);
    }

    @Produces
    @Singleton
    ListLocations locations(Apis apis) {
        return new ListLocations(apis);
    }

    @Produces
    @Singleton
    SetupProgress setupProgress(Database database) {
        return new SetupProgress(database);
    }

    @Produces
    @Singleton
    Proofs proofs(Database database) {
        return new Proofs(database);
    }

    @Produces
    @Singleton
    StoresFile storesFile(PutStore put, StoreRegister register) {
        return new StoresFile(put, register, System::getenv);
    }

    @Produces
    @Singleton
    CheckStore check(Apis apis, Lanes lanes, HookTargets targets, StoreHooks storeHooks, AccountHook accountHook) {
        return new CheckStore(apis, lanes, targets, storeHooks, accountHook);
    }

    // --- orders

    @Produces
    @Singleton
    OrderBook orderBook() {
        return new OrderBook();
    }

    @Produces
    @Singleton
    OrderIndex orderIndex(Sealing sealing) {
        return new OrderIndex(sealing);
    }

    @Produces
    @Singleton
    Progress progress(Database database) {
        return new Progress(database);
    }

    @Produces
    @Singleton
    CommandOrder command(Database database, WorkQueue queue, Outbox outbox) {
        return new CommandOrder(database, queue, outbox);
    }

    @Produces
    @Singleton
    BrowseOrders browse(Database database, OrderIndex index) {
        return new BrowseOrders(database, index);
    }

    @Produces
    @Singleton
    ReadSheet readSheet(Database database, FindOrders find) {
        return new ReadSheet(database, find);
    }

    @Produces
    @Singleton
    ShowPayload showPayload(Database database) {
        return new ShowPayload(database, new FindPayload(kafka));
    }

    @Produces
    @Singleton
    FindTroubles troubles(Database database) {
        return new FindTroubles(database);
    }

    @Produces
    @Singleton
    CommandGroup commandGroup(Database database, CommandOrder command) {
        return new CommandGroup(database, command);
    }

    @Produces
    @Singleton
    SayOfSku sayOfSku(Database database, CommandGroup group) {
        return new SayOfSku(database, group);
    }

    @Produces
    @Singleton
    BackfillTable backfillTable(Database database) {
        return new BackfillTable(database);
    }

    @Produces
    @Singleton
    StoreProgress storeProgress(Database database, Progress progress, BackfillTable backfill, Lanes lanes) {
        return new StoreProgress(database, progress, backfill, lanes);
    }

    // --- replays and rehearsals

    @Produces
    @Singleton
    RunReplays runReplays(Database database, Outbox outbox, Backlog backlog, OutboxRelay relay) {
        return RunReplays.over(database, outbox, backlog, relay::wake, kafka);
    }

    @Produces
    @Singleton
    StartReplay startReplay(Database database, RunReplays run) {
        return new StartReplay(database, run);
    }

    @Produces
    @Singleton
    SteerReplay steerReplay(Database database, Outbox outbox, RunReplays run) {
        return new SteerReplay(database, outbox, run);
    }

    @Produces
    @Singleton
    FindReplays findReplays(Database database) {
        return new FindReplays(database);
    }

    @Produces
    @Singleton
    RehearseStore rehearseStore(Database database, WorkQueue queue, Changed changed) {
        return new RehearseStore(database, queue, changed::tell);
    }

    @Produces
    @Singleton
    FindRehearsal findRehearsal(Database database) {
        return new FindRehearsal(database);
    }

    // --- work

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
    Rota rota(Database database, StoreDirectory directory, WorkQueue queue) {
        return new Rota(
                database,
                directory,
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
            KatanaTokens tokens,
            MeterRegistry meters,
            Clock clock) {
        var keepSalesOrder = new KeepSalesOrder(outbox, book);
        var watermarks = new Watermarks(database);
        var takeListed = new TakeListed(keep, queue);
        int pageSize = config.ingest().pageSize();
        Map<String, Handler> handlers = new HashMap<>();
        handlers.put(
                Kinds.OBSERVE_ORDER,
                new ObserveOrder(directory, new ReadOrder(apis), keep, book, database, queue, backlog, relay::wake));
        handlers.put(
                Kinds.OBSERVE_SALES_ORDER,
                new ObserveSalesOrders(directory, apis, keepSalesOrder, database, queue, backlog));
        handlers.put(
                Kinds.BACKFILL,
                new Backfill(directory, apis, backfillTable, takeListed, database, queue, backlog, pageSize));
        handlers.put(Kinds.SWEEP_ORDERS, new SweepOrders(directory, apis, watermarks, takeListed, database, pageSize));
        handlers.put(
                Kinds.SWEEP_SALES_ORDERS,
                new SweepSalesOrders(
                        directory,
                        apis,
                        watermarks,
                        new TakeListedSalesOrder(keepSalesOrder, queue),
                        new SweepFulfillments(
                                watermarks, database, queue, config.ingest().fulfillmentSweepInterval()),
                        database));
        handlers.put(
                Kinds.PROVE_COMPLETENESS,
                new ProveCompleteness(directory, apis, new Proofs(database), database, queue));
        handlers.put(Kinds.CHECK_HOOKS, new CheckHooks(directory, apis, targets, storeHooks, queue, meters, clock));
        handlers.put(Kinds.CHECK_KATANA_HOOK, new CheckKatanaHook(apis, targets, accountHook, tokens, database, queue));
        handlers.put(
                Kinds.REHEARSE,
                new ReadForRehearsal(
                        directory, apis, new ReadOrder(apis), database, queue, outbox, backlog, relay::wake));
        var settings = new Worker.Settings(
                config.ingest().workerThreads(),
                config.ingest().lease(),
                config.ingest().poll(),
                config.ingest().drain());
        return new Worker(queue, handlers, () -> working(directory), settings);
    }

    /** Stores that are live, and rehearsals of any that has credentials. */
    private static Set<String> working(StoreDirectory directory) {
        Set<String> working = new HashSet<>(directory.working());
        for (Store store : directory.reachable()) working.add(Kinds.rehearsing(store.hash()));
        return working;
    }

    /** A store was changed: memories are renewed and workers look. */
    @FunctionalInterface
    interface Changed {
        void tell();
    }
}
