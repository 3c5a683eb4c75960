package dev.ordersync.intake;

import dev.ordersync.api.Origin;
import dev.ordersync.api.Trace;
import dev.ordersync.events.Codec;
import dev.ordersync.events.Event;
import dev.ordersync.events.Topics;
import dev.ordersync.stores.StoreDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes one record, for certain: it returns when the record is kept, or lies in {@code <topic>.dead} with its reason.
 *
 * <p>When the database fails: the same record is tried again each second, for as long as it takes. When the broker
 * fails while a dead record is put aside: likewise.
 */
@ApplicationScoped
public class Records {
    private static final Logger LOG = Logger.getLogger(Records.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MutinyEmitter<byte[]> dead;
    private final StoreDirectory stores;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Records(@Channel("dead") MutinyEmitter<byte[]> dead, StoreDirectory stores, MeterRegistry meters) {
        this.dead = dead;
        this.stores = stores;
        this.meters = meters;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /**
     * Keeps the event of a store that there is. Of one that was forgotten while the record lay in the log nothing is kept
     * any more (docs/adr/0017).
     */
    public <E extends Event> void take(ConsumerRecord<String, byte[]> record, Class<E> kind, Consumer<E> keep) {
        take(record, kind, keep, () -> {});
    }

    /** @param forgotten done instead where the store was forgotten */
    @SuppressWarnings("try") // what is entered is left at the end
    public <E extends Event> void take(
            ConsumerRecord<String, byte[]> record, Class<E> kind, Consumer<E> keep, Runnable forgotten) {
        E event;
        try {
            event = Codec.decode(record.value(), kind);
        } catch (Codec.Undecodable e) {
            untilDone(record, () -> putAside(record, e.getMessage()));
            return;
        }
        untilDone(record, () -> {
            try (Trace.Span span = span(record);
                    Origin.Scope scope = origin(record, span).enter()) {
                if (stores.exists(event.store())) keep.accept(event);
                else forgotten.run();
            } catch (RuntimeException e) {
                if (!isPoison(e)) throw e;
                LOG.errorf(e, "record=dead topic=%s offset=%d", record.topic(), record.offset());
                putAside(record, "cannot be kept: " + e.getClass().getSimpleName());
            }
        });
    }

    private static Trace.Span span(ConsumerRecord<?, ?> record) {
        return Trace.begin(record.topic() + " take", headers(record).traceparent(), Map.of("topic", record.topic()));
    }

    private static Origin origin(ConsumerRecord<?, ?> record, Trace.Span span) {
        return new Origin(span.traceparent(), headers(record).since(), true);
    }

    private static Origin headers(ConsumerRecord<?, ?> record) {
        return Origin.ofHeaders(value(record, Origin.TRACEPARENT), value(record, Origin.SINCE));
    }

    private static byte[] value(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private void untilDone(ConsumerRecord<?, ?> record, Runnable action) {
        while (true) {
            try {
                action.run();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "intake=waiting topic=%s partition=%d offset=%d reason=%s",
                        record.topic(), record.partition(), record.offset(), e);
                if (stopped()) throw e; // not acknowledged: told again after the restart
            }
        }
    }

    private boolean stopped() {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void putAside(ConsumerRecord<String, byte[]> record, String reason) {
        var headers = new RecordHeaders();
        record.headers().forEach(headers::add);
        headers.remove("reason").add("reason", reason.getBytes(StandardCharsets.UTF_8));
        byte[] value = record.value() == null ? new byte[0] : record.value();
        dead.sendMessageAndAwait(Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(Topics.dead(record.topic()))
                        .withKey(record.key())
                        .withHeaders(headers)
                        .build()));
        meters.counter("sync.records.dead", "topic", record.topic()).increment();
        LOG.errorf(
                "record=dead topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
    }

    /** This record itself cannot be kept, whatever the state of the database: bad data or a bug. */
    private static boolean isPoison(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql)
                return sql.getSQLState() != null && sql.getSQLState().matches("2[23].*");
            if (cause instanceof NullPointerException
                    || cause instanceof IllegalArgumentException
                    || cause instanceof ClassCastException) return true;
        }
        return false;
    }
}
