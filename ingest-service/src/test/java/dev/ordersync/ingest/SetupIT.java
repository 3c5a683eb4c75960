package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static dev.ordersync.ingest.world.Bench.fault;
import static dev.ordersync.ingest.world.Bench.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkKey;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class SetupIT {
    private final String store = Bench.newStore();

    @Inject
    WorkQueue queue;

    @Inject
    Database database;

    @AfterEach
    void calm() {
        Bench.sides("POST", "/_calm", null);
    }

    @Test
    void aNameThatNoDatabaseKeepsIsTheCallersMistakeAndNotAnAbsentDatabase() {
        String store = Bench.newStore();

        Bench.api().body("""
                        {"name": "Sh\\u0000op", "bigcommerce": {"accessToken": "marker-token", "clientSecret": "marker-client"},
                         "katana": {"apiKey": "marker-key"}}""").put("/api/stores/" + store).then().statusCode(400);
    }

    @Test
    void onlyTheAdminMayUseTheApi() {
        given().get("/api/stores")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("asic"))
                .contentType("application/problem+json");
        given().auth()
                .preemptive()
                .basic("admin", "wrong")
                .get("/api/stores")
                .then()
                .statusCode(401);
        given().auth()
                .preemptive()
                .basic("root", World.PASSWORD)
                .get("/api/stores")
                .then()
                .statusCode(401);
        api().get("/api/stores").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void aStoreIsConnectedAndItsSecretsAreNeverShown() {
        put(store, "{\"locationId\": 1, \"orderNumberPrefix\": \"A-\"}")
                .then()
                .statusCode(201)
                .body("state", equalTo("ready"));

        String shown = api().get("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("storeHash", equalTo(store))
                .body("settings.locationId", equalTo(1))
                .body("settings.orderNumberPrefix", equalTo("A-"))
                .body("settings.importShippingFee", equalTo(true))
                .body("settings.onCancel", equalTo("delete"))
                .body("bigcommerce.accessToken", equalTo(true))
                .extract()
                .asString();

        assertThat(shown + api().get("/api/stores").asString()).doesNotContain("marker");
    }

    @Test
    void aStoreWithoutCredentialsIsIncompleteAndCannotBeActivated() {
        api().body("{\"name\": \"Half\"}")
                .put("/api/stores/" + store)
                .then()
                .statusCode(201)
                .body("state", equalTo("incomplete"));

        api().post("/api/stores/" + store + "/activate")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("incomplete"));
    }

    @Test
    void whatIsWrongInARequestIsNamed() {
        put(store, """
                {"onCancel": "burn", "locationId": "one", "nosuch": 1, "importAwaitingPayment": "yes"}""")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("settings.onCancel"))
                .body("errors.field", hasItem("settings.locationId"))
                .body("errors.field", hasItem("settings.nosuch"))
                .body("errors.field", hasItem("settings.importAwaitingPayment"));
        api().body("{oops").put("/api/stores/" + store).then().statusCode(400).contentType("application/problem+json");
        api().body("{}").put("/api/stores/a.b").then().statusCode(400);
        api().get("/api/stores/" + store).then().statusCode(404).contentType("application/problem+json");
        api().get("/api/nosuch").then().statusCode(404).contentType("application/problem+json");
        api().delete("/api/stores").then().statusCode(405).contentType("application/problem+json");
        given().get("/nosuch").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void activationSetsUpBothSidesAndSaysSo() {
        Bench.connectAndActivate(store);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> api().post("/api/stores/" + store + "/check")
                        .then()
                        .statusCode(200)
                        .body("ok", equalTo(true))
                        .body("checks.name", hasItem("katana.location")));
        assertThat(hooks()).allSatisfy(hook -> {
            assertThat(hook.path("destination").asText())
                    .isEqualTo("http://sync.example.test/webhooks/bigcommerce/" + store);
            assertThat(hook.path("is_active").asBoolean()).isTrue();
            assertThat(hook.path("headers").path("X-Sync-Secret").asText()).hasSizeGreaterThan(20);
        });
        assertThat(hooks())
                .extracting(hook -> hook.path("scope").asText())
                .contains("store/order/created", "store/order/updated");
        api().get("/api/stores/" + store).then().body("state", equalTo("live")).body("activatedAt", notNullValue());
    }

    @Test
    void aClockThatIsYearsOffIsNotBelieved() {
        Instant before = Instant.now().minusSeconds(60);
        Bench.sides("POST", "/_fault", object("""
                {"match": "GET /bigcommerce/stores/%s/v2/time", "status": 200, "body": {"time": 1400000000}}""".formatted(store)));

        Bench.connectAndActivate(store);

        assertThat(Instant.parse(api().get("/api/stores/" + store).jsonPath().getString("activatedAt")))
                .isAfter(before);
    }

    @Test
    void theActivationIsNotedByTheClockThatDatesTheOrders() {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        Bench.sides("POST", "/_fault", object("""
                {"match": "GET /bigcommerce/stores/%s/v2/time", "status": 200, "body": {"time": %d}}""".formatted(store, hourAgo.getEpochSecond())));

        Bench.connectAndActivate(store);

        api().get("/api/stores/" + store).then().body("activatedAt", equalTo(hourAgo.toString()));
    }

    @Test
    void refusedCredentialsAndUnknownLocationsStopAnActivation() {
        put(store, "{\"locationId\": 77}").then().statusCode(201);
        api().post("/api/stores/" + store + "/activate")
                .then()
                .statusCode(422)
                .body("detail", containsString("no location 77"));
        put(store, "{\"locationId\": 2}").then().statusCode(200);
        api().post("/api/stores/" + store + "/activate")
                .then()
                .statusCode(422)
                .body("detail", containsString("switched off"));
        put(store, "{}").then().statusCode(200);
        fault("GET /bigcommerce/stores/" + store + ".*", 401, 1);
        api().post("/api/stores/" + store + "/activate")
                .then()
                .statusCode(422)
                .body("detail", containsString("access token"));
        assertThat(Bench.journal("POST /bigcommerce/stores/" + store)).isEmpty();
    }

    @Test
    void aRevokedTokenShowsAsNeedsReconnectingUntilANewOneComes() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);
        fault(".* /bigcommerce/stores/" + store + ".*", 401, 1000);

        api().post("/api/stores/" + store + "/sweep").then().statusCode(202);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> api().get("/api/stores/" + store)
                        .then()
                        .body("state", equalTo("needs reconnecting"))
                        .body("why", not(containsString("marker"))));
        Bench.sides("POST", "/_calm", null);
        api().body("{\"bigcommerce\": {\"accessToken\": \"marker-new\"}}")
                .put("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("state", equalTo("live"));
    }

    @Test
    void workThatIsStillWishedForInTheLaneOfTheOldAccountFollowsItsStore() {
        put(store, "{}").then().statusCode(201);
        String before = Lanes.katana(Bench.account(store));
        api().body("{\"katana\": {\"apiKey\": \"marker-new-" + store + "\"}}")
                .put("/api/stores/" + store)
                .then()
                .statusCode(200);

        queue.want(Want.news(new WorkKey("ANY", store, "1"), before, Priority.LIVE));

        String after = Lanes.katana(Bench.account(store));
        assertThat(after).isNotEqualTo(before);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lanes()).containsExactly(after));
    }

    private List<String> lanes() {
        return database.call(tx -> Query.list(
                tx, "select lane from ingest.work where kind = 'ANY' and store = ?", row -> row.getString(1), store));
    }

    @Test
    void aHookThatWasSwitchedOffOrPointsElsewhereIsRepaired() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);
        Bench.sides("PUT", "/_hooks/" + hooks().get(0).path("id").asLong(), object("{\"is_active\": false}"));
        Bench.sides(
                "PUT",
                "/_hooks/" + hooks().get(1).path("id").asLong(),
                object("{\"destination\": \"http://old.example.test/webhooks/bigcommerce/" + store + "\"}"));
        Bench.sides("DELETE", "/_hooks/" + hooks().get(2).path("id").asLong(), null);

        // a fresh look is part of every change of the store
        put(store, "{}").then().statusCode(200);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(hooks()).hasSize(6);
            assertThat(hooks()).allSatisfy(hook -> {
                assertThat(hook.path("is_active").asBoolean()).isTrue();
                assertThat(hook.path("destination").asText()).startsWith("http://sync.example.test/");
            });
        });
    }

    @Test
    void aDisconnectedStoreTakesItsHooksAlongAndCanComeBack() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);

        api().delete("/api/stores/" + store).then().statusCode(204);

        assertThat(hooks()).isEmpty();
        api().get("/api/stores/" + store).then().body("state", equalTo("disconnected"));
        api().post("/api/stores/" + store + "/activate").then().statusCode(409);
        put(store, "{}").then().statusCode(200).body("state", equalTo("ready"));
        api().post("/api/stores/" + store + "/activate").then().statusCode(202).body("state", equalTo("live"));
    }

    @Test
    void oneLostAnswerLeavesNoWebhookOfADisconnectedStoreBehind() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);
        fault("DELETE /bigcommerce/stores/" + store + "/v3/hooks/.*", 500, 1);

        api().delete("/api/stores/" + store).then().statusCode(204);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(hooks()).isEmpty());
    }

    @Test
    void aStoreIsForgottenWhenItIsDisconnectedAlsoWithRefusedCredentials() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);
        api().post("/api/stores/" + store + "/forget").then().statusCode(409);
        fault("GET /bigcommerce/stores/" + store + "/.*", 401, 1000);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Bench.knock(store, Bench.secret(store), Bench.event("store/order/created", 1, "h"));
            return api().get("/api/stores/" + store).path("state").equals("needs reconnecting");
        });

        api().delete("/api/stores/" + store).then().statusCode(204);
        api().post("/api/stores/" + store + "/forget").then().statusCode(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> api().get("/api/stores/" + store).then().statusCode(404));
    }

    @Test
    void aStoreThatIsGoneFromItsPlatformCanBeForgotten() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);
        fault("[A-Z]+ /bigcommerce/stores/" + store + "/.*", 404, 1000);

        api().delete("/api/stores/" + store).then().statusCode(204);
        api().post("/api/stores/" + store + "/forget").then().statusCode(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> api().get("/api/stores/" + store).then().statusCode(404));
    }

    @Test
    void pausingStopsTheWorkAndKeepsTheWebhooks() {
        Bench.connectAndActivate(store);
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks().size() >= 6);
        api().post("/api/stores/" + store + "/pause").then().statusCode(202).body("state", equalTo("paused"));
        Bench.place(store, Bench.order(1, 11, java.time.Instant.now()));

        Bench.knock(store, Bench.secret(store), Bench.event("store/order/created", 1, "h"))
                .then()
                .statusCode(200);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Bench.journal("GET /bigcommerce/stores/" + store + "/v2/orders/1"))
                        .isEmpty());
        api().post("/api/stores/" + store + "/activate").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        api().get("/api/stores/" + store + "/orders/1").then().statusCode(200));
    }

    @Test
    void theImportOfAllProductsIsAskedForOnActivationShownAndForgottenWhenItIsNotWantedAnyMore() {
        put(store, "{\"locationId\": 1, \"importProducts\": \"all\"}");
        api().get("/api/stores/" + store + "/progress").then().body("imports.size()", equalTo(0));

        api().post("/api/stores/" + store + "/activate").then().statusCode(202);

        api().get("/api/stores/" + store + "/progress")
                .then()
                .body("phase", equalTo("importing"))
                .body("imports.size()", equalTo(1))
                .body("imports[0].what", equalTo("products"))
                .body("imports[0].state", equalTo("running"))
                .body("imports[0].seen", equalTo(0));
        put(store, "{\"locationId\": 1}");
        api().get("/api/stores/" + store + "/progress").then().body("imports.size()", equalTo(0));
    }

    private java.util.List<JsonNode> hooks() {
        java.util.List<JsonNode> mine = new java.util.ArrayList<>();
        Bench.sides("GET", "/_hooks", null).forEach(hook -> {
            if (hook.path("store_hash").asText().equals(store)) mine.add(hook);
        });
        return mine;
    }

    private static JsonNode object(String json) {
        return dev.ordersync.api.Json.read(json).orElseThrow();
    }
}
