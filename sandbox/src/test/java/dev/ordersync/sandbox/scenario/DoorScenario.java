package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.run.JsonApi;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Bad input at the doors and in the set-up: a clear answer, and nothing is written anywhere. */
class DoorScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theWebhookDoorTellsWhatIsWrong() throws Exception {
        ConnectedStore store = system.connectDollarStore(settings -> {});
        String event =
                "{\"scope\":\"store/order/created\",\"data\":{\"type\":\"order\",\"id\":1},\"producer\":\"stores/"
                        + store.hash() + "\"}";

        assertThat(post("/webhooks/bigcommerce/" + store.hash(), "wrong", event))
                .isEqualTo(401);
        assertThat(post("/webhooks/bigcommerce/" + store.hash(), null, event)).isEqualTo(401);
        assertThat(post("/webhooks/bigcommerce/nobody", "wrong", event)).isEqualTo(404);
        assertThat(post("/webhooks/bigcommerce/" + store.hash(), store.doorSecret(), "{\"scope\":"))
                .isEqualTo(400);
        assertThat(post("/webhooks/bigcommerce/" + store.hash(), store.doorSecret(), "x".repeat(1_100_000)))
                .isEqualTo(413);
        assertThat(post("/webhooks/bigcommerce/" + store.hash(), store.doorSecret(), event))
                .isEqualTo(200);
    }

    @Test
    void wrongCredentialsAreNamedByTheCheckAndStopTheActivation() {
        ConnectedStore store = system.prepare(StoreSetup.dollar(WholeSystem.newHash(), "right-token"), "account-wrong");
        system.api().put(store.path(""), ConnectedStore.body("wrong-token", "wrong-key", settings -> {}));

        JsonNode checks = system.api().post(store.path("/check"), null).body().path("checks");
        JsonApi.Reply activation = system.api().post(store.path("/activate"), null);

        assertThat(failed(checks)).contains("bigcommerce.credentials", "katana.credentials");
        assertThat(activation.status()).isBetween(400, 499);
        assertThat(activation.body().path("detail").asText()).isNotBlank();
        assertThat(system.api().get(store.path("")).body().toString())
                .doesNotContain("wrong-token")
                .doesNotContain("wrong-key");
    }

    @Test
    void anUnknownLocationIsNamedByTheCheckAndStopsTheActivation() {
        ConnectedStore store =
                system.prepare(StoreSetup.dollar(WholeSystem.newHash(), "token-location"), "account-location");
        store.put(settings -> settings.put("locationId", 987654));

        JsonNode checks = system.api().post(store.path("/check"), null).body().path("checks");
        JsonApi.Reply activation = system.api().post(store.path("/activate"), null);

        assertThat(failed(checks)).contains("katana.location");
        assertThat(activation.status()).isBetween(400, 499);
        assertThat(activation.body().path("detail").asText()).contains("987654");
    }

    @Test
    void theApiNeedsTheAdminsPasswordAndKnowsItsStores() {
        JsonApi stranger = new JsonApi("http://localhost:" + system.ingest().port(), "admin", "guess");

        assertThat(stranger.get("/api/stores").status()).isEqualTo(401);
        assertThat(system.api().get("/api/stores/nobody").status()).isEqualTo(404);
        assertThat(system.api().get("/api/stores/nobody/orders/1").status()).isEqualTo(404);
    }

    private static java.util.List<String> failed(JsonNode checks) {
        java.util.List<String> names = new java.util.ArrayList<>();
        for (JsonNode check : checks)
            if (!check.path("ok").asBoolean()) names.add(check.path("name").asText());
        return names;
    }

    private int post(String path, String secret, String body) throws Exception {
        var request = HttpRequest.newBuilder(system.ingest().uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (secret != null) request.header("X-Sync-Secret", secret);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
