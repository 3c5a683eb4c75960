package dev.ordersync.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.api.Json;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.replay.ReplayParts.Part;
import dev.ordersync.testkit.FreePort;
import dev.ordersync.testkit.KafkaNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RawLogIT {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ORDERS_RAW, 0);

    @TempDir
    static Path folder;

    private static KafkaNode broker;
    private static Map<String, Object> kafka;
    private static Admin admin;

    private RawLog log;

    @BeforeAll
    static void start() {
        broker = KafkaNode.start(folder, FreePort.find());
        kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        admin = Admin.create(kafka);
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    /** Orders 1 to 5 lie at 0 to 4, and the log has been read before. */
    @BeforeEach
    void aTopicWithFiveRecords() throws Exception {
        create();
        record(1, 2, 3, 4, 5);
        log = new RawLog(kafka);
        assertThat(log.read(new Part(0, 0, 0, 5)).next()).isEqualTo(5);
    }

    @AfterEach
    void forget() throws Exception {
        log.close();
        delete();
    }

    @Test
    void ofATopicMadeAnewAPartEndsWhereItHoldsNoMore() throws Exception {
        delete();
        create();
        record(11, 12);

        // what was to be read lies behind its end, or goes over it
        assertThat(log.read(new Part(0, 0, 4, 5))).isEqualTo(new RawLog.Read(List.of(), 0, 5));
        RawLog.Read read = log.read(new Part(0, 0, 1, 5));
        assertThat(read.records()).extracting(place -> place.order().orderId()).containsExactly(12L);
        assertThat(log.read(new Part(0, 0, read.next(), 5))).isEqualTo(new RawLog.Read(List.of(), 0, 5));
    }

    @Test
    void ofATopicMadeAnewOnlyThePlacesThatItHasAreFound() throws Exception {
        delete();
        create();
        record(11, 12);

        assertThat(log.at(0, Set.of(1L, 4L))).containsOnlyKeys(1L);
        assertThat(log.at(0, Set.of(4L))).isEmpty();
    }

    @Test
    void whatTheBrokerHasDroppedIsPassedOver() throws Exception {
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(3)))
                .all()
                .get();

        assertThat(log.at(0, Set.of(1L, 3L))).containsOnlyKeys(3L);
        long next = log.read(new Part(0, 0, 1, 5)).next();
        assertThat(next).isBetween(3L, 5L);
    }

    private static void create() throws Exception {
        admin.createTopics(List.of(new NewTopic(Topics.ORDERS_RAW, 1, (short) 1)))
                .all()
                .get();
    }

    private static void delete() throws Exception {
        admin.deleteTopics(List.of(Topics.ORDERS_RAW)).all().get();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !admin.listTopics().names().get().contains(Topics.ORDERS_RAW));
    }

    private static void record(long... orderIds) throws Exception {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long id : orderIds) {
                var order = new OrderObserved(
                        "shop",
                        id,
                        1,
                        Instant.now(),
                        "webhook",
                        Json.TREE.createObjectNode().put("id", id),
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        false);
                producer.send(new ProducerRecord<>(Topics.ORDERS_RAW, Codec.encode(order)))
                        .get();
            }
        }
    }
}
