package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.domain.OrderRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds what was read of an order at one moment, in the raw log, which is the only place where it is kept.
 *
 * <p>When the broker is away, or the log has forgotten it: nothing is found.
 */
public final class FindPayload {
    /** A record lies in the log after it was read, but clocks differ. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;

    public FindPayload(Map<String, Object> kafka) {
        this.settings = new java.util.HashMap<>(kafka);
        settings.put("default.api.timeout.ms", 5_000);
        settings.put("request.timeout.ms", 4_000);
        settings.put("enable.auto.commit", false);
    }

    /** @param at when it was read, to the microsecond */
    public Optional<JsonNode> find(String topic, OrderRef ref, Instant at) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            byte[] key = ref.key().getBytes(StandardCharsets.UTF_8);
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            TopicPartition partition =
                    new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions.size());
            consumer.assign(List.of(partition));
            var from = consumer.offsetsForTimes(
                            Map.of(partition, at.minus(SLACK).toEpochMilli()))
                    .get(partition);
            if (from == null) return Optional.empty();
            consumer.seek(partition, from.offset());
            return walk(consumer, partition, key, at);
        } catch (org.apache.kafka.common.KafkaException away) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> walk(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key, Instant at) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end && System.nanoTime() < giveUp)
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (!java.util.Arrays.equals(record.key(), key) || record.value() == null) continue;
                Optional<JsonNode> event = Json.read(new String(record.value(), StandardCharsets.UTF_8));
                if (event.map(found -> isOf(found, at)).orElse(false)) return event;
            }
        return Optional.empty();
    }

    private static boolean isOf(JsonNode event, Instant at) {
        String observed = event.path("observedAt").asText("");
        return !observed.isEmpty() && Instant.parse(observed).equals(at);
    }
}
