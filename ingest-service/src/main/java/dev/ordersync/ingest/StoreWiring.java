package dev.ordersync.ingest;

import dev.ordersync.ingest.activate.ActivateStore;
import dev.ordersync.ingest.activate.DisconnectStore;
import dev.ordersync.ingest.activate.ForgetStore;
import dev.ordersync.ingest.activate.PauseStore;
import dev.ordersync.ingest.activate.RemoveHooks;
import dev.ordersync.ingest.backfill.StartImports;
import dev.ordersync.ingest.completeness.Proofs;
import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.door.DoorStores;
import dev.ordersync.ingest.hooks.AccountHook;
import dev.ordersync.ingest.hooks.HookTargets;
import dev.ordersync.ingest.hooks.RefusedHooks;
import dev.ordersync.ingest.hooks.RepairHooks;
import dev.ordersync.ingest.hooks.StoreHooks;
import dev.ordersync.ingest.hooks.WrittenHooks;
import dev.ordersync.ingest.stores.CheckStore;
import dev.ordersync.ingest.stores.CommandStore;
import dev.ordersync.ingest.stores.ListLocations;
import dev.ordersync.ingest.stores.PutStore;
import dev.ordersync.ingest.stores.SettingChanges;
import dev.ordersync.ingest.stores.SetupProgress;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.stores.EraseStore;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import dev.ordersync.workqueue.Worker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts together what connects, changes and leaves stores. */
@Singleton
class StoreWiring {
    private final SyncConfig config;
    private final DataSource dataSource;

    StoreWiring(SyncConfig config, DataSource dataSource) {
        this.config = config;
        this.dataSource = dataSource;
    }

    @Produces
    @Singleton
    HookTargets hookTargets() {
        return new HookTargets(config.publicUrl());
    }

    @Produces
    @Singleton
    RefusedHooks refusedHooks(Database database) {
        return new RefusedHooks(database);
    }

    @Produces
    @Singleton
    RepairHooks repairHooks(RefusedHooks refusals, WorkQueue queue) {
        return new RepairHooks(refusals, queue);
    }

    @Produces
    @Singleton
    WrittenHooks writtenHooks(Database database, Sealing sealing) {
        return new WrittenHooks(database, sealing);
    }

    @Produces
    @Singleton
    StoreHooks storeHooks(HookTargets targets, RefusedHooks refusals, WrittenHooks written) {
        return new StoreHooks(targets, refusals, written);
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
    StartImports startImports(StoreRegister register, WorkQueue queue) {
        return new StartImports(register, queue);
    }

    @Produces
    @Singleton
    ActivateStore activate(
            Database database, StoreRegister register, StartImports imports, WorkQueue queue, Changed changed) {
        return new ActivateStore(database, register, imports, queue, changed::tell);
    }

    @Produces
    @Singleton
    PauseStore pause(Database database, StoreRegister register, Changed changed) {
        return new PauseStore(database, register, changed::tell);
    }

    @Produces
    @Singleton
    DisconnectStore disconnect(
            Database database, StoreRegister register, WorkQueue queue, RemoveHooks hooks, Changed changed) {
        return new DisconnectStore(database, register, queue, hooks, changed::tell);
    }

    @Produces
    @Singleton
    ForgetStore forgetStore(StoreDirectory directory, StoreRegister register, RemoveHooks hooks) {
        return new ForgetStore(directory, register, new EraseStore(dataSource), hooks);
    }

    @Produces
    @Singleton
    RemoveHooks removeHooks(
            StoreDirectory directory, Apis apis, StoreHooks storeHooks, AccountHook accountHook, Lanes lanes) {
        return new RemoveHooks(directory, apis, storeHooks, accountHook, lanes);
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
            SettingChanges changes,
            WorkQueue queue) {
        return new CommandStore(check, activate, pause, disconnect, changes, queue);
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

    /** A store was changed: memories are renewed and workers look. */
    @FunctionalInterface
    interface Changed {
        void tell();
    }
}
