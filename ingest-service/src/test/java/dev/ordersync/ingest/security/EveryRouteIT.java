package dev.ordersync.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ingest.world.Routes;
import dev.ordersync.ingest.world.Routes.Route;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goes over every address that is not open to everybody, however it may be written. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class EveryRouteIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String NOBODY = null;
    private static final String VIEWER =
            "Basic " + Base64.getEncoder().encodeToString("vera:vera-looks-only".getBytes(StandardCharsets.UTF_8));

    @TestHTTPResource
    URI service;

    @Test
    void nobodyIsServedWithoutCredentials() {
        for (Route route : Routes.guarded()) {
            HttpResponse<Void> answer = ask(route.verb(), route.path(), NOBODY);
            assertRefused(route.path(), answer);
            assertThat(answer.statusCode())
                    .as("%s", route)
                    .isEqualTo(route.path().startsWith("/api") ? 401 : 303);
        }
    }

    @Test
    void aSemicolonAnywhereLeadsNowhere() {
        for (Route route : Routes.guarded())
            for (String semicolon : List.of(";x", "%3Bx", "%3bx=1"))
                for (String path : after(route.path(), semicolon)) {
                    assertThat(ask(route.verb(), path, NOBODY).statusCode())
                            .as("%s %s", route.verb(), path)
                            .isEqualTo(404);
                    assertThat(ask(route.verb(), path, VIEWER).statusCode())
                            .as("%s %s", route.verb(), path)
                            .isEqualTo(404);
                }
    }

    @Test
    void noOtherWayToWriteAnAddressLeadsPastTheGuard() {
        for (Route route : Routes.guarded())
            for (String path : List.of(
                    "/" + route.path(),
                    "/." + route.path(),
                    "/q/.." + route.path(),
                    "/webhooks/%2e%2e" + route.path(),
                    "/login/.." + route.path(),
                    route.path() + "/",
                    route.path().replaceFirst("/(\\w)", "/%%%02x".formatted((int) (route.path() + "//").charAt(1))),
                    route.path().replaceFirst("(\\w)/", "$1%2f"),
                    route.path().replaceFirst("(\\w)/", "$1//"))) assertRefused(path, ask(route.verb(), path, NOBODY));
    }

    @Test
    void aViewerChangesNothing() {
        for (Route route : Routes.guarded())
            if (!route.isRead())
                assertThat(ask(route.verb(), route.path(), VIEWER).statusCode())
                        .as("%s", route)
                        .isEqualTo(403);
    }

    /** Asked to sign in, or told that there is nothing, or that this is no address. */
    private static void assertRefused(String path, HttpResponse<Void> answer) {
        assertThat(answer.statusCode()).as(path).isIn(401, 303, 400, 404);
        if (answer.statusCode() == 303)
            assertThat(answer.headers().firstValue("Location").orElseThrow())
                    .as(path)
                    .contains("/login");
    }

    /** The path with the words after each of its segments in turn. */
    private static List<String> after(String path, String words) {
        List<String> paths = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1))
            paths.add(path.substring(0, slash) + words + path.substring(slash));
        paths.add(path + words);
        return paths;
    }

    private HttpResponse<Void> ask(String verb, String path, String credentials) {
        var request = HttpRequest.newBuilder(URI.create("http://" + service.getAuthority() + path))
                .method(verb, HttpRequest.BodyPublishers.noBody());
        if (credentials != null) request.header("Authorization", credentials);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(verb + " " + path, e);
        }
    }
}
