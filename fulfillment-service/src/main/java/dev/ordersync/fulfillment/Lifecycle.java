package dev.ordersync.fulfillment;

import dev.ordersync.fulfillment.intake.RemindUnsettled;
import dev.ordersync.fulfillment.push.TellPutAside;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.ControlSchema;
import dev.ordersync.workqueue.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Starts and stops what runs by itself. A stop first lets running jobs end, so that no delivery is left half told, and
 * only then closes the relay and the database.
 */
@ApplicationScoped
class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration GAUGES = Duration.ofSeconds(10);
    private static final Duration PUT_ASIDE = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final Worker worker;
    private final OutboxRelay relay;
    private final RemindUnsettled remind;
    private final TellPutAside putAside;
    private final Gauges gauges;
    private final FulfillmentConfig config;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2);

    Lifecycle(
            DataSource dataSource,
            Worker worker,
            OutboxRelay relay,
            RemindUnsettled remind,
            TellPutAside putAside,
            Gauges gauges,
            FulfillmentConfig config) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.relay = relay;
        this.remind = remind;
        this.putAside = putAside;
        this.gauges = gauges;
        this.config = config;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        ControlSchema.migrate(dataSource);
        relay.start();
        worker.start();
        every(config.fulfillment().unsettledSweep(), "unsettled", remind::remind);
        every(PUT_ASIDE, "put-aside", putAside::look);
        every(GAUGES, "gauges", gauges::refresh);
    }

    void stop(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        worker.close();
        relay.close();
    }

    /** When a tick fails (the database is away): the next one tries again. */
    private void every(Duration pause, String name, Runnable tick) {
        Runnable safe = () -> {
            try {
                tick.run();
            } catch (RuntimeException | Error e) { // either would end the schedule for good
                LOG.warnf("tick=%s outcome=failed reason=%s", name, e);
            }
        };
        ticks.scheduleWithFixedDelay(safe, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
