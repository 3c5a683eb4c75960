package dev.ordersync.ingest.console;

import static dev.ordersync.ingest.world.Bench.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looking at recorded orders again, as pages. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class ReplaysPageIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static String cookie;
    private static String token;

    private final String store = Bench.newStore();

    @Test
    void aReplayIsAskedForPausedAndEnded() {
        signIn();
        Bench.place(store, order(1, 11, Instant.now()));
        Bench.connectAndActivate(store);
        await().atMost(SOON)
                .until(() -> Bench.api()
                                .get("/api/stores/" + store + "/progress")
                                .jsonPath()
                                .getInt("seen")
                        == 1);
        assertThat(page("/replays")).contains("Show the difference", "Import open orders again");

        assertThat(form("/replays", "store", store, "window", "orders", "orders", "none")
                        .getHeader("Location"))
                .endsWith("/replays");
        String replay = form("/replays", "store", store, "window", "orders", "orders", "1")
                .getHeader("Location")
                .replaceFirst("^https?://[^/]+", "");
        assertThat(replay).matches("/replays/rp-[a-z0-9]+");
        assertThat(page(replay)).contains("Order 1", "Looked at", "Pause");

        assertThat(form(replay, "word", "pause").statusCode()).isEqualTo(303);
        assertThat(page(replay)).contains("Paused.", "Go on");
        assertThat(form(replay, "word", "explode").statusCode()).isEqualTo(404);
        assertThat(form(replay, "word", "cancel").statusCode()).isEqualTo(303);
        assertThat(page(replay)).contains("Ended by a person.").doesNotContain("hx-get");
        assertThat(page("/replays/live")).contains(replay).doesNotContain("<html");
        given().accept("text/html")
                .cookie("ordersync-session", cookie)
                .get("/replays/rp-nosuch")
                .then()
                .statusCode(404);
    }

    @Test
    void nothingIsAppliedToAStoreThatIsDisconnected() {
        signIn();
        Bench.connectAndActivate(store);
        String replay = form("/replays", "store", store, "window", "orders", "orders", "99")
                .getHeader("Location")
                .replaceFirst("^https?://[^/]+", "");
        await().atMost(SOON).until(() -> state(replay).equals("ready"));
        Bench.api().delete("/api/stores/" + store).then().statusCode(204);

        assertThat(form(replay, "word", "apply").statusCode()).isEqualTo(409);

        assertThat(state(replay)).isEqualTo("ready");
    }

    private static String state(String replay) {
        return Bench.api().get("/api" + replay).jsonPath().getString("state");
    }

    private static String page(String path) {
        return browser().get(path).then().statusCode(200).extract().asString();
    }

    private static Response form(String path, String... fields) {
        RequestSpecification request = browser()
                .redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("csrf", token);
        for (int i = 0; i < fields.length; i += 2) request.formParam(fields[i], fields[i + 1]);
        return request.post(path);
    }

    private static RequestSpecification browser() {
        return given().accept("text/html").cookie("ordersync-session", cookie);
    }

    private static void signIn() {
        cookie = given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("user", "admin")
                .formParam("password", World.PASSWORD)
                .formParam("next", "/")
                .post("/login")
                .getCookie("ordersync-session");
        Matcher field = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page("/"));
        assertThat(field.find()).isTrue();
        token = field.group(1);
    }
}
