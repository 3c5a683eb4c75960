package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static dev.ordersync.ingest.world.Bench.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class OrdersIT {
    private final String store = Bench.newStore();
    private final Instant start = Instant.now();

    @BeforeEach
    void threeOrdersAreRead() {
        for (int id = 1; id <= 3; id++) Bench.place(store, order(id, 11, Instant.now()));
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(progress().getInt("seen")).isEqualTo(3));
    }

    @Test
    void theViewFollowsWhatTheServicesSayAndTheCountsAlwaysAddUp() {
        // Given: nobody has spoken yet
        api().get("/api/stores/" + store + "/orders/1")
                .then()
                .body("orderId", equalTo(1))
                .body("state", equalTo("waiting"))
                .body("katana.salesOrderId", nullValue())
                .body("bigcommerce.statusId", equalTo(11))
                .body("bigcommerce.total", equalTo("20.00"))
                .body("bigcommerce.currency", equalTo("EUR"))
                .body("receipt.steps", hasSize(0))
                .body("timeline.kind", hasItem("observed"));
        assertThat(progress().getInt("waiting")).isEqualTo(3);

        // When
        var receipt = new OrderActivity.Receipt(
                "20.00", "20.00", "0.00", List.of(new OrderActivity.Receipt.Step("line", "2 x Chair", "20.00", false)));
        say(1, 1, "mapping", "created", "Sales order 1 was created in Katana.", "synced", receipt);
        link(1, OrderLinked.LINKED, 555);
        say(2, 1, "mapping", "held", "SKU CH-1 is ambiguous.", "held", null);
        say(3, 1, "mapping", "excluded", "The order was not paid.", "excluded", null);

        // Then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonPath counts = progress();
            assertThat(counts.getInt("synced")).isEqualTo(1);
            assertThat(counts.getInt("held")).isEqualTo(1);
            assertThat(counts.getInt("excluded")).isEqualTo(1);
            assertThat(counts.getInt("waiting")).isZero();
            assertThat(counts.getInt("seen")).isEqualTo(3);
            assertThat(counts.getString("phase")).isEqualTo("live");
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> api().get("/api/stores/" + store + "/orders/1")
                        .then()
                        .body("state", equalTo("synced"))
                        .body("katana.salesOrderId", equalTo(555))
                        .body("katana.orderNo", equalTo("1"))
                        .body("receipt.difference", equalTo("0.00"))
                        .body("receipt.steps", hasSize(1))
                        .body("timeline.kind", contains("observed", "created")));
    }

    @Test
    void fulfillmentMaySpoilAStateAndMendItAgain() {
        say(1, 1, "mapping", "created", "Sales order 1 was created in Katana.", "synced", null);
        say(1, 2, "fulfillment", "held", "Batch stock is short.", "held", null);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(1)).isEqualTo("held"));

        say(1, 3, "fulfillment", "delivered", "Delivered.", "synced", null);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(1)).isEqualTo("synced"));

        // old news changes nothing, and neither does the same news twice
        say(1, 1, "mapping", "held", "From long ago.", "held", null);
        say(1, 2, "fulfillment", "held", "Batch stock is short.", "held", null);
        say(2, 4, "mapping", "created", "Sales order 2 was created in Katana.", "synced", null);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(2)).isEqualTo("synced"));
        assertThat(progress().getInt("seen")).isEqualTo(3);
    }

    @Test
    void ordersAreListedFilteredAndSearched() {
        say(2, 1, "mapping", "held", "SKU CH-1 is ambiguous.", "held", null);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(2)).isEqualTo("held"));

        String orders = "/api/stores/" + store + "/orders";
        api().get(orders)
                .then()
                .body("orders.orderId", contains(3, 2, 1))
                .body("total", equalTo(3))
                .body("pages", equalTo(1))
                .body("page", equalTo(1));
        api().get(orders + "?state=held")
                .then()
                .body("orders.orderId", contains(2))
                .body("total", equalTo(1));
        api().get(orders + "?q=3").then().body("orders.orderId", contains(3));
        api().get(orders + "?q=ambiguous").then().body("orders.orderId", contains(2));
        api().get(orders + "?page=2").then().body("orders", hasSize(0)).body("page", equalTo(2));
        api().get(orders + "?state=lost").then().statusCode(400);
        api().get(orders + "?page=0").then().statusCode(400);
        api().get(orders + "/77").then().statusCode(404);
        api().get("/api/stores/nosuch/orders").then().statusCode(404);
    }

    @Test
    void aPersonsWordGoesToTheServicesAndARetryReadsTheOrderAnew() {
        api().body("{\"reason\": \"stock is here\"}")
                .post("/api/stores/" + store + "/orders/1/retry")
                .then()
                .statusCode(202)
                .body("timeline.kind", hasItem("retry"));
        api().post("/api/stores/" + store + "/orders/2/exclude").then().statusCode(202);
        api().post("/api/stores/" + store + "/orders/77/retry").then().statusCode(404);
        api().post("/api/stores/" + store + "/orders/1/explode").then().statusCode(404);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<OrderCommand> commands = Bench.records(Topics.COMMANDS, store + ":1", OrderCommand.class);
            assertThat(commands).singleElement().satisfies(command -> {
                assertThat(command.command()).isEqualTo("retry");
                assertThat(command.by()).isEqualTo("admin");
                assertThat(command.reason()).isEqualTo("stock is here");
            });
            // unchanged, and published all the same, since a person asked
            List<OrderObserved> observed = Bench.records(Topics.ORDERS_RAW, store + ":1", OrderObserved.class);
            assertThat(observed).hasSize(2);
            assertThat(observed.get(1).origin()).isEqualTo("command");
        });
    }

    @Test
    void aCommandNeedsNeitherABodyNorItsTypeAndTakesAReasonWhereItFindsOne() {
        String orders = "/api/stores/" + store + "/orders/";
        for (String command : List.of("retry", "hold", "exclude", "forget-deletion")) {
            typeless().post(orders + "1/" + command).then().statusCode(202);
            api().post(orders + "1/" + command).then().statusCode(202);
        }
        // no reason that can be read is no reason at all
        for (String body : List.of("{oops", "[]", "null", "\"x\"", "{\"reason\": 7}", "{}"))
            api().body(body).post(orders + "2/hold").then().statusCode(202);
        typeless().contentType("text/plain").body("{\"reason\": \"plain\"}").post(orders + "3/hold");
        typeless()
                .contentType("application/x-www-form-urlencoded")
                .body("{\"reason\": \"curl\"}")
                .post(orders + "3/hold")
                .then()
                .statusCode(202);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Bench.records(Topics.COMMANDS, store + ":3", OrderCommand.class))
                        .extracting(OrderCommand::reason)
                        .containsExactly("plain", "curl"));
    }

    @Test
    void aStoresOwnCommandsNeedNeitherABodyNorItsType() {
        for (String command : List.of("sweep", "backfill", "pause", "activate", "check")) {
            String address = "/api/stores/" + store + "/" + command;
            int expected = command.equals("check") ? 200 : 202;
            typeless().post(address).then().statusCode(expected);
            api().post(address).then().statusCode(expected);
            api().body("{}").post(address).then().statusCode(expected);
        }
    }

    /** As a bare {@code curl -X POST} asks: without a body and without its type. */
    private static RequestSpecification typeless() {
        return given().auth().preemptive().basic("admin", World.PASSWORD);
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideWithItsReason() {
        Bench.publish(Topics.ACTIVITY, store + ":1", "garbage".getBytes());
        say(1, 1, "mapping", "created", "Sales order 1 was created in Katana.", "synced", null);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(1)).isEqualTo("synced"));
        assertThat(Bench.raw(Topics.dead(Topics.ACTIVITY), store + ":1"))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(new String(dead.value())).isEqualTo("garbage");
                    assertThat(new String(dead.headers().lastHeader("reason").value()))
                            .contains("not readable");
                });
    }

    @Test
    void aRecordThatTheDatabaseRefusesHoldsUpNobody() {
        say(1, 1, "mapping", "not-storable\u0000", "Held.", "held", null);
        say(1, 2, "mapping", "created", "Sales order 1 was created in Katana.", "synced", null);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state(1)).isEqualTo("synced"));
        assertThat(Bench.raw(Topics.dead(Topics.ACTIVITY), store + ":1")).hasSize(1);
    }

    @Test
    void wordsWithAZeroByteAreToldWithoutIt() {
        say(1, 1, "mapping", "held", "Unknown SKU A\u0000B.", "held", null);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state(1)).isEqualTo("held"));
        api().get("/api/stores/" + store + "/orders/1").then().body("why", equalTo("Unknown SKU AB."));
    }

    private void say(
            long orderId,
            int second,
            String service,
            String kind,
            String text,
            String state,
            OrderActivity.Receipt receipt) {
        var activity = new OrderActivity(
                store,
                orderId,
                start.plusSeconds(60 + second),
                service,
                kind,
                text,
                state,
                null,
                new OrderActivity.Katana(null, Long.toString(orderId), "NOT_SHIPPED"),
                null,
                receipt);
        Bench.publish(Topics.ACTIVITY, store + ":" + orderId, Codec.encode(activity));
    }

    private void link(long orderId, String state, long salesOrderId) {
        var link = new OrderLinked(
                store, orderId, state, salesOrderId, Long.toString(orderId), 1, List.of(), Instant.now(), null, null);
        Bench.publish(Topics.ORDER_LINKS, store + ":" + orderId, Codec.encode(link));
    }

    private String state(long orderId) {
        return api().get("/api/stores/" + store + "/orders/" + orderId)
                .jsonPath()
                .getString("state");
    }

    private JsonPath progress() {
        return api().get("/api/stores/" + store + "/progress").jsonPath();
    }
}
