package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static dev.ordersync.ingest.world.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class SweepIT {
    private final String store = Bench.newStore();

    @AfterEach
    void calm() {
        Bench.sides("POST", "/_calm", null);
    }

    @Test
    void anOrderWhoseWebhookNeverCameIsFoundByTheSweepAlone() {
        // Given
        Bench.connectAndActivate(store);
        settled();
        Bench.place(store, order(7, 2, Instant.now()));

        // When
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then: from the list itself, without a read of its own
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(7)).hasSize(1));
        assertThat(observed(7).get(0).origin()).isEqualTo("sweep");
        assertThat(Bench.journal(store + "/v2/orders/7")).isEmpty();
    }

    @Test
    void aSweepFindsAllOrdersOfOneSecondThoughTheyFillSeveralPages() {
        Bench.connectAndActivate(store);
        settled();
        Instant second = Instant.now();
        for (int id = 1; id <= 45; id++) Bench.place(store, order(id, 11, second));

        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen()).isEqualTo(45));

        // an order that arrives in the same second afterwards is found by the next one
        Bench.place(store, order(46, 11, second));
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen()).isEqualTo(46));
    }

    @Test
    void anUnchangedOrderIsNotPublishedAgain() {
        Bench.connectAndActivate(store);
        settled();
        Instant now = Instant.now();
        Bench.place(store, order(8, 11, now));
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(observed(8)).hasSize(1));

        // our own write moves the date and nothing else
        Bench.place(store, order(8, 11, now).put("date_modified", Bench.rfc(now.plusSeconds(5))));
        int before = Bench.journal(store + "/v2/orders?").size();
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Bench.journal(store + "/v2/orders?").size() > before);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(observed(8)).hasSize(1));
    }

    @Test
    void anEditWithinTheSecondOfOurReadIsFoundByTheSweepAloneAndOnce() {
        // Given: two orders that a webhook had us read, one of them in need of a read of its own
        Bench.connectAndActivate(store);
        settled();
        Instant second = Instant.now();
        List.of(order(80, 11, second), cut(81, second)).forEach(order -> Bench.place(store, order));
        for (int id = 80; id <= 81; id++)
            Bench.knock(store, Bench.secret(store), Bench.event("store/order/created", id, "h" + id));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(observed(80)).hasSize(1);
            assertThat(observed(81)).hasSize(1);
        });

        // When: both change without their date or status showing it, and no webhook comes
        Bench.place(store, order(80, 11, second).put("customer_message", "gift"));
        Bench.place(store, cut(81, second).put("customer_message", "gift"));
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(observed(80)).hasSize(2);
            assertThat(observed(81)).hasSize(2);
        });
        assertThat(observed(80).get(1).order().path("customer_message").asText())
                .isEqualTo("gift");

        // and what has not changed since costs no call
        int reads = Bench.journal(store + "/v2/orders/81").size();
        int sweeps = Bench.journal(store + "/v2/orders?").size();
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Bench.journal(store + "/v2/orders?").size() > sweeps);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Bench.journal(store + "/v2/orders/81")).hasSize(reads));
    }

    @Test
    void aListThatLagsBehindDoesNotTakeAnOrderBackToWhatItWas() {
        // Given: an order that a webhook had us read as cancelled
        Bench.connectAndActivate(store);
        settled();
        Instant now = Instant.now();
        Bench.place(store, order(82, 5, now));
        Bench.knock(store, Bench.secret(store), Bench.event("store/order/updated", 82, "h"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(observed(82)).hasSize(1));

        // When: the list still shows the open order of a minute ago
        Bench.sides("PUT", "/_listed/" + store + "/82", order(82, 11, now.minusSeconds(60)));
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then: it is read by id, which has the last word
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(Bench.journal(store + "/v2/orders/82")).hasSize(2));
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(observed(82)).hasSize(1));
    }

    /** An order whose lines are not all included, so that they are read by themselves. */
    private ObjectNode cut(long id, Instant modified) {
        ArrayNode lines = Json.TREE.createArrayNode();
        lines.addObject().put("id", 1).put("quantity", 60).put("type", "physical");
        Bench.sides("PUT", "/_below/" + store + "/" + id + "/products", lines);
        return order(id, 11, modified).put("items_total", 60);
    }

    @Test
    void theFirstImportTakesAllOpenOrdersAndGoesOnWhereItWasInterrupted() {
        // Given: 50 open orders, 20 a page, and a platform that fails at first
        Instant old = Instant.now().minus(Duration.ofDays(30));
        for (int id = 1; id <= 50; id++) Bench.place(store, order(id, 11, old));
        Bench.place(store, order(51, 7, old));
        Bench.place(store, order(52, 10, old));
        Bench.put(store, "{}").then().statusCode(201);
        Bench.fault("GET /bigcommerce/stores/" + store + "/v2/orders", 503, 3);

        // When
        api().post("/api/stores/" + store + "/activate").then().statusCode(202);

        // Then
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(seen()).isEqualTo(50));
        List<String> pages = Bench.journal(store + "/v2/orders?status_id=11");
        assertThat(pages.get(pages.size() - 1)).contains("min_id=");
        assertThat(pages.stream().filter(page -> !page.contains("min_id="))).hasSizeLessThanOrEqualTo(4);
        assertThat(Bench.journal(store + "/v2/orders/")).isEmpty();
        for (long id : List.of(1L, 20L, 21L, 50L)) assertThat(observed(id)).hasSize(1);
    }

    @Test
    void anOrderThatTheDatabaseRefusesKeepsNoOtherBack() {
        // Given: one whose SKU holds a zero byte, and one whose date does
        Bench.connectAndActivate(store);
        settled();
        Instant now = Instant.now();
        Bench.place(store, order(90, 11, now));
        ObjectNode odd = order(91, 11, now);
        ((ObjectNode) odd.at("/consignments/shipping/0/line_items/0")).put("sku", "A\u0000B");
        Bench.place(store, odd);
        Bench.place(store, order(92, 11, now).put("date_modified", Bench.rfc(now) + "\u0000"));
        Bench.place(store, order(93, 11, now.plusSeconds(1)));

        // When
        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (long id : List.of(90L, 91L, 93L)) assertThat(observed(id)).hasSize(1);
            assertThat(Bench.journal(store + "/v2/orders/92"))
                    .as("it is left to its own read")
                    .isNotEmpty();
        });
        assertThat(observed(92)).isEmpty();
    }

    @Test
    void aTaxedOrderIsReadWithItsTaxesAndALongOneWithItsLines() {
        Bench.connectAndActivate(store);
        settled();
        ObjectNode taxed = order(60, 11, Instant.now()).put("total_tax", "3.1900");
        ArrayNode taxes = Json.TREE.createArrayNode();
        taxes.addObject().put("id", 1).put("rate", "19.0000").put("line_amount", "3.1900");
        Bench.sides("PUT", "/_below/" + store + "/60/taxes", taxes);
        ((ObjectNode) taxed.at("/consignments/shipping/0/line_items/0")).put("total_tax", "3.1900");
        Bench.place(store, taxed);
        ObjectNode cut = order(61, 11, Instant.now()).put("items_total", 60);
        ArrayNode lines = Json.TREE.createArrayNode();
        lines.addObject().put("id", 1).put("quantity", 60).put("type", "physical");
        Bench.sides("PUT", "/_below/" + store + "/61/products", lines);
        Bench.place(store, cut);

        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(observed(60)).hasSize(1);
            assertThat(observed(61)).hasSize(1);
        });
        assertThat(observed(60).get(0).taxes()).hasSize(1);
        assertThat(observed(61).get(0).lines()).hasSize(1);
    }

    @Test
    void aFailingPlatformIsAskedAgain() {
        Bench.connectAndActivate(store);
        settled();
        Bench.place(store, order(70, 11, Instant.now()));
        Bench.fault("GET /bigcommerce/stores/" + store + "/v2/orders/70", 503, 1);

        Bench.knock(store, Bench.secret(store), Bench.event("store/order/created", 70, "h"))
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(observed(70)).hasSize(1));
    }

    @Test
    void anAccountThatDoesNotAnswerHoldsItsOrderUpForAWhileOnlyHoweverMuchNewsOfItComes() {
        Bench.connectAndActivate(store);
        settled();
        Bench.place(store, order(71, 11, Instant.now()).put("customer_id", 9));
        Bench.fault("GET /bigcommerce/stores/" + store + "/v3/customers", 500, 1000);
        String secret = Bench.secret(store);
        AtomicInteger news = new AtomicInteger();

        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    Bench.knock(store, secret, Bench.event("store/order/updated", 71, "h" + news.incrementAndGet()));
                    assertThat(observed(71)).hasSize(1);
                });
    }

    /** The first import and sweep are through. */
    private void settled() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(Bench.journal(store + "/v2/orders?min_date_modified")).isNotEmpty();
            assertThat(api().get("/api/stores/" + store + "/progress")
                            .jsonPath()
                            .getString("phase"))
                    .isEqualTo("live");
            assertThat(Bench.secret(store)).isNotEmpty();
        });
    }

    private int seen() {
        return api().get("/api/stores/" + store + "/progress").jsonPath().getInt("seen");
    }

    private List<OrderObserved> observed(long orderId) {
        return Bench.records(Topics.ORDERS_RAW, store + ":" + orderId, OrderObserved.class);
    }
}
