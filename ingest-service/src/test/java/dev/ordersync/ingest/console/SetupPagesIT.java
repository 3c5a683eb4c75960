package dev.ordersync.ingest.console;

import static dev.ordersync.ingest.world.Bench.api;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class SetupPagesIT {
    private final String store = Bench.newStore();

    @Test
    void aWizardThatWasLeftGoesOnWhereItStopped() {
        post("/stores/new", "hash", store, "name", "Half <b>Shop</b>", "accessToken", "marker-token")
                .then()
                .statusCode(303)
                .header("Location", containsString("/setup/katana"));
        page("/stores/" + store + "/setup").then().header("Location", containsString("/setup/katana"));
        page("/").then().body(containsString("Half &lt;b&gt;Shop"), containsString("incomplete"));

        post("/stores/" + store + "/setup/katana", "apiKey", "marker-key")
                .then()
                .statusCode(303);
        post("/stores/" + store + "/setup/check").then().statusCode(303);
        post("/stores/" + store + "/setup/location", "locationId", "1").then().statusCode(303);

        page("/stores/" + store + "/setup").then().header("Location", containsString("/setup/orders"));
        api().get("/api/stores/" + store).then().body("state", equalTo("ready"), "settings.locationId", equalTo(1));
    }

    @Test
    void theFirstPageOfTheWizardTellsAllItsSteps() {
        page("/stores/new").then().body(containsString("9 short steps."), containsString(">Rehearse<"));
    }

    @Test
    void aStoreThatWasDisconnectedIsConnectedAgainWhereverOneLooksForIt() {
        Bench.connectAndActivate(store);
        post("/stores/new", "hash", store, "name", "Again", "accessToken", "marker-token")
                .then()
                .statusCode(409);

        for (String form : List.of("/stores/new", "/stores/" + store + "/setup/bigcommerce")) {
            post("/stores/" + store + "/disconnect").then().statusCode(303);
            page("/stores/" + store).then().body(containsString("Connect it again"), not(containsString(">Activate<")));

            post(form, "hash", store, "name", "Again", "accessToken", "marker-token-" + store)
                    .then()
                    .statusCode(303)
                    .header("Location", endsWith("/stores/" + store));
            for (String list : List.of("/stores", "/home/stores"))
                await().untilAsserted(
                                () -> page(list).then().body(containsString("Connected again, but not live yet.")));
            page("/stores/" + store).then().body(containsString(">Activate<"));
            post("/stores/" + store + "/activate").then().statusCode(303);

            api().get("/api/stores/" + store).then().body("state", equalTo("live"));
            page("/stores/" + store).then().body(not(containsString(">Activate<")));
        }
    }

    @Test
    void noPageShowsASecretAgain() {
        Bench.put(store, "{}").then().statusCode(201);

        for (String path : List.of("", "/setup/bigcommerce", "/setup/katana", "/health", "/setup/activate"))
            page("/stores/" + store + path).then().statusCode(200).body(not(containsString("marker-")));
    }

    @Test
    void aWrongAnswerIsNamedBesideItsField() {
        Bench.put(store, "{}").then().statusCode(201);

        post("/stores/" + store + "/setup/orders", "deliveryDays", "soon")
                .then()
                .statusCode(422)
                .body(containsString("must be a whole number from 0 to 3650"));
        post("/stores/new", "hash", "a.b", "name", "x", "accessToken", "y")
                .then()
                .statusCode(400)
                .body(containsString("letters and digits"));
    }

    @Test
    void aRehearsalIsBegunAndEndedOnItsStep() {
        Bench.place(store, Bench.order(1, 11, Instant.now())); // mapping, which would judge it, is not there
        Bench.put(store, "{}").then().statusCode(201);
        String step = "/stores/" + store + "/setup/rehearse";
        page(step).then().statusCode(200).body(containsString("Nothing is written, on either side."));
        page(step + "/now").then().statusCode(200).body(containsString("Rehearse the last 90 days"));

        post(step + "/begin", "orders", "open").then().statusCode(303).header("Location", containsString(step));
        page(step + "/now").then().body(containsString("Orders are read and mapped."));
        page(step + "/now?show=exact").then().body(containsString("/now?show=exact\" hx-trigger"));

        post(step + "/end").then().statusCode(303);
        page(step + "/now").then().body(containsString("Ended by a person."));
        post(step + "/begin", "orders", "none").then().statusCode(303);
        page(step + "/now").then().body(containsString("Ended by a person."));
    }

    @Test
    void everyChangeIsKeptWithItsAuthorWhereverItWasMade() {
        Bench.put(store, "{}").then().statusCode(201);
        post("/stores/" + store + "/setup/fulfillment", "syncShipments", "true")
                .then()
                .statusCode(303);

        page("/stores/" + store)
                .then()
                .statusCode(200)
                .body(
                        containsString("The store was connected."),
                        containsString("Shipments with their tracking follow in both directions."),
                        containsString("admin, <time"));
    }

    @Test
    void bothSidesAreCountedOnDemandAndTheSumIsShown() {
        Bench.connectAndActivate(store);
        post("/stores/" + store + "/prove").then().statusCode(303);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> page("/home/stores").then().body(containsString("Every eligible order is in Katana")));
    }

    @Test
    void aViewerIsOfferedNoChangeAndRefusedOne() {
        Bench.put(store, "{}").then().statusCode(201);

        given().auth()
                .preemptive()
                .basic("vera", "vera-looks-only")
                .get("/stores/" + store)
                .then()
                .statusCode(200)
                .body(not(containsString("Disconnect")), not(containsString(">Change<")));
        given().auth()
                .preemptive()
                .basic("oscar", "oscar-operates")
                .accept("text/html")
                .get("/stores/" + store + "/setup/katana")
                .then()
                .statusCode(403)
                .body(containsString("This is not allowed"));
    }

    private static Response page(String path) {
        return given().auth()
                .preemptive()
                .basic("admin", World.PASSWORD)
                .redirects()
                .follow(false)
                .get(path);
    }

    private static Response post(String path, String... fields) {
        var request = given().auth()
                .preemptive()
                .basic("admin", World.PASSWORD)
                .redirects()
                .follow(false)
                .contentType(ContentType.URLENC);
        for (int i = 0; i < fields.length; i += 2) request.formParam(fields[i], fields[i + 1]);
        return request.post(path);
    }
}
