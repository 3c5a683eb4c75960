package dev.ordersync.ingest.intake;

import dev.ordersync.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Puts records that cannot be read aside, as they came, with the reason in the header {@code reason}.
 *
 * <p>When the broker is away: it tries until the record is there, since the reader goes on only afterwards.
 */
public final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final long PAUSE = 1_000_000_000L;

    private final Map<String, Object> settings;
    private KafkaProducer<byte[], byte[]> producer;

    public DeadLetters(Map<String, Object> kafka) {
        this.settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }

    synchronized void send(ConsumerRecord<byte[], byte[]> received, String reason) {
        if (producer == null)
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        var copy = new ProducerRecord<>(
                Topics.dead(received.topic()), null, received.key(), received.value(), received.headers());
        copy.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
        for (boolean sent = false; !sent; ) sent = tryToSend(copy);
    }

    private boolean tryToSend(ProducerRecord<byte[], byte[]> copy) {
        try {
            producer.send(copy).get();
            return true;
        } catch (ExecutionException e) {
            LOG.warnf(
                    "topic=%s outcome=again cause=%s",
                    copy.topic(), e.getCause().getClass().getSimpleName());
            LockSupport.parkNanos(PAUSE);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the record was put aside", e);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) producer.close(Duration.ofSeconds(2));
    }
}
