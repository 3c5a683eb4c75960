package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static dev.ordersync.ingest.world.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanAnswered.FieldChange;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log is read and orders are asked for; mapping is played by the test. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class ReplayIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private final String store = Bench.newStore();

    @Test
    void aDryRunAsksForTheNewestRecordOfEachChosenOrderAndShowsWhatDiffers() {
        Instant now = Instant.now();
        record(1, 5, now.minusSeconds(100));
        record(1, 7, now.minusSeconds(10)); // newer, behind the window
        record(2, 6, now.minusSeconds(90));
        record(3, 8, now.minusSeconds(10)); // never in the window
        connect();
        Bench.sides("DELETE", "/_journal", null);

        String id = start(Map.of(
                "storeHash", store,
                "from", now.minusSeconds(3600).toString(),
                "to", now.minusSeconds(60).toString()));
        PlanRequested first = asked(id, 1, PlanRequested.PREVIEW);
        assertThat(first.snapshot().number()).isEqualTo(7);
        asked(id, 2, PlanRequested.PREVIEW);
        answer(id, 1, PlanRequested.PREVIEW, "differs", new FieldChange("order_no", "1", "W-1"));
        answer(id, 2, PlanRequested.PREVIEW, "unchanged");

        awaitState(id, "ready");
        api().get("/api/replays/" + id)
                .then()
                .statusCode(200)
                .body("seen", equalTo(2))
                .body("changed", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("orders.orderId", contains(1))
                .body("orders[0].changes[0].field", equalTo("order_no"))
                .body("orders[0].changes[0].before", equalTo("1"))
                .body("orders[0].changes[0].after", equalTo("W-1"));
        api().get("/api/replays").then().statusCode(200).body("id", hasItem(id));
        assertThat(Bench.records(Topics.PLAN_REQUESTS, store + ":3", PlanRequested.class))
                .isEmpty();
        assertThat(Bench.journal("/stores/" + store + "/v2/orders/")).isEmpty();

        // applied: only what differs is asked for
        api().post("/api/replays/" + id + "/apply").then().statusCode(202).body("state", equalTo("applying"));
        asked(id, 1, PlanRequested.APPLY);
        answer(id, 1, PlanRequested.APPLY, "written");
        awaitState(id, "done");
        api().get("/api/replays/" + id).then().body("written", equalTo(1)).body("changed", equalTo(1));
        assertThat(Bench.records(Topics.PLAN_REQUESTS, store + ":2", PlanRequested.class))
                .hasSize(1);
        api().post("/api/replays/" + id + "/apply").then().statusCode(409);
        api().post("/api/replays/" + id + "/cancel").then().statusCode(409);
    }

    @Test
    void withoutDryRunWhatDiffersIsAppliedAtOnce() {
        record(11, 5, Instant.now().minusSeconds(60));
        connect();

        String id = start(Map.of("storeHash", store, "orderIds", List.of(11), "dryRun", false));
        asked(id, 11, PlanRequested.PREVIEW);
        answer(id, 11, PlanRequested.PREVIEW, "differs", new FieldChange("order_no", "11", "W-11"));
        assertThat(asked(id, 11, PlanRequested.APPLY).snapshot().number()).isEqualTo(5);
        answer(id, 11, PlanRequested.APPLY, "not-written");

        awaitState(id, "done");
        api().get("/api/replays/" + id)
                .then()
                .body("notWritten", equalTo(1))
                .body("orders[0].result", equalTo("not-written"));
    }

    @Test
    void aReplayOfAStoreThatIsDisconnectedBeforeItIsAppliedEndsAndSaysSo() {
        record(41, 5, Instant.now().minusSeconds(60));
        record(42, 6, Instant.now().minusSeconds(60));
        connect();
        String id = start(Map.of("storeHash", store, "orderIds", List.of(41, 42), "dryRun", false));
        asked(id, 41, PlanRequested.PREVIEW);
        answer(id, 41, PlanRequested.PREVIEW, "differs", new FieldChange("order_no", "41", "W-41"));

        api().delete("/api/stores/" + store).then().statusCode(204);
        answer(id, 42, PlanRequested.PREVIEW, "unchanged");

        awaitState(id, "done");
        api().get("/api/replays/" + id)
                .then()
                .body("written", equalTo(0))
                .body("notWritten", equalTo(1))
                .body("trouble", nullValue())
                .body("orders[0].result", equalTo("not-written"))
                .body("orders[0].note", equalTo("Not written: the store is disconnected."));
    }

    @Test
    void aReplayOfAStoreThatIsDisconnectedWhileItIsAppliedTakesBackWhatItAskedFor() {
        record(51, 5, Instant.now().minusSeconds(60));
        connect();
        String id = start(Map.of("storeHash", store, "orderIds", List.of(51), "dryRun", false));
        asked(id, 51, PlanRequested.PREVIEW);
        answer(id, 51, PlanRequested.PREVIEW, "differs", new FieldChange("order_no", "51", "W-51"));
        asked(id, 51, PlanRequested.APPLY);

        api().delete("/api/stores/" + store).then().statusCode(204);

        asked(id, 51, PlanRequested.WITHDRAW);
        awaitState(id, "done");
        api().get("/api/replays/" + id).then().body("notWritten", equalTo(1));

        // what was begun by then is told all the same
        answer(id, 51, PlanRequested.APPLY, "written");
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/replays/" + id)
                        .then()
                        .body("written", equalTo(1))
                        .body("notWritten", equalTo(0)));
    }

    @Test
    void nothingInTheWindowIsReadyAtOnce() {
        connect();

        String id = start(Map.of("storeHash", store, "orderIds", List.of(99)));

        awaitState(id, "ready");
        api().get("/api/replays/" + id).then().body("seen", equalTo(0)).body("logRead", equalTo(100));
        api().post("/api/replays/" + id + "/apply").then().statusCode(202);
        awaitState(id, "done");
    }

    @Test
    void aPausedReplayAsksForNothingUntilItIsResumedAndACancelledOneWithdraws() {
        record(21, 5, Instant.now().minusSeconds(60));
        connect();
        String id = start(Map.of("storeHash", store, "orderIds", List.of(21), "dryRun", false));
        asked(id, 21, PlanRequested.PREVIEW);
        api().post("/api/replays/" + id + "/pause").then().statusCode(202).body("paused", equalTo(true));
        api().post("/api/replays/" + id + "/pause").then().statusCode(202);
        answer(id, 21, PlanRequested.PREVIEW, "differs", new FieldChange("order_no", "21", "W-21"));
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/replays/" + id).then().body("changed", equalTo(1)));
        assertThat(state(id)).isEqualTo("running");

        api().post("/api/replays/" + id + "/resume").then().statusCode(202).body("paused", equalTo(false));
        asked(id, 21, PlanRequested.APPLY);
        api().post("/api/replays/" + id + "/cancel").then().statusCode(202).body("state", equalTo("cancelled"));
        asked(id, 21, PlanRequested.WITHDRAW);
        api().post("/api/replays/" + id + "/resume").then().statusCode(409);
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOutAndCounted() {
        record(31, 5, Instant.now().minusSeconds(60));
        Bench.publish(Topics.ORDERS_RAW, store + ":31", "garbage".getBytes());
        connect();

        String id = start(Map.of("storeHash", store, "orderIds", List.of(31)));
        asked(id, 31, PlanRequested.PREVIEW);
        answer(id, 31, PlanRequested.PREVIEW, "unchanged");

        awaitState(id, "ready");
        assertThat(api().get("/api/replays/" + id).jsonPath().getInt("unreadable"))
                .isPositive();
    }

    @Test
    void mistakesGetProblems() {
        Bench.put(store, "{}").then().statusCode(201);
        api().body("{\"from\": \"2026-11-02T00:00:00Z\", \"to\": \"2026-11-01T00:00:00Z\"}")
                .post("/api/replays")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("from"));
        api().body("not json").post("/api/replays").then().statusCode(400);
        api().post("/api/replays").then().statusCode(400);
        api().body("{\"storeHash\": \"nobody\", \"orderIds\": [1]}")
                .post("/api/replays")
                .then()
                .statusCode(404)
                .body("detail", containsString("nobody"));
        api().body(Map.of("storeHash", store, "orderIds", List.of(1), "dryRun", false))
                .post("/api/replays")
                .then()
                .statusCode(409); // it is not activated
        api().get("/api/replays/rp-none").then().statusCode(404).contentType("application/problem+json");
        api().post("/api/replays/rp-none/apply").then().statusCode(404);
        String id = start(Map.of("storeHash", store, "orderIds", List.of(1)));
        api().post("/api/replays/" + id + "/dance").then().statusCode(404);
        api().get("/api/replays/" + id + "?page=0").then().statusCode(400);
    }

    private void connect() {
        Bench.connectAndActivate(store);
    }

    private String start(Map<String, Object> body) {
        return api().body(body)
                .post("/api/replays")
                .then()
                .statusCode(202)
                .body("state", equalTo("running"))
                .extract()
                .path("id");
    }

    private void record(long orderId, long number, Instant observedAt) {
        var event = new OrderObserved(
                store,
                orderId,
                number,
                observedAt,
                "webhook",
                order(orderId, 11, observedAt),
                null,
                null,
                null,
                observedAt,
                null,
                false);
        Bench.publish(Topics.ORDERS_RAW, store + ":" + orderId, Codec.encode(event));
    }

    private PlanRequested asked(String id, long orderId, String mode) {
        await().atMost(SOON).until(() -> request(id, orderId, mode) != null);
        return request(id, orderId, mode);
    }

    private PlanRequested request(String id, long orderId, String mode) {
        return Bench.records(Topics.PLAN_REQUESTS, store + ":" + orderId, PlanRequested.class).stream()
                .filter(request -> request.run().equals(id) && request.mode().equals(mode))
                .findFirst()
                .orElse(null);
    }

    private void answer(String id, long orderId, String mode, String outcome, FieldChange... changes) {
        var answer = new PlanAnswered(
                store, orderId, id, mode, Instant.now(), outcome, null, null, List.of(changes), null, null, null);
        Bench.publish(Topics.PLAN_ANSWERS, store + ":" + orderId, Codec.encode(answer));
    }

    private static void awaitState(String id, String state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(state(id)).isEqualTo(state));
    }

    private static String state(String id) {
        return api().get("/api/replays/" + id).jsonPath().getString("state");
    }
}
