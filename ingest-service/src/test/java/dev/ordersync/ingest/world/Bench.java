package dev.ordersync.ingest.world;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.Codec;
import dev.ordersync.events.Event;
import dev.ordersync.stores.StoreDirectory;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the tests of this service do again and again. */
public final class Bench {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SIDES = config("test.sides");

    /** A store hash that no other test uses. */
    public static String newStore() {
        return "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    public static RequestSpecification api() {
        return given().auth().preemptive().basic("admin", World.PASSWORD).contentType("application/json");
    }

    public static Response put(String store, String settings) {
        return api().body("""
                        {"name": "Shop %s", "bigcommerce": {"accessToken": "marker-token-%s", "clientSecret": "marker-client-%s"},
                         "katana": {"apiKey": "marker-key-%s"}, "settings": %s}""".formatted(store, store, store, store, settings)).put("/api/stores/" + store);
    }

    /** For who asks the directory at once: another thread may just be reading the stores as they were. */
    public static void awaitKnown(StoreDirectory directory, String store) {
        await().atMost(Duration.ofSeconds(10)).until(() -> directory.find(store).isPresent());
    }

    public static void connectAndActivate(String store) {
        put(store, "{}").then().statusCode(201);
        api().post("/api/stores/" + store + "/activate").then().statusCode(202);
    }

    public static String account(String store) {
        return api().get("/api/stores/" + store).jsonPath().getString("katana.accountId");
    }

    // --- the outside systems

    public static JsonNode sides(String method, String path, JsonNode body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(SIDES + path))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300)
                throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + response.body());
            return response.body().isEmpty() ? null : Json.read(response.body()).orElseThrow();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An order without tax, whose single line is included. */
    public static ObjectNode order(long id, int status, Instant modified) {
        ObjectNode order = (ObjectNode) Json.read("""
                {"id": %d, "customer_id": 0, "status_id": %d, "status": "x",
                 "date_created": "%s", "date_modified": "%s",
                 "subtotal_ex_tax": "20.0000", "subtotal_inc_tax": "20.0000", "subtotal_tax": "0.0000",
                 "total_ex_tax": "20.0000", "total_inc_tax": "20.0000", "total_tax": "0.0000",
                 "items_total": 2, "default_currency_code": "EUR", "currency_code": "EUR", "is_deleted": false,
                 "billing_address": {"first_name": "marker-person", "email": "marker@example.test"},
                 "consignments": {"shipping": [{"id": 1, "line_items": [{"id": %d, "product_id": 5, "variant_id": 6,
                   "order_address_id": 1, "name": "Chair", "sku": "CH-1", "type": "physical", "quantity": 2,
                   "base_price": "10.0000", "price_ex_tax": "10.0000", "price_inc_tax": "10.0000", "price_tax": "0.0000",
                   "total_ex_tax": "20.0000", "total_inc_tax": "20.0000", "total_tax": "0.0000",
                   "discounted_total_inc_tax": "20.0000"}]}]}}""".formatted(id, status, rfc(modified), rfc(modified), id * 10))
                .orElseThrow();
        return order;
    }

    public static void place(String store, ObjectNode order) {
        sides("PUT", "/_order/" + store + "/" + order.path("id").asLong(), order);
    }

    public static String rfc(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    public static void fault(String match, int status, int times) {
        sides(
                "POST",
                "/_fault",
                Json.TREE
                        .createObjectNode()
                        .put("match", match)
                        .put("status", status)
                        .put("times", times));
    }

    /** Requests that either side got, oldest first. */
    public static List<String> journal(String part) {
        List<String> found = new ArrayList<>();
        sides("GET", "/_journal", null).forEach(line -> {
            if (line.asText().contains(part)) found.add(line.asText());
        });
        return found;
    }

    public static void flip(String what) {
        sides("POST", "/_switch/" + what, null);
    }

    // --- the doors

    public static String secret(String store) {
        for (JsonNode hook : sides("GET", "/_hooks", null))
            if (hook.path("store_hash").asText().equals(store))
                return hook.path("headers").path("X-Sync-Secret").asText();
        throw new IllegalStateException("no hook of " + store);
    }

    public static String event(String scope, long orderId, String hash) {
        return """
                {"scope": "%s", "store_id": "1", "data": {"type": "order", "id": %d}, "hash": "%s", "created_at": 1561479335}""".formatted(scope, orderId, hash);
    }

    public static Response knock(String store, String secret, String body) {
        RequestSpecification request = given().contentType("application/json").body(body);
        if (secret != null) request.header("X-Sync-Secret", secret);
        return request.post("/webhooks/bigcommerce/" + store);
    }

    // --- the log

    /** All events of an order on a topic. */
    public static <E extends Event> List<E> records(String topic, String key, Class<E> kind) {
        List<E> found = new ArrayList<>();
        try {
            for (var received : raw(topic, key)) found.add(Codec.decode(received.value(), kind));
            return found;
        } catch (Codec.Undecodable e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of a key on a topic. */
    public static List<ConsumerRecord<byte[], byte[]>> raw(String topic, String key) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", config("kafka.bootstrap.servers"), "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var received : consumer.poll(Duration.ofMillis(200)))
                    if (new String(received.key()).equals(key)) found.add(received);
            }
            return found;
        }
    }

    /** Speaks for another service. */
    public static void publish(String topic, String key, byte[] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", config("kafka.bootstrap.servers"));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(), value)).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private Bench() {}
}
