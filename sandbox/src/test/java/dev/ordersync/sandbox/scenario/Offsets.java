package dev.ordersync.sandbox.scenario;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/** What an operator does with {@code kafka-consumer-groups.sh} while a service is stopped. */
final class Offsets {
    private Offsets() {}

    /** The group reads these topics from their beginning when it comes back. */
    static void forget(WholeSystem system, String group, String... topics) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.infrastructure().kafka().bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            Set<TopicPartition> partitions = new HashSet<>();
            admin.describeTopics(Arrays.asList(topics))
                    .allTopicNames()
                    .get(60, TimeUnit.SECONDS)
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
            admin.deleteConsumerGroupOffsets(group, partitions).all().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the offsets of " + group + " cannot be reset", e);
        }
    }
}
