package dev.ordersync.mapping;

import dev.ordersync.mapping.intake.CatchUp;
import dev.ordersync.mapping.kept.ForgetPersons;
import dev.ordersync.mapping.push.AnswerPlanRequests;
import dev.ordersync.mapping.push.FollowVariants;
import dev.ordersync.mapping.push.RecheckSettings;
import dev.ordersync.mapping.push.RecheckSkus;
import dev.ordersync.mapping.push.StartImports;
import dev.ordersync.mapping.push.TellPutAside;
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
 * Starts and stops what runs by itself. A stop first lets running jobs end, so that no create is left half told, and
 * only then closes the relay and the database.
 */
@ApplicationScoped
class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private final DataSource dataSource;
    private final Worker worker;
    private final OutboxRelay relay;
    private final CatchUp catchUp;
    private final RecheckSkus recheckSkus;
    private final FollowVariants followVariants;
    private final RecheckSettings recheckSettings;
    private final ForgetPersons forgetPersons;
    private final AnswerPlanRequests planRequests;
    private final StartImports startImports;
    private final TellPutAside putAside;
    private final Gauges gauges;
    private final MappingConfig config;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(3);

    Lifecycle(
            DataSource dataSource,
            Worker worker,
            OutboxRelay relay,
            CatchUp catchUp,
            RecheckSkus recheckSkus,
            FollowVariants followVariants,
            RecheckSettings recheckSettings,
            ForgetPersons forgetPersons,
            AnswerPlanRequests planRequests,
            StartImports startImports,
            TellPutAside putAside,
            Gauges gauges,
            MappingConfig config) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.relay = relay;
        this.catchUp = catchUp;
        this.recheckSkus = recheckSkus;
        this.followVariants = followVariants;
        this.recheckSettings = recheckSettings;
        this.forgetPersons = forgetPersons;
        this.planRequests = planRequests;
        this.startImports = startImports;
        this.putAside = putAside;
        this.gauges = gauges;
        this.config = config;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        ControlSchema.migrate(dataSource);
        relay.start();
        worker.start();
        every(Duration.ofSeconds(1), "catch-up", catchUp::look);
        every(Duration.ofSeconds(15), "gauges", gauges::refresh);
        every(Duration.ofSeconds(30), "put-aside", putAside::look);
        every(Duration.ofSeconds(2), "imports", startImports::look);
        every(Duration.ofSeconds(3), "settings-recheck", recheckSettings::look);
        every(Duration.ofMillis(250), "plan-requests", planRequests::look);
        every(config.mapping().skuRecheck(), "sku-recheck", recheckSkus::look);
        every(config.mapping().followVariants(), "variants", followVariants::look);
        every(
                config.mapping().retention(),
                "retention",
                () -> forgetPersons.olderThan(config.mapping().snapshotDays()));
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
