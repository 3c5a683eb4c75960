package dev.ordersync.ingest.sweep;

import dev.ordersync.ingest.backfill.StartImports;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Wishes for what comes round: sweeps, the check of the hooks, and imports that were never started. Over all replicas each
 * is wished once per interval; the database's clock decides.
 */
public final class Rota {
    private static final Duration DAILY = Duration.ofDays(1);
    private static final String DEEP_SWEEP = Kinds.SWEEP_ORDERS + "/" + Kinds.DEEP;

    private final Database database;
    private final StoreDirectory directory;
    private final StartImports imports;
    private final WorkQueue queue;
    private final Duration sweeps;
    private final Duration hooks;

    public Rota(
            Database database,
            StoreDirectory directory,
            StartImports imports,
            WorkQueue queue,
            Duration sweeps,
            Duration hooks) {
        this.database = database;
        this.directory = directory;
        this.imports = imports;
        this.queue = queue;
        this.sweeps = sweeps;
        this.hooks = hooks;
    }

    /** Wishes for what is due. */
    public void turn() {
        directory.all().stream().filter(Store::isWorking).map(Store::hash).forEach(hash -> {
            inTurn(Kinds.SWEEP_ORDERS, hash, sweeps, Kinds::sweepOrders);
            doInTurn(Kinds.BACKFILL, hash, hooks, tx -> imports.startMissing(tx, hash));
            planFirst(DEEP_SWEEP, hash, DAILY); // at first the ordinary one looks back as far
            inTurn(DEEP_SWEEP, hash, DAILY, Kinds::sweepOrdersDeeply);
            inTurn(Kinds.CHECK_HOOKS, hash, hooks, Kinds::checkHooks);
            planFirst(Kinds.PROVE_COMPLETENESS, hash, DAILY);
            inTurn(Kinds.PROVE_COMPLETENESS, hash, DAILY, Kinds::proveCompleteness);
        });
        directory.all().stream()
                .filter(Store::isWorking)
                .map(Store::katanaAccount)
                .distinct()
                .forEach(account -> {
                    inTurn(Kinds.SWEEP_SALES_ORDERS, account, sweeps, Kinds::sweepSalesOrders);
                    inTurn(Kinds.CHECK_KATANA_HOOK, account, hooks, Kinds::checkKatanaHook);
                });
    }

    private void inTurn(String kind, String owner, Duration interval, Function<String, Want> want) {
        doInTurn(kind, owner, interval, tx -> queue.want(tx, want.apply(owner)));
    }

    private void doInTurn(String kind, String owner, Duration interval, Database.Steps steps) {
        database.run(tx -> {
            if (isDue(tx, kind, owner, interval)) steps.run(tx);
        });
    }

    /** What need not be done at once: while a store's first import runs, its calls are for orders. */
    private void planFirst(String kind, String owner, Duration interval) {
        database.run(tx -> {
            try (var plan = tx.prepareStatement("""
                    insert into ingest.rota (kind, owner, due_at) values (?, ?, now() + ? * interval '1 millisecond')
                    on conflict (kind, owner) do nothing""")) {
                plan.setString(1, kind);
                plan.setString(2, owner);
                plan.setLong(3, interval.toMillis());
                plan.executeUpdate();
            }
        });
    }

    /** Whether the time has come; it is not moved on. */
    static boolean isOpen(Connection tx, String kind, String owner) throws SQLException {
        try (var ask =
                tx.prepareStatement("select 1 from ingest.rota where kind = ? and owner = ? and due_at > now()")) {
            ask.setString(1, kind);
            ask.setString(2, owner);
            try (var rows = ask.executeQuery()) {
                return !rows.next();
            }
        }
    }

    /** The first one of all replicas to come after the time moves it on. */
    static boolean isDue(Connection tx, String kind, String owner, Duration interval) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into ingest.rota (kind, owner, due_at) values (?, ?, now() + ? * interval '1 millisecond')
                on conflict (kind, owner) do update set due_at = excluded.due_at where rota.due_at <= now()""")) {
            upsert.setString(1, kind);
            upsert.setString(2, owner);
            upsert.setLong(3, interval.toMillis());
            return upsert.executeUpdate() == 1;
        }
    }
}
