package dev.ordersync.ingest.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class SignInIT {
    private static final String COOKIE = "ordersync-session";

    @Test
    void whoHasNotSignedInIsLedToTheSignInPageAndBack() {
        given().redirects()
                .follow(false)
                .get("/stores?x=1")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?next=%2Fstores%3Fx%3D1"));
        given().get("/login?next=/stores").then().statusCode(200).body(containsString("value=\"/stores\""));
        given().get("/login?next=//evil.example").then().body(not(containsString("evil.example")));
        given().header("HX-Request", "true").get("/").then().statusCode(401).header("HX-Redirect", "/login");
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOpensPagesAndApi() {
        Response signedIn = signIn("admin", World.PASSWORD, "/");

        signedIn.then().statusCode(303);
        assertThat(signedIn.getHeader("Set-Cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax");
        String cookie = signedIn.getCookie(COOKIE);
        given().cookie(COOKIE, cookie).get("/").then().statusCode(200).body(containsString("<h1>Home</h1>"));
        given().cookie(COOKIE, cookie).get("/api/stores").then().statusCode(200);
    }

    @Test
    void aForgedCookieIsNobody() {
        String cookie = signIn("admin", World.PASSWORD, "/").getCookie(COOKIE);
        String forged = cookie.substring(0, 40) + (cookie.charAt(40) == 'A' ? 'B' : 'A') + cookie.substring(41);

        given().cookie(COOKIE, forged).get("/api/stores").then().statusCode(401);
        given().cookie(COOKIE, "x").get("/api/stores").then().statusCode(401);
    }

    @Test
    void aChangeByCookieNeedsTheTokenOfTheSession() {
        String cookie = signIn("admin", World.PASSWORD, "/").getCookie(COOKIE);
        String store = Bench.newStore();

        browser(cookie).put("/api/stores/" + store).then().statusCode(403);
        browser(cookie)
                .header("X-CSRF-Token", "guess")
                .put("/api/stores/" + store)
                .then()
                .statusCode(403);
        browser(cookie)
                .header("X-CSRF-Token", token(cookie))
                .put("/api/stores/" + store)
                .then()
                .statusCode(201);
    }

    @Test
    void aChangeThatAnotherSiteAsksForIsRefusedWhateverItCarries() {
        Bench.api()
                .header("Sec-Fetch-Site", "cross-site")
                .body("{}")
                .put("/api/stores/" + Bench.newStore())
                .then()
                .statusCode(403);
        Bench.api()
                .header("Origin", "https://evil.example")
                .body("{}")
                .put("/api/stores/" + Bench.newStore())
                .then()
                .statusCode(403);
    }

    @Test
    void whoSignsOutTakesTheCookieAlong() {
        String cookie = signIn("admin", World.PASSWORD, "/").getCookie(COOKIE);

        Response out = given().cookie(COOKIE, cookie)
                .redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("csrf", token(cookie))
                .post("/logout");

        out.then().statusCode(303).header("Location", containsString("/login"));
        assertThat(out.getCookie(COOKIE)).isEmpty();
    }

    @Test
    void whoGuessesPasswordsMustWaitEvenWithTheRightOne() {
        for (int i = 0; i < 10; i++) signIn("mallory", "guess-" + i, "/").then().statusCode(401);

        signIn("mallory", "guess", "/").then().statusCode(429).body(containsString("wait five minutes"));
        signIn("admin", World.PASSWORD, "/").then().statusCode(303);
    }

    @Test
    void aViewerSeesAndAnOperatorCommandsAndNeitherChangesAStore() {
        String store = Bench.newStore();
        Bench.put(store, "{}").then().statusCode(201);

        RequestSpecification viewer = given().auth().preemptive().basic("vera", "vera-looks-only");
        viewer.get("/api/stores/" + store).then().statusCode(200);
        basic("vera", "vera-looks-only")
                .post("/api/stores/" + store + "/check")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        basic("oscar", "oscar-operates")
                .post("/api/stores/" + store + "/check")
                .then()
                .statusCode(200);
        basic("oscar", "oscar-operates")
                .body("{}")
                .put("/api/stores/" + store)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void pagesForbidWhatOtherSitesCouldDoWithThem() {
        Response page = given().get("/login");

        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.asString()).doesNotContain("style=").doesNotContain("onclick");
    }

    @Test
    void anUnknownAddressIsAPageForPeopleAndAProblemForPrograms() {
        given().accept("text/html,*/*")
                .get("/nosuch")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("Nothing is here"));
        given().get("/nosuch")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void styleScriptAndHtmxAreServedByOurselves() {
        String page = basic("admin", World.PASSWORD).get("/").asString();
        Matcher asset =
                Pattern.compile("(?:href|src)=\"(/(?:console|webjars)/[^\"#]+)").matcher(page);
        int found = 0;
        for (; asset.find(); found++) given().get(asset.group(1)).then().statusCode(200);
        assertThat(found).isGreaterThanOrEqualTo(4);
    }

    @Test
    void whatABrowserMayKeepForAYearHasAVersionInItsAddress() {
        String page = basic("admin", World.PASSWORD).get("/").asString();
        Matcher asset =
                Pattern.compile("(?:href|src)=\"(/(?:console|webjars)/[^\"#]+)").matcher(page);
        while (asset.find()) assertThat(asset.group(1)).matches("/console/.*\\?v=[0-9a-f]+|/webjars/.*/[0-9.]+/.*");
    }

    private static RequestSpecification basic(String user, String password) {
        return given().auth().preemptive().basic(user, password).contentType("application/json");
    }

    private static RequestSpecification browser(String cookie) {
        return given().cookie(COOKIE, cookie).contentType("application/json").body("{}");
    }

    private static Response signIn(String user, String password, String next) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("user", user)
                .formParam("password", password)
                .formParam("next", next)
                .post("/login");
    }

    private static String token(String cookie) {
        String page = given().cookie(COOKIE, cookie).get("/").asString();
        Matcher field = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }
}
