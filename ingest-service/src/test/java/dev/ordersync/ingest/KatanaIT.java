package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.orders.CommandOrder;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class KatanaIT {
    private final String store = Bench.newStore();
    private final long salesOrder = ThreadLocalRandom.current().nextLong(1_000, 2_000_000_000);
    private String account;

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    CommandOrder command;

    @BeforeEach
    void aLiveStore() {
        Bench.connectAndActivate(store);
        account = Bench.account(store);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> token() != null && knowsToken());
    }

    /** Katana gives the token before we have kept it. */
    private boolean knowsToken() {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("select 1 from ingest.katana_hook where account = ? and token <> ''")) {
                ask.setString(1, account);
                try (var rows = ask.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Test
    void aDeliveryIsReadWithItsFulfillmentsAndPublishedUnderItsOrder() throws Exception {
        // Given
        place("DELIVERED", store);
        Bench.sides(
                "PUT",
                "/_below/fulfillments/" + salesOrder,
                Json.read("[{\"id\": 9, \"sales_order_id\": " + salesOrder + ", \"status\": \"DELIVERED\"}]")
                        .orElseThrow());

        // When
        assertThat(knock(event("sales_order.delivered", "DELIVERED"), "")).isEqualTo(200);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));
        assertThat(observed().get(0).salesOrder().path("status").asText()).isEqualTo("DELIVERED");
        assertThat(observed().get(0).fulfillments()).hasSize(1);
        assertThat(observed().get(0).deleted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"status\": \"DELIVERED\"", "\"updated_at\": null"})
    void aFulfillmentThatChangesWithoutItsSalesOrderShowingItIsFoundByTheSweep(String fields) throws Exception {
        // Given
        place("DELIVERED", store);
        deliver("{" + fields + "}");
        assertThat(knock(event("sales_order.delivered", "DELIVERED"), "")).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));

        // When
        deliver("{\"tracking_number\": \"1Z\", " + fields + "}");
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(2));
        assertThat(observed()
                        .get(1)
                        .fulfillments()
                        .get(0)
                        .path("tracking_number")
                        .asText())
                .isEqualTo("1Z");
        int reads = Bench.journal("ids=" + salesOrder).size();
        int sweeps = Bench.journal("/sales_order_fulfillments?updated_at_min").size();
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Bench.journal("/sales_order_fulfillments?updated_at_min")
                                .size()
                        > sweeps);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Bench.journal("ids=" + salesOrder)).hasSize(reads));
    }

    @Test
    void aDeliveryIsFoundByTheSweepThoughNeitherItNorItsSalesOrderHasALaterDate() {
        // Given a sales order that was read, and a sweep that has come further than its date
        ObjectNode untouched = place("NOT_SHIPPED", store);
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));
        await().atMost(Duration.ofSeconds(20)).until(this::isFarAhead);

        // When
        Bench.sides("PUT", "/_sales_order/" + salesOrder, untouched.put("status", "DELIVERED"));
        deliver("{\"updated_at\": null}");
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(2));
        assertThat(observed().get(1).salesOrder().path("status").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void aSalesOrderThatAPersonLinkedIsFoundByTheSweepThoughItCarriesNoMark() {
        // Given
        Bench.sides("PUT", "/_sales_order/" + salesOrder, unmarked(place("DELIVERED", store)));
        deliver("{}");
        link(account);

        // When
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));
        assertThat(observed().get(0).salesOrder().path("status").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void aFulfillmentOfALinkedSalesOrderThatDoesNotShowItIsFoundByTheSweepToo() {
        ObjectNode old = unmarked(place("DELIVERED", store)).put("updated_at", "2020-01-01T00:00:00Z");
        Bench.sides("PUT", "/_sales_order/" + salesOrder, old);
        deliver("{}");
        link(account);

        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));
    }

    /** Once the sweep has ended, which notes how far it came. */
    private boolean isFarAhead() {
        String ahead = """
                update ingest.watermark set reached = now() + interval '15 minutes'
                where source = 'sales-orders:' || ? and owner = ?""";
        return database.call(tx -> Query.update(tx, ahead, account, store)) == 1;
    }

    @Test
    void aSalesOrderOfTheAccountOfBeforeDoesNotCountAsDeletedInThePresentOne() {
        // Given
        link("former");

        // When
        command.readAgain(store, 42, "tester");

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> isAskedFor() && isOver());
        assertThat(isTaken()).isFalse();
    }

    @Test
    void whatHasTheSameIdInAnotherAccountIsNotTakenForTheSalesOrderOfTheAccountOfBefore() {
        // Given
        Bench.sides("PUT", "/_sales_order/" + salesOrder, unmarked(place("DELIVERED", store)));
        deliver("{}");
        link("former");

        // When
        int sweeps = Bench.journal("/sales_order_fulfillments?updated_at_min").size();
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Bench.journal("/sales_order_fulfillments?updated_at_min")
                                .size()
                        > sweeps);
        command.readAgain(store, 42, "tester");

        // Then
        await().atMost(Duration.ofSeconds(20)).until(this::isKnownAsForeign);
        await().atMost(Duration.ofSeconds(20)).until(this::isOver);
        assertThat(isTaken()).isFalse();
    }

    @Test
    void whoseLinkIsOfBeforeAccountsWereToldIsFoundInAny() {
        Bench.sides("PUT", "/_sales_order/" + salesOrder, unmarked(place("DELIVERED", store)));
        deliver("{}");
        link(null);

        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));
    }

    private boolean isAskedFor() {
        return !Bench.journal("/sales_orders/" + salesOrder).isEmpty();
    }

    /** What is taken is published in the same transaction. */
    private boolean isTaken() {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("select from ingest.observed_sales_order where sales_order_id = ?")) {
                ask.setLong(1, salesOrder);
                return ask.executeQuery().next();
            }
        });
    }

    /** Nothing is left to be done about the sales order. */
    private boolean isOver() {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement(
                    "select from ingest.work where kind = 'OBSERVE_SALES_ORDER' and entity = ? and state in ('READY', 'LEASED')")) {
                ask.setString(1, Long.toString(salesOrder));
                return !ask.executeQuery().next();
            }
        });
    }

    /** @param account in which it was linked; null when the link does not tell */
    private void link(String account) {
        var link = new OrderLinked(
                store, 42, OrderLinked.LINKED, salesOrder, "42", 1, List.of(), Instant.now(), null, account);
        database.run(tx -> book.linked(tx, link));
    }

    private static ObjectNode unmarked(ObjectNode salesOrder) {
        return salesOrder
                .putNull("ecommerce_order_type")
                .putNull("ecommerce_store_name")
                .putNull("ecommerce_order_id");
    }

    private void deliver(String more) {
        ObjectNode fulfillment = (ObjectNode)
                Json.read("""
                {"id": %d, "sales_order_id": %d, "status": "DELIVERED", "updated_at": "%s"}""".formatted(salesOrder, salesOrder, Instant.now())).orElseThrow();
        fulfillment.setAll((ObjectNode) Json.read(more).orElseThrow());
        Bench.sides(
                "PUT",
                "/_below/fulfillments/" + salesOrder,
                Json.TREE.createArrayNode().add(fulfillment));
    }

    @Test
    void aWrongOrMissingSignatureIsRefused() throws Exception {
        String body = event("sales_order.delivered", "DELIVERED");
        given().body(body).post("/webhooks/katana/" + account).then().statusCode(401);
        given().body(body)
                .header("x-sha2-signature", "00".repeat(32))
                .post("/webhooks/katana/" + account)
                .then()
                .statusCode(401);
        given().body(body).post("/webhooks/katana/nosuchaccount").then().statusCode(404);
        assertThat(knock("{oops", "")).isEqualTo(400);
        assertThat(knock(body, "sha256=")).isEqualTo(200);
    }

    @Test
    void anEchoOfOurOwnWriteCostsNoCallButTheSweepStillSeesIt() throws Exception {
        place("NOT_SHIPPED", store);

        assertThat(knock(event("sales_order.updated", "NOT_SHIPPED"), "")).isEqualTo(200);

        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Bench.journal("ids=" + salesOrder)).isEmpty());
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));
        assertThat(Bench.journal("ids=" + salesOrder)).isEmpty();
    }

    @Test
    void aSalesOrderThatIsNotOursIsAskedForOnce() throws Exception {
        Bench.sides("PUT", "/_sales_order/" + salesOrder, unmarked(place("DELIVERED", store)));

        assertThat(knock(event("sales_order.delivered", "DELIVERED"), "")).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Bench.journal("ids=" + salesOrder)).hasSize(1));
        await().atMost(Duration.ofSeconds(20)).until(this::isKnownAsForeign);
        assertThat(knock(event("sales_order.updated", "DELIVERED"), "")).isEqualTo(200);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Bench.journal("ids=" + salesOrder)).hasSize(1));
        assertThat(observed()).isEmpty();
    }

    @Test
    void aDeletedSalesOrderIsPublishedAsDeleted() throws Exception {
        place("NOT_SHIPPED", store);
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(1));

        ObjectNode deleted =
                place("NOT_SHIPPED", store).put("deleted_at", Instant.now().toString());
        Bench.sides("PUT", "/_sales_order/" + salesOrder, deleted);
        assertThat(knock(event("sales_order.deleted", ""), "")).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed()).hasSize(2));
        assertThat(observed().get(1).deleted()).isTrue();
        assertThat(observed().get(1).number()).isGreaterThan(observed().get(0).number());
    }

    @Test
    void theWebhookIsRepairedAndItsTokenKept() {
        JsonNode hook = hook();
        Bench.sides(
                "PUT",
                "/_webhooks/" + hook.path("id").asLong(),
                Json.read("{\"enabled\": false}").orElseThrow());

        Bench.put(store, "{}").then().statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(hook().path("enabled").asBoolean()).isTrue());
        assertThat(hook().path("url").asText()).isEqualTo("http://sync.example.test/webhooks/katana/" + account);
    }

    @Test
    void theHookThatTheAccountHadUnderAnEarlierKeyGoes() {
        long left = hook().path("id").asLong() + 500_000;
        Bench.sides(
                "PUT",
                "/_webhooks/" + left,
                Json.read("{\"id\": " + left + ", \"url\": \"http://sync.example.test/webhooks/katana/0badkey\"}")
                        .orElseThrow());

        Bench.put(store, "{}").then().statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Bench.sides("GET", "/_webhooks", null))
                        .noneMatch(hook -> hook.path("id").asLong() == left));
        assertThat(hook().path("enabled").asBoolean()).isTrue();
    }

    private boolean isKnownAsForeign() {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("select 1 from ingest.foreign_sales_order where sales_order_id = ?")) {
                ask.setLong(1, salesOrder);
                return ask.executeQuery().next();
            }
        });
    }

    private ObjectNode place(String status, String storeHash) {
        ObjectNode order =
                (ObjectNode) Json.read("""
                {"id": %d, "order_no": "42", "status": "%s", "ecommerce_order_type": "bigCommerce",
                 "ecommerce_store_name": "%s", "ecommerce_order_id": "42", "sales_order_rows": [],
                 "created_at": "%s", "updated_at": "%s"}""".formatted(salesOrder, status, storeHash, Instant.now(), Instant.now()))
                        .orElseThrow();
        Bench.sides("PUT", "/_sales_order/" + salesOrder, order);
        return order;
    }

    private String event(String action, String status) {
        return """
                {"resource_type": "sales_order", "action": "%s", "webhook_id": 1,
                 "object": {"id": "%d", "status": "%s"}}""".formatted(action, salesOrder, status);
    }

    private int knock(String body, String prefix) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return given().body(body)
                .header("x-sha2-signature", prefix + signature)
                .post("/webhooks/katana/" + account)
                .statusCode();
    }

    private JsonNode hook() {
        for (JsonNode hook : Bench.sides("GET", "/_webhooks", null))
            if (hook.path("url").asText().endsWith(account)) return hook;
        throw new IllegalStateException("no webhook of " + account);
    }

    private String token() {
        return hook().path("token").asText(null);
    }

    private List<FulfillmentObserved> observed() {
        return Bench.records(Topics.FULFILLMENTS_RAW, store + ":42", FulfillmentObserved.class);
    }
}
