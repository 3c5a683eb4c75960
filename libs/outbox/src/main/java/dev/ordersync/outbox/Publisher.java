package dev.ordersync.outbox;

import dev.ordersync.api.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Sends a batch and waits until the broker has confirmed it.
 *
 * <p>When the broker fails: what it did not confirm stays, and with it everything later of the same key, so that no
 * key's records change places. Nothing takes longer than {@link #LONGEST}.
 */
final class Publisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Duration BLOCK = Duration.ofSeconds(3);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    /** From the first send of a batch to the end of the last one: sends begin for 3 s, one may block for 3 s. */
    static final Duration LONGEST = Duration.ofSeconds(18);

    private static final int LARGEST = 16 * 1024 * 1024;

    private final Producer<byte[], byte[]> producer;

    Publisher(Map<String, Object> given) {
        Map<String, Object> config = new HashMap<>();
        // an order of many lines is close to a broker's 1 MB; gzip needs no library on either side
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.putAll(given);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) BLOCK.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        config.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        config.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Publisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Returns the ids of the rows that can go: confirmed, and nothing earlier of their key is not. */
    List<Long> publish(List<OutboxTable.Row> rows) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        long begun = System.nanoTime();
        try {
            for (OutboxTable.Row row : rows) {
                if (System.nanoTime() - begun > BLOCK.toNanos()) break;
                sent.add(producer.send(record(row)));
            }
        } catch (KafkaException e) {
            LOG.warnf("outcome=not-sent reason=\"%s\"", e.getMessage());
        }
        producer.flush();
        List<Long> published = new ArrayList<>();
        Set<String> behind = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            OutboxTable.Row row = rows.get(i);
            String line = row.topic() + "/" + row.key();
            if (i < sent.size() && confirmed(sent.get(i), row) && !behind.contains(line)) published.add(row.id());
            else behind.add(line);
        }
        return published;
    }

    /** The headers say whose doing it is: {@link Origin}. */
    private static ProducerRecord<byte[], byte[]> record(OutboxTable.Row row) {
        var record = new ProducerRecord<>(row.topic(), row.key().getBytes(StandardCharsets.UTF_8), row.value());
        if (row.traceparent() != null)
            record.headers().add(Origin.TRACEPARENT, row.traceparent().getBytes(StandardCharsets.US_ASCII));
        if (row.since() != null)
            record.headers()
                    .add(Origin.SINCE, Long.toString(row.since().toEpochMilli()).getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private static boolean confirmed(Future<RecordMetadata> sent, OutboxTable.Row row) throws InterruptedException {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            LOG.warnf("outcome=not-confirmed topic=%s key=%s reason=\"%s\"", row.topic(), row.key(), e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(BLOCK);
    }
}
