package dev.ordersync.fulfillment.world;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the service told of its orders, as ingest would read it. */
public final class Timeline {
    private static Timeline running;
    private final List<OrderActivity> all = new CopyOnWriteArrayList<>();

    public static synchronized Timeline running(String brokers) {
        if (running == null) {
            running = new Timeline();
            Thread reader = new Thread(() -> running.read(brokers), "timeline");
            reader.setDaemon(true);
            reader.start();
        }
        return running;
    }

    public List<OrderActivity> of(String store, long orderId) {
        return all.stream()
                .filter(a -> a.store().equals(store) && a.orderId() == orderId)
                .toList();
    }

    private void read(String brokers) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.ACTIVITY));
            while (!Thread.currentThread().isInterrupted())
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    try {
                        all.add(Codec.decode(record.value(), OrderActivity.class));
                    } catch (Codec.Undecodable e) {
                        throw new IllegalStateException(e);
                    }
                });
        }
    }
}
