package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.event;
import static dev.ordersync.ingest.world.Bench.knock;
import static dev.ordersync.ingest.world.Bench.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.receipt.ReceiveWebhook;
import dev.ordersync.ingest.receipt.StoreEvent;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class DoorIT {
    @Inject
    ReceiveWebhook receive;

    private String store;
    private String secret;

    @BeforeEach
    void aLiveStore() {
        store = Bench.newStore();
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> Bench.secret(store) != null);
        secret = Bench.secret(store);
    }

    @Tag("thorough")
    @Test
    void aStrangerIsTurnedAwayInShortWhileTheShopIsHeard() {
        for (int i = 0; i < 600; i++)
            knock(store, "wrong-" + i, event("store/order/updated", 1, "h"))
                    .then()
                    .statusCode(401);
        knock(store, "wrong", event("store/order/updated", 1, "h"))
                .then()
                .statusCode(429)
                .header("Retry-After", "60");

        knock(store, secret, event("store/order/updated", 1, "h")).then().statusCode(200);
    }

    @Test
    void answersAreNeitherGuessedAtNorKeptNorFramed() {
        knock(store, secret, event("store/order/updated", 1, "h"))
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        given().get("/api/stores")
                .then()
                .statusCode(401)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY");
    }

    @Test
    void aWebhookIsAnsweredAndItsOrderIsPublishedWhole() {
        // Given an order that is too old and too finished for a sweep or an import
        Bench.place(store, order(101, 10, Instant.now().minus(Duration.ofDays(30))));

        // When
        knock(store, secret, event("store/order/created", 101, "h"))
                .then()
                .statusCode(200)
                .body(equalTo(""));

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(101)).hasSize(1));
        OrderObserved observed = observed(101).get(0);
        assertThat(observed.order().path("total_inc_tax").asText()).isEqualTo("20.0000");
        assertThat(observed.order().path("consignments").path("shipping").get(0).path("line_items"))
                .hasSize(1);
        assertThat(observed.origin()).isEqualTo("webhook");
        assertThat(observed.activatedAt()).isNotNull();
    }

    @Test
    void whoeverIsNotBigCommerceIsTurnedAway() {
        knock("nosuchstore", secret, event("store/order/created", 1, "h"))
                .then()
                .statusCode(404);
        knock(store, null, event("store/order/created", 1, "h")).then().statusCode(401);
        knock(store, "wrong", event("store/order/created", 1, "h"))
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().header("X-Sync-Secret", secret)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                .header("webhook-signature", "v1,AAAA")
                .body(event("store/order/created", 1, "h"))
                .post("/webhooks/bigcommerce/" + store)
                .then()
                .statusCode(401);
        assertThat(Bench.journal("/stores/" + store + "/v2/orders/1")).isEmpty();
    }

    @Test
    void aSignatureMayBeAsOldAsTheToleranceSays() throws Exception {
        assertThat(knockSigned(Instant.now().minus(Duration.ofMinutes(9)))).isEqualTo(200);
        assertThat(knockSigned(Instant.now().minus(Duration.ofMinutes(11)))).isEqualTo(401);
    }

    private int knockSigned(Instant at) throws Exception {
        String body = event("store/order/updated", 1, "h");
        String signed = "msg_1." + at.getEpochSecond() + "." + body;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(("marker-client-" + store).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return given().header("X-Sync-Secret", secret)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header(
                        "webhook-signature",
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
                .body(body)
                .post("/webhooks/bigcommerce/" + store)
                .statusCode();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        knock(store, secret, "{not json").then().statusCode(400);
        knock(store, secret, "[]").then().statusCode(400);
        knock(store, secret, event("store/order/created", 0, "h")).then().statusCode(400);
        knock(store, secret, """
                {"scope": "store/order/created", "data": {"id": 5}, "producer": "stores/another"}""").then().statusCode(400);
        knock(store, secret, "{\"a\": \"" + "x".repeat(1_100_000) + "\"}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void eventsThatWeDoNotNeedAreTakenToo() {
        knock(store, secret, """
                {"scope": "store/product/updated", "data": {"type": "product", "id": 205}}""").then().statusCode(200);
        knock(store, secret, """
                {"scope": "store/hook/deliveryException", "data": {"type": "webhook", "id": 9}}""").then().statusCode(200);
    }

    @Test
    void aShipmentEventNamesItsOrderInItsOwnWay() {
        Bench.place(store, order(102, 11, Instant.now()));

        knock(store, secret, """
                {"scope": "store/shipment/created", "data": {"type": "shipment", "id": 12, "orderId": 102}}""").then().statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(102)).hasSize(1));
    }

    @Test
    void theSameWebhookManyTimesIsOneObservation() {
        Bench.place(store, order(103, 11, Instant.now()));

        IntStream.range(0, 10)
                .parallel()
                .forEach(i -> knock(store, secret, event("store/order/updated", 103, "same"))
                        .then()
                        .statusCode(200));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(103)).hasSize(1));
        knock(store, secret, event("store/order/updated", 103, "same")).then().statusCode(200);

        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(observed(103)).hasSize(1));
    }

    @Test
    void aRealChangeUnderTheSameHashIsStillSeen() {
        Bench.place(store, order(104, 11, Instant.now()));
        knock(store, secret, event("store/order/updated", 104, "same")).then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(104)).hasSize(1));

        Bench.place(store, order(104, 9, Instant.now()));
        knock(store, secret, event("store/order/updated", 104, "same")).then().statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(104)).hasSize(2));
        List<OrderObserved> both = observed(104);
        assertThat(both.get(1).number()).isGreaterThan(both.get(0).number());
    }

    @Test
    void anEventThatWasKeptTakesEffectThoughItsAnswerNeverLeft() {
        // Given
        Bench.place(store, order(105, 11, Instant.now()));
        StoreEvent event = StoreEvent.read(
                        event("store/order/created", 105, "h").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        // When: all that the door does before it answers
        receive.receive(store, event, null).toCompletableFuture().join();

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(105)).hasSize(1));
    }

    @Tag("thorough")
    @Test
    void anOrderThatCannotBeReadYetWhenItsWebhookComesIsLookedForAgain() {
        // Given
        knock(store, secret, event("store/order/created", 106, "h")).then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Bench.journal(store + "/v2/orders/106")).isNotEmpty());

        // When it appears, too old and too finished for a sweep or an import, and no further webhook comes
        Bench.place(store, order(106, 10, Instant.now().minus(Duration.ofDays(30))));

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(observed(106)).hasSize(1));
        assertThat(observed(106).get(0).origin()).isEqualTo("webhook");
    }

    @Tag("thorough")
    @Test
    void anOrderThatCountsNoItemsAndHasNoLinesYetIsReadAgain() {
        // Given
        ObjectNode early = order(107, 10, Instant.now().minus(Duration.ofDays(30)));
        ObjectNode written = early.deepCopy();
        early.remove("items_total");
        ((ObjectNode) early.at("/consignments/shipping/0")).putArray("line_items");
        Bench.place(store, early);
        knock(store, secret, event("store/order/created", 107, "h")).then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Bench.journal(store + "/v2/orders/107/products"))
                        .isNotEmpty());

        // When
        Bench.place(store, written);

        // Then
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(observed(107)).isNotEmpty());
        assertThat(observed(107).get(0).order().path("items_total").asInt()).isEqualTo(2);
    }

    @Tag("thorough")
    @Test
    void anOrderThatIsNotThereIsForgotten() {
        knock(store, secret, event("store/order/created", 999, "h")).then().statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Bench.journal(store + "/v2/orders/999")).isNotEmpty());
        Bench.api().get("/api/stores/" + store + "/orders/999").then().statusCode(404);
    }

    private List<OrderObserved> observed(long orderId) {
        return Bench.records(Topics.ORDERS_RAW, store + ":" + orderId, OrderObserved.class);
    }
}
