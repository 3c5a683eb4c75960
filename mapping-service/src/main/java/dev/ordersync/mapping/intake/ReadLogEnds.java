package dev.ordersync.mapping.intake;

import dev.ordersync.mapping.kept.Behind.LogEnd;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How far partitions go now, and how far the group of all replicas has come, as the broker knows it.
 *
 * <p>When the broker does not answer for a partition: that one is left out.
 */
@ApplicationScoped
class ReadLogEnds {
    private static final Logger LOG = Logger.getLogger(ReadLogEnds.class);
    private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();

    private final Map<String, Object> kafka;
    private final String group;
    private Admin admin;

    ReadLogEnds(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.group.id") String group) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
        this.group = group;
    }

    List<LogEnd> of(String topic, Collection<Integer> parts) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int part : parts) asked.put(new TopicPartition(topic, part), OffsetSpec.latest());
        List<LogEnd> log = new ArrayList<>();
        try {
            ListOffsetsResult ends = admin().listOffsets(asked);
            Map<TopicPartition, OffsetAndMetadata> taken = taken();
            for (TopicPartition one : asked.keySet()) {
                OffsetAndMetadata told = taken.get(one);
                long end = end(ends, one);
                if (end >= 0) log.add(new LogEnd(one.partition(), end, told == null ? 0 : told.offset()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return log;
    }

    /** -1 when it is not known. */
    private static long end(ListOffsetsResult ends, TopicPartition one) throws InterruptedException {
        try {
            return ends.partitionResult(one).get().offset();
        } catch (ExecutionException e) {
            LOG.debugf("partition=%s outcome=unknown cause=%s", one, e.getCause());
            return -1;
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> taken() throws InterruptedException {
        try {
            return admin().listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            LOG.debugf("group=%s outcome=unknown cause=%s", group, e.getCause());
            return Map.of();
        }
    }

    private synchronized Admin admin() {
        if (admin == null) admin = Admin.create(kafka);
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) admin.close(Duration.ZERO);
    }
}
