package dev.ordersync.ingest;

import dev.ordersync.api.BaseUrl;
import dev.ordersync.api.Transport;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.door.DoorStores;
import dev.ordersync.ingest.door.StandardSignature;
import dev.ordersync.ingest.hooks.KatanaTokens;
import dev.ordersync.ingest.hooks.RenewSeals;
import dev.ordersync.ingest.observe.NoticeLoss;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.outbox.CreateTopics;
import dev.ordersync.ingest.outbox.TopicId;
import dev.ordersync.ingest.receipt.ReceiveKatanaWebhook;
import dev.ordersync.ingest.receipt.ReceiveWebhook;
import dev.ordersync.ingest.stores.FindStore;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.observability.CountCalls;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Puts together what the rooms of this service share: database, queue, stores, events, calls, and the doors. */
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
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.dataSource = dataSource;
        this.doors = doors;
        this.kafka = Map.copyOf(kafka);
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
    NoticeLoss noticeLoss(Database database, WorkQueue queue) {
        return new NoticeLoss(Topics.FULFILLMENTS_RAW, new TopicId(kafka, Topics.FULFILLMENTS_RAW), database, queue);
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
                BaseUrl.of("SYNC_BIGCOMMERCE_URL", config.bigcommerce().url()),
                BaseUrl.of("SYNC_KATANA_URL", config.katana().url()),
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
    StandardSignature standardSignature() {
        return new StandardSignature(config.ingest().signatureTolerance());
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
}
