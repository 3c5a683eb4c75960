package dev.ordersync.mapping;

import dev.ordersync.api.Transport;
import dev.ordersync.mapping.push.ImportCatalogue;
import dev.ordersync.mapping.push.PushSalesOrder;
import dev.ordersync.observability.CountCalls;
import dev.ordersync.observability.MeasureLatency;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import dev.ordersync.workqueue.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** The plain objects of the libraries, put together for this service. */
class Wiring {
    static final String SCHEMA = "mapping";

    @Produces
    @Singleton
    Clock clock(MappingConfig config) {
        return Clock.offset(Clock.systemUTC(), config.clockOffset());
    }

    @Produces
    @Singleton
    StoreDirectory stores(DataSource dataSource, MappingConfig config) {
        return new StoreDirectory(
                dataSource,
                Sealing.under(config.masterKey(), config.masterKeyPrevious().orElse("")),
                StoreDirectory.only(config.stores().orElse("")),
                config.mapping().storeMemory());
    }

    @Produces
    @Singleton
    WorkQueue queue(DataSource dataSource) {
        return new WorkQueue(dataSource, SCHEMA);
    }

    @Produces
    @Singleton
    Lanes lanes(DataSource dataSource, Clock clock) {
        return new Lanes(dataSource, clock);
    }

    @Produces
    @Singleton
    Hands hands(DataSource dataSource) {
        return new Hands(dataSource);
    }

    @Produces
    @Singleton
    Outbox outbox() {
        return new Outbox(SCHEMA);
    }

    @Produces
    @Singleton
    OutboxRelay relay(DataSource dataSource, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new OutboxRelay(dataSource, SCHEMA, kafka, Duration.ofMillis(500));
    }

    @Produces
    @Singleton
    Transport transport(Clock clock, CountCalls calls) {
        return new Transport(null, clock, calls);
    }

    @Produces
    @Singleton
    Worker worker(
            WorkQueue queue,
            PushSalesOrder push,
            ImportCatalogue imports,
            StoreDirectory stores,
            MappingConfig config,
            MeterRegistry meters,
            Clock clock) {
        MappingConfig.Mapping mapping = config.mapping();
        return new Worker(
                queue,
                Map.of(
                        Work.PUSH_SALES_ORDER,
                        new MeasureLatency(push, "sync.order.latency", meters, clock),
                        Work.IMPORT_PRODUCTS,
                        imports,
                        Work.IMPORT_CUSTOMERS,
                        imports),
                stores::working,
                new Worker.Settings(
                        mapping.workerThreads(),
                        Duration.ofSeconds(mapping.leaseSeconds()),
                        mapping.poll(),
                        mapping.drain()));
    }
}
