package dev.ordersync.sandbox.scenario;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What this machine's broker and database do by themselves with records and rows like ours, several rounds of them. */
final class RawLimits {
    private static final String TOPIC = "benchmark.raw";
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 5;
    /** As large as a snapshot of an order with one line. */
    private static final byte[] RECORD = "x".repeat(6_000).getBytes(StandardCharsets.UTF_8);

    private final WholeSystem system;
    private final int count;

    RawLimits(WholeSystem system, int count) {
        this.system = system;
        this.count = count * ROUNDS;
    }

    long kafka() {
        String servers = system.infrastructure().kafka().bootstrapServers();
        long begun = System.nanoTime();
        Map<String, Object> producing = new HashMap<>(Map.of("bootstrap.servers", servers, "acks", "all"));
        try (var producer = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) producer.send(new ProducerRecord<>(TOPIC, "store:" + i % 500, RECORD));
            producer.flush();
        }
        Map<String, Object> consuming =
                Map.of("bootstrap.servers", servers, "group.id", "benchmark", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            for (int seen = 0; seen < count; )
                seen += consumer.poll(Duration.ofSeconds(1)).count();
            consumer.commitSync();
        }
        return Math.round(count * 1e9 / (System.nanoTime() - begun));
    }

    long postgres() {
        execute("create table if not exists public.benchmark"
                + " (store text, order_id bigint, body text, at timestamptz, primary key (store, order_id))");
        long begun = System.nanoTime();
        CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                        .mapToObj(part ->
                                CompletableFuture.runAsync(() -> commit(part), task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        long perSecond = Math.round(count * 1e9 / (System.nanoTime() - begun));
        execute("drop table public.benchmark");
        return perSecond;
    }

    private void commit(int part) {
        String body = new String(RECORD, StandardCharsets.UTF_8);
        try (var connection = system.database().getConnection();
                var insert = connection.prepareStatement("insert into public.benchmark values (?, ?, ?, now())")) {
            for (int i = part; i < count; i += CONNECTIONS) {
                insert.setString(1, "store");
                insert.setLong(2, i);
                insert.setString(3, body);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var connection = system.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
