package dev.ordersync.fulfillment.world;

import dev.ordersync.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was put aside of a topic. */
public final class Dead {

    /** Waits for the first record of this key and gives the reasons of those read with it. */
    public static List<String> reasons(String brokers, String topic, String key) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        List<String> reasons = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.dead(topic)));
            for (int i = 0; i < 100 && reasons.isEmpty(); i++)
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key()))
                        reasons.add(
                                new String(record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8));
                });
        }
        return reasons;
    }

    private Dead() {}
}
