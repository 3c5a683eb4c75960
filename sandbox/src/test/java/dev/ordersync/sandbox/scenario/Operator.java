package dev.ordersync.sandbox.scenario;

import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.run.ServiceProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What an operator does with psql and the broker's own tools, as docs/operations.md tells it. */
final class Operator {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final WholeSystem system;

    Operator(WholeSystem system) {
        this.system = system;
    }

    /** Stops a service, empties its schema, lets it read the topics from their beginnings, and starts it. */
    void emptyAndReadAgain(ServiceProcess service, String schema, String group, String... topics) {
        service.stop(Duration.ofSeconds(40));
        empty(schema);
        toEarliest(group, topics);
        service.start();
        service.awaitReady(PATIENCE);
    }

    /** Stops a service, lets it read the topics from their beginnings, and starts it. */
    void readAgain(ServiceProcess service, String group, String... topics) {
        service.stop(Duration.ofSeconds(40));
        toEarliest(group, topics);
        service.start();
        service.awaitReady(PATIENCE);
    }

    /** All tables of a schema but the one that says which migrations it has had. */
    void empty(String schema) {
        try (Connection database = connect();
                var ask = database.prepareStatement("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname = ? and tablename <> 'flyway_schema_history'
                        """)) {
            ask.setString(1, schema);
            List<String> tables = new ArrayList<>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) tables.add(rows.getString(1));
            }
            try (var truncate = database.createStatement()) {
                truncate.execute("truncate " + String.join(", ", tables));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kafka-consumer-groups.sh --group ... --topic ... --reset-offsets --to-earliest --execute}. */
    private void toEarliest(String group, String... topics) {
        String brokers = system.infrastructure().environment().get("KAFKA_BOOTSTRAP_SERVERS");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            // a group can be reset when its last member has left
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> {
                        admin.alterConsumerGroupOffsets(group, earliest(admin, topics))
                                .all()
                                .get();
                        return true;
                    });
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> earliest(Admin admin, String... topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(List.of(topics))
                .allTopicNames()
                .get()
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(
                                info -> asked.put(new TopicPartition(topic, info.partition()), OffsetSpec.earliest())));
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, new OffsetAndMetadata(found.offset())));
        return offsets;
    }

    private Connection connect() throws SQLException {
        Map<String, String> environment = system.infrastructure().environment();
        return DriverManager.getConnection(
                environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                environment.get("QUARKUS_DATASOURCE_USERNAME"),
                environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    }
}
