package dev.ordersync.sandbox.scenario;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What must be in the clear nowhere, and all the places where it could be. */
final class Secrets {
    private Secrets() {}

    /** Tokens and keys of the store and of the system. */
    static List<String> of(WholeSystem system, ConnectedStore store) {
        return List.of(
                store.shop().token(),
                "key-" + store.account(),
                system.environment().get("SYNC_MASTER_KEY"),
                system.environment().get("SYNC_ADMIN_PASSWORD"));
    }

    /** Every record of every topic, with its key and headers. */
    static List<String> records(WholeSystem system) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", system.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
        List<String> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.listTopics().forEach((topic, parts) -> {
                if (!topic.startsWith("__"))
                    parts.forEach(part -> partitions.add(new TopicPartition(topic, part.partition())));
            });
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part)))
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(text(record)));
        }
        return records;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(text(record.key())).append(text(record.value()));
        record.headers().forEach(header -> text.append(header.key()).append(text(header.value())));
        return text.toString();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Every row of every table, as text. */
    static List<String> rows(WholeSystem system) throws SQLException {
        Map<String, String> environment = system.environment();
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                        environment.get("QUARKUS_DATASOURCE_USERNAME"),
                        environment.get("QUARKUS_DATASOURCE_PASSWORD"));
                Statement statement = connection.createStatement()) {
            for (String table : column(statement, """
                    select format('%I.%I', table_schema, table_name) from information_schema.tables
                    where table_schema in ('control', 'ingest', 'mapping', 'fulfillment')"""))
                rows.addAll(column(statement, "select t::text from " + table + " t"));
        }
        return rows;
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) values.add(row.getString(1));
        }
        return values;
    }
}
