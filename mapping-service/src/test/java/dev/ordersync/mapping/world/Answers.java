package dev.ordersync.mapping.world;

import dev.ordersync.events.Codec;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.Topics;
import dev.ordersync.testkit.Infra;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** What the service answered to replays and rehearsals. */
public final class Answers {
    private final Map<String, PlanAnswered> told = new HashMap<>();
    private KafkaConsumer<byte[], byte[]> consumer;

    public static String newRun() {
        return "run-" + UUID.randomUUID();
    }

    /** The answer for an order of a run, once it is there. */
    public PlanAnswered await(String run, long orderId) {
        Awaitility.await("answer for " + orderId).atMost(Duration.ofSeconds(60)).until(() -> {
            listen();
            return told.containsKey(run + orderId);
        });
        return told.get(run + orderId);
    }

    private void listen() throws Codec.Undecodable {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", Infra.kafka(), "auto.offset.reset", "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }
        var partitions = consumer.partitionsFor(Topics.PLAN_ANSWERS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) return; // the first answer makes the topic
        if (consumer.assignment().size() != partitions.size()) consumer.assign(partitions);
        for (var record : consumer.poll(Duration.ofMillis(200))) {
            PlanAnswered answer = Codec.decode(record.value(), PlanAnswered.class);
            told.put(answer.run() + answer.orderId(), answer);
        }
    }
}
