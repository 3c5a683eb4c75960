package dev.ordersync.outbox;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.testkit.Infra;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One service's outbox in a fresh database, and a reader of a topic of its own. */
final class Fixture implements AutoCloseable {
    final String topic = "test." + UUID.randomUUID();
    final AgroalDataSource dataSource;
    final Outbox outbox = new Outbox("svc");
    private final String kafka;
    private final List<OutboxRelay> relays = new ArrayList<>();

    Fixture(String kafka) {
        this.kafka = kafka;
        try {
            Infra.Database database = Infra.freshDatabase();
            dataSource = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(10)
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.url())
                                    .principal(new NamePrincipal(database.username()))
                                    .credential(new SimplePassword(database.password())))));
            String scripts = script("db/outbox/V0_2__outbox.sql") + script("db/outbox/V0_4__outbox_origin.sql");
            run("create schema svc; set search_path to svc; " + scripts + "; reset search_path");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script(String name) throws IOException {
        try (var in = Fixture.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    OutboxRelay relay() {
        OutboxRelay relay =
                new OutboxRelay(dataSource, "svc", Map.of("bootstrap.servers", kafka), Duration.ofMillis(50));
        relays.add(relay);
        relay.start();
        return relay;
    }

    /** Leaves an event of the order that bears a number. */
    void leave(long order, int number) {
        try (Connection connection = dataSource.getConnection()) {
            outbox.leave(connection, topic, event(order, number));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static OrderCommand event(long order, int number) {
        return new OrderCommand("a", order, OrderCommand.RETRY, "test", Instant.EPOCH, String.valueOf(number));
    }

    String waiting() {
        return ask("select count(*) from svc.outbox");
    }

    String ask(String sql) {
        try (Connection connection = dataSource.getConnection();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The numbers of an order's events as they stand in the topic now. */
    List<Integer> published(long order) {
        List<Integer> numbers = new ArrayList<>();
        Map<String, Object> config = Map.of("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new org.apache.kafka.common.TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p)))
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200)))
                    if (record.key().equals("a:" + order)) numbers.add(number(record.value()));
        }
        return numbers;
    }

    private static int number(byte[] value) {
        try {
            return Integer.parseInt(Codec.decode(value, OrderCommand.class).reason());
        } catch (Codec.Undecodable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        relays.forEach(OutboxRelay::close);
        dataSource.close();
    }
}
