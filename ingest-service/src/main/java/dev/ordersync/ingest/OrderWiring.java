package dev.ordersync.ingest;

import dev.ordersync.ingest.attention.CommandGroup;
import dev.ordersync.ingest.attention.FindTroubles;
import dev.ordersync.ingest.attention.SayOfSku;
import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.db.Database;
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
import dev.ordersync.ingest.rehearse.FindRehearsal;
import dev.ordersync.ingest.rehearse.RehearseStore;
import dev.ordersync.ingest.replay.FindReplays;
import dev.ordersync.ingest.replay.RunReplays;
import dev.ordersync.ingest.replay.StartReplay;
import dev.ordersync.ingest.replay.SteerReplay;
import dev.ordersync.ingest.stores.StoreProgress;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Puts together what looks at orders and steers them: lists, commands, replays, rehearsals. */
@Singleton
class OrderWiring {
    private final Map<String, Object> kafka;

    OrderWiring(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

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
    StartReplay startReplay(Database database, RunReplays run, StoreRegister stores) {
        return new StartReplay(database, run, stores);
    }

    @Produces
    @Singleton
    SteerReplay steerReplay(Database database, Outbox outbox, RunReplays run, StoreRegister stores) {
        return new SteerReplay(database, outbox, run, stores);
    }

    @Produces
    @Singleton
    FindReplays findReplays(Database database) {
        return new FindReplays(database);
    }

    @Produces
    @Singleton
    RehearseStore rehearseStore(Database database, WorkQueue queue, StoreWiring.Changed changed) {
        return new RehearseStore(database, queue, changed::tell);
    }

    @Produces
    @Singleton
    FindRehearsal findRehearsal(Database database) {
        return new FindRehearsal(database);
    }
}
