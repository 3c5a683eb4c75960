package dev.ordersync.ingest.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.events.Topics;
import dev.ordersync.testkit.FreePort;
import dev.ordersync.testkit.KafkaNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker of its own: the shared one has the topics of other tests. */
class CreateTopicsIT {
    private static final String NINETY_DAYS = "7776000000";

    @TempDir
    Path folder;

    private KafkaNode broker;
    private Map<String, Object> kafka;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = KafkaNode.start(folder, FreePort.find());
        kafka = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        admin = Admin.create(kafka);
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void anEmptyBrokerHasAllTopicsWithTheirSettingsAndAgainWhenItLostOne() throws Exception {
        await().until(this::turn);

        soon(() -> {
            assertThat(settings(Topics.ORDERS_RAW).get("retention.ms").value()).isEqualTo(NINETY_DAYS);
            assertThat(settings(Topics.ORDER_LINKS).get("cleanup.policy").value())
                    .isEqualTo("compact");
            assertThat(partitions(Topics.ORDERS_RAW)).isEqualTo(3);
        });

        admin.deleteTopics(List.of(Topics.COMMANDS)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(Topics.COMMANDS));
        await().until(this::turn);
        soon(() -> assertThat(partitions(Topics.COMMANDS)).isEqualTo(3));
    }

    @Test
    void aTopicThatAClientMadeByAskingForItGetsWhatNobodySetAndKeepsWhatAPersonSet() throws Exception {
        make(Topics.ORDER_LINKS, Map.of());
        make(Topics.ORDERS_RAW, Map.of("retention.ms", "1000000"));

        await().until(this::turn);

        soon(() -> {
            assertThat(settings(Topics.ORDER_LINKS).get("cleanup.policy").value())
                    .isEqualTo("compact");
            assertThat(settings(Topics.ORDERS_RAW).get("max.message.bytes").value())
                    .isEqualTo("16777216");
        });
        assertThat(settings(Topics.ORDERS_RAW).get("retention.ms").value()).isEqualTo("1000000");
    }

    /** A broker tells what it has taken a moment later. */
    private static void soon(ThrowingRunnable assertion) {
        await().ignoreExceptions().untilAsserted(assertion);
    }

    /** A broker lists a topic a moment after it was made. */
    private boolean turn() throws ExecutionException, InterruptedException {
        return new CreateTopics(kafka, 3, 90).turn(admin);
    }

    private void make(String topic, Map<String, String> settings) throws Exception {
        var asked = new NewTopic(topic, Optional.empty(), Optional.empty()).configs(settings);
        admin.createTopics(List.of(asked)).all().get();
    }

    private Config settings(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    private int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }
}
