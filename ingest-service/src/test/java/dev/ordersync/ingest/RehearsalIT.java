package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static dev.ordersync.ingest.world.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store's orders are read and judged before it is activated; mapping is played by the test. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class RehearsalIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private final String store = Bench.newStore();

    @AfterEach
    void calm() {
        Bench.sides("POST", "/_calm", null);
    }

    @Test
    void allOpenOrdersAreJudgedAndNothingIsLeftThatActivationWouldNotice() {
        for (int id = 1; id <= 60; id++) Bench.place(store, order(id, 11, Instant.now()));
        Bench.place(store, order(61, 10, Instant.now()));
        Bench.put(store, "{}").then().statusCode(201);
        api().get(path()).then().statusCode(404);

        api().post(path()).then().statusCode(202).body("state", equalTo("running"));
        api().post(path()).then().statusCode(409);
        String run = asked(60).run();
        for (int id = 1; id <= 60; id++) answer(run, id, id == 1 ? "held" : id == 2 ? "needs-product" : "exact");

        await().atMost(SOON).untilAsserted(() -> api().get(path()).then().body("state", equalTo("done")));
        api().get(path() + "?outcome=held")
                .then()
                .body("seen", equalTo(60))
                .body("readAll", equalTo(true))
                .body("counts.exact", equalTo(58))
                .body("counts.needsProduct", equalTo(1))
                .body("counts.held", equalTo(1))
                .body("products.sku", contains("CH-9"))
                .body("causes.cause", contains("why-held"))
                .body("total", equalTo(1))
                .body("results.orderId", contains(1));
        assertThat(requests(61)).isEmpty();
        // nothing of it is known elsewhere
        assertThat(Bench.raw(Topics.ORDERS_RAW, store + ":1")).isEmpty();
        api().get("/api/stores/" + store + "/progress").then().body("seen", equalTo(0));

        // and the activation afterwards imports them all
        api().post("/api/stores/" + store + "/activate").then().statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Bench.records(Topics.ORDERS_RAW, store + ":60", OrderObserved.class))
                        .hasSize(1));
    }

    @Test
    void theLastNinetyDaysAreJudgedAsIfTheyHadComeLive() {
        Bench.place(store, order(71, 10, Instant.now().minus(Duration.ofDays(30))));
        Bench.put(store, "{}").then().statusCode(201);

        api().body("{\"orders\": \"last-90-days\"}").post(path()).then().statusCode(202);

        assertThat(asked(71).snapshot().activatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void refusedCredentialsEndItWithTheReason() {
        Bench.put(store, "{}").then().statusCode(201);
        Bench.fault("GET /bigcommerce/stores/" + store + "/v2/orders", 401, 1);

        api().post(path()).then().statusCode(202);

        await().atMost(SOON)
                .untilAsserted(() -> api().get(path())
                        .then()
                        .body("state", equalTo("failed"))
                        .body("trouble", containsString("Reading orders")));
        api().post(path()).then().statusCode(202); // again, when it is mended
    }

    @Test
    void aRunningOneCanBeEnded() {
        Bench.place(store, order(81, 11, Instant.now()));
        Bench.put(store, "{}").then().statusCode(201);
        api().delete(path()).then().statusCode(404);
        api().post(path()).then().statusCode(202);
        asked(81);

        api().delete(path()).then().statusCode(204);

        api().get(path()).then().body("state", equalTo("cancelled"));
    }

    @Test
    void mistakesGetProblems() {
        api().post("/api/stores/nobody/rehearsal").then().statusCode(404);
        Bench.put(store, "{}").then().statusCode(201);
        api().body("{\"orders\": \"all\"}").post(path()).then().statusCode(400).contentType("application/problem+json");
        api().get(path() + "?outcome=fine").then().statusCode(400);
    }

    private String path() {
        return "/api/stores/" + store + "/rehearsal";
    }

    private PlanRequested asked(long orderId) {
        await().atMost(SOON).until(() -> !requests(orderId).isEmpty());
        return requests(orderId).get(0);
    }

    private List<PlanRequested> requests(long orderId) {
        return Bench.records(Topics.PLAN_REQUESTS, store + ":" + orderId, PlanRequested.class);
    }

    private void answer(String run, long orderId, String outcome) {
        var answer = new PlanAnswered(
                store,
                orderId,
                run,
                PlanRequested.REHEARSE,
                Instant.now(),
                outcome,
                outcome.equals("held") ? "why-held" : null,
                null,
                null,
                new PlanAnswered.Totals("20.00", "20.00", "0.00", "EUR"),
                11,
                outcome.equals("needs-product") ? List.of(new PlanAnswered.Unknown("CH-9", "Chair")) : null);
        Bench.publish(Topics.PLAN_ANSWERS, store + ":" + orderId, Codec.encode(answer));
    }
}
