package dev.ordersync.ingest.intake;

import dev.ordersync.events.Codec;
import dev.ordersync.events.Event;
import dev.ordersync.ingest.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes one record into the database, in one transaction; only then is it acknowledged.
 *
 * <p>When the database is away: the same record is tried again until it is there, so nothing is dropped or overtaken.
 * When a record cannot be read, or the database refuses its content: it goes to {@code <topic>.dead} with the reason.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final long PAUSE = 1_000_000_000L;
    /** A deadlock passes; what is refused again and again never goes in, and must not hold up the rest. */
    private static final int MOST_REFUSALS = 3;

    /** What to do with an event, within the transaction. */
    @FunctionalInterface
    interface Step<E> {
        void run(Connection tx, E event) throws SQLException;
    }

    private final Database database;
    private final DeadLetters dead;
    private final MeterRegistry meters;

    Intake(Database database, DeadLetters dead, MeterRegistry meters) {
        this.database = database;
        this.dead = dead;
        this.meters = meters;
    }

    <E extends Event> void take(ConsumerRecord<byte[], byte[]> received, Class<E> kind, Step<E> step) {
        E event;
        try {
            event = Codec.decode(received.value(), kind);
        } catch (Codec.Undecodable e) {
            aside(received, e.getMessage());
            return;
        }
        for (int attempt = 1; !isTaken(received, event, step, attempt); attempt++) {
            LockSupport.parkNanos(PAUSE);
            if (Thread.currentThread().isInterrupted()) throw new IllegalStateException("stopped");
        }
    }

    /** @return false when it has to be tried again */
    private <E extends Event> boolean isTaken(
            ConsumerRecord<byte[], byte[]> received, E event, Step<E> step, int attempt) {
        try {
            database.run(tx -> step.run(tx, event));
            return true;
        } catch (Database.Unavailable e) {
            if (!e.isAway() && attempt >= MOST_REFUSALS) {
                aside(received, "the database refuses it: " + e.getMessage());
                return true;
            }
            LOG.warnf("store=%s order=%d outcome=again cause=%s", event.store(), event.orderId(), e.getMessage());
            return false;
        }
    }

    private void aside(ConsumerRecord<byte[], byte[]> received, String reason) {
        meters.counter("sync.records.dead", "topic", received.topic()).increment();
        LOG.warnf("topic=%s offset=%d outcome=dead reason=%s", received.topic(), received.offset(), reason);
        dead.send(received, reason);
    }
}
