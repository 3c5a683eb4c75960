package dev.ordersync.mapping.kept;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * What this service told last of an order's link. The topic is compacted and keeps that for ever, also when the tables are
 * emptied. One partition is read from its beginning, some thousand records: only for what no table remembers and Katana
 * cannot tell.
 *
 * <p>When the broker does not answer: {@link Unanswered}.
 */
@ApplicationScoped
public class LinkLog {
    private static final Logger LOG = Logger.getLogger(LinkLog.class);
    /** Well within a turn's lease. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> kafka;

    LinkLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /** The broker did not tell. */
    public static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    /** Empty when nothing was ever told of it. */
    public Optional<OrderLinked> last(OrderRef ref) throws Unanswered {
        try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(Topics.ORDER_LINKS).size();
            if (partitions == 0) return Optional.empty();
            var partition = new TopicPartition(Topics.ORDER_LINKS, partitionOf(ref.key(), partitions));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return last(consumer, partition, ref.key());
        } catch (KafkaException e) {
            LOG.infof("store=%s order=%d link=unknown reason=%s", ref.store(), ref.orderId(), e);
            throw new Unanswered(e.getMessage());
        }
    }

    private static Optional<OrderLinked> last(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, String key) throws Unanswered {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long until = System.nanoTime() + PATIENCE.toNanos();
        OrderLinked last = null;
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > until) throw new Unanswered("the log of links was not read in time");
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL))
                if (key.equals(record.key())) last = read(record.value()).orElse(last);
        }
        return Optional.ofNullable(last);
    }

    /** As Kafka's own producer places it. */
    private static int partitionOf(String key, int partitions) {
        byte[] bytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }

    private static Optional<OrderLinked> read(byte[] value) {
        try {
            return value == null ? Optional.empty() : Optional.of(Codec.decode(value, OrderLinked.class));
        } catch (Codec.Undecodable e) {
            return Optional.empty();
        }
    }
}
