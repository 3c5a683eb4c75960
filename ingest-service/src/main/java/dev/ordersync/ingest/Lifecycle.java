package dev.ordersync.ingest;

import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.door.DoorStores;
import dev.ordersync.ingest.hooks.RenewSeals;
import dev.ordersync.ingest.metrics.Gauges;
import dev.ordersync.ingest.observe.NoticeLoss;
import dev.ordersync.ingest.observe.Nudge;
import dev.ordersync.ingest.orders.Timeline;
import dev.ordersync.ingest.outbox.CreateTopics;
import dev.ordersync.ingest.receipt.Receipts;
import dev.ordersync.ingest.replay.ForgetReplays;
import dev.ordersync.ingest.replay.RunReplays;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.ingest.sweep.Rota;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.ControlSchema;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Starts what works by itself, and stops it in an order in which nothing is lost: no new jobs, then the running ones end,
 * then what they left is published.
 *
 * <p>When the database is away at the start: the service ends, and whatever supervises it starts it again. When the broker
 * is away: nothing waits for it.
 */
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private final SyncConfig config;
    private final DataSource dataSource;
    private final Database database;
    private final DoorStores doorStores;
    private final Rota rota;
    private final CreateTopics topics;
    private final OutboxRelay relay;
    private final Worker worker;
    private final StoresFile storesFile;
    private final Gauges gauges;
    private final Nudge nudge;
    private final NoticeLoss loss;
    private final RunReplays replays;
    private final RenewSeals renewSeals;
    private final StoreRegister register;
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "clockwork");
        thread.setDaemon(true);
        return thread;
    });

    Lifecycle(
            SyncConfig config,
            DataSource dataSource,
            Database database,
            DoorStores doorStores,
            Rota rota,
            CreateTopics topics,
            OutboxRelay relay,
            Worker worker,
            StoresFile storesFile,
            Gauges gauges,
            Nudge nudge,
            NoticeLoss loss,
            RunReplays replays,
            RenewSeals renewSeals,
            StoreRegister register) {
        this.config = config;
        this.dataSource = dataSource;
        this.database = database;
        this.doorStores = doorStores;
        this.rota = rota;
        this.topics = topics;
        this.relay = relay;
        this.worker = worker;
        this.storesFile = storesFile;
        this.gauges = gauges;
        this.nudge = nudge;
        this.loss = loss;
        this.replays = replays;
        this.renewSeals = renewSeals;
        this.register = register;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        if (config.admin().password().filter(text -> !text.isBlank()).isEmpty())
            throw new IllegalStateException(
                    "SYNC_ADMIN_PASSWORD is not set: without it anyone could use /api. Set it and start again.");
        if (config.publicUrl().isEmpty())
            LOG.warn("SYNC_PUBLIC_URL is not set: no webhook can reach us, changes are found by the sweep only");
        ControlSchema.migrate(dataSource);
        config.storesFile().ifPresent(storesFile::apply);
        doorStores.renew();
        topics.start();
        relay.start();
        worker.start();
        replays.start();
        clockwork.scheduleWithFixedDelay(() -> tick("door-stores", doorStores::renew), 1, 1, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tick("rota", rota::turn), 1, 1, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tick("strays", register::gatherStrays), 5, 5, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tick("seals", renewSeals::turn), 5, 60, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tick("gauges", gauges::read), 5, 15, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tick("nudge", nudge::turn), 5, 5, TimeUnit.MINUTES);
        clockwork.scheduleWithFixedDelay(() -> tick("loss", loss::turn), 15, 60, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tick("forget", this::forget), 1, 60, TimeUnit.MINUTES);
    }

    /** What is thrown would end the schedule for good, an Error too. */
    private static void tick(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.warnf("what=%s outcome=again cause=%s", what, e.getMessage());
        }
    }

    private void forget() {
        int days = config.ingest().receiptDays();
        for (int n = 1; n > 0; ) n = database.call(tx -> Receipts.forget(tx, days));
        for (int n = 1; n > 0; ) n = database.call(tx -> Timeline.forget(tx, days));
        for (int n = 1; n > 0; ) n = database.call(ForgetReplays::forget);
    }

    void stop(@Observes ShutdownEvent event) {
        topics.close();
        clockwork.shutdownNow();
        replays.close();
        worker.close();
        relay.close();
    }
}
