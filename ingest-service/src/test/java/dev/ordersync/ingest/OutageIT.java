package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.event;
import static dev.ordersync.ingest.world.Bench.knock;
import static dev.ordersync.ingest.world.Bench.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class OutageIT {
    private final String store = Bench.newStore();
    private String secret;

    @BeforeEach
    void aLiveStore() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> Bench.secret(store) != null);
        secret = Bench.secret(store);
    }

    @AfterEach
    void mend() {
        Bench.flip("database-up");
        Bench.flip("broker-up");
    }

    @Test
    void withoutTheDatabaseTheDoorSaysSoFastAndWithItAgainItTakesTheSameEvent() {
        Bench.place(store, order(1, 11, Instant.now()));
        Bench.flip("database-down");

        long before = System.nanoTime();
        knock(store, secret, event("store/order/created", 1, "h")).then().statusCode(503);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        // who speaks is still checked, from memory
        knock(store, "wrong", event("store/order/created", 1, "h")).then().statusCode(401);
        given().get("/q/health/ready").then().statusCode(503);
        Bench.api()
                .get("/api/stores/" + store)
                .then()
                .statusCode(503)
                .body("detail", containsString("database does not answer"));

        Bench.flip("database-up");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> knock(store, secret, event("store/order/created", 1, "h"))
                        .then()
                        .statusCode(200));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(observed(1)).hasSize(1));
    }

    @Test
    void withoutTheBrokerTheDoorAnswersAndNothingIsLost() {
        Bench.place(store, order(2, 11, Instant.now()));
        Bench.flip("broker-down");

        knock(store, secret, event("store/order/created", 2, "h")).then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);

        Bench.flip("broker-up");
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(observed(2)).hasSize(1));
    }

    private List<OrderObserved> observed(long orderId) {
        return Bench.records(Topics.ORDERS_RAW, store + ":" + orderId, OrderObserved.class);
    }
}
