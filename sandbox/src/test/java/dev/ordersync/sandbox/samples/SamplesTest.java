package dev.ordersync.sandbox.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    @TempDir
    Path folder;

    @Test
    void theSamplesHoldTheTwoPublishedOrdersAsTheyWere() throws Exception {
        try (var sandbox = Sandbox.start(KernelOptions.defaults())) {
            Samples.place(sandbox);

            var inclusive = get(sandbox, Samples.EURO_STORE, Samples.EURO_TOKEN, "/v2/orders/519/products")
                    .path(0);
            var exclusive = get(sandbox, Samples.DOLLAR_STORE, Samples.DOLLAR_TOKEN, "/v2/orders/120/products")
                    .path(0);
            var header = get(sandbox, Samples.DOLLAR_STORE, Samples.DOLLAR_TOKEN, "/v2/orders/120");

            assertThat(inclusive.path("price_ex_tax").asText()).isEqualTo("236.9667");
            assertThat(inclusive.path("price_tax").asText()).isEqualTo("13.0333");
            assertThat(inclusive.path("total_ex_tax").asText()).isEqualTo("2369.6667");
            assertThat(inclusive.path("total_tax").asText()).isEqualTo("125.1200");
            assertThat(inclusive.path("discounted_total_inc_tax").asText()).isEqualTo("2400.0000");
            assertThat(inclusive.at("/applied_discounts/0/id").asText()).isEqualTo("manual-discount");
            assertThat(exclusive.path("price_tax").asText()).isEqualTo("6.2350");
            assertThat(exclusive.path("total_tax").asText()).isEqualTo("3.7200");
            assertThat(exclusive.path("discounted_total_inc_tax").asText()).isEqualTo("56.8200");
            assertThat(header.path("subtotal_ex_tax").asText()).isEqualTo("341.0000");
            assertThat(header.path("total_ex_tax").asText()).isEqualTo("300.0000");
        }
    }

    @Test
    void aSandboxWithAMemoryKeepsItsOrdersOverARestart() throws Exception {
        var memory = Optional.of(folder.resolve("memory.jsonl"));
        JsonNode before;
        try (var sandbox = Sandbox.start(KernelOptions.defaults(), memory)) {
            Samples.place(sandbox);
            before = get(sandbox, Samples.EURO_STORE, Samples.EURO_TOKEN, "/v2/orders?limit=250");
        }

        try (var sandbox = Sandbox.start(KernelOptions.defaults(), memory)) {
            Samples.place(sandbox);
            var after = get(sandbox, Samples.EURO_STORE, Samples.EURO_TOKEN, "/v2/orders?limit=250");

            assertThat(after).hasSameSizeAs(before).hasSize(11);
            for (int i = 0; i < before.size(); i++) {
                for (var field : new String[] {"id", "total_inc_tax", "status_id"}) {
                    assertThat(after.path(i).path(field))
                            .isEqualTo(before.path(i).path(field));
                }
                // a call that takes long may fall into the second after the one it is remembered with
                for (var field : new String[] {"date_created", "date_modified"}) {
                    assertThat(time(after.path(i).path(field)))
                            .isCloseTo(time(before.path(i).path(field)), within(2, ChronoUnit.SECONDS));
                }
            }
            assertThat(sandbox.katana().accounts()).containsExactly(Samples.KATANA_ACCOUNT);
        }
    }

    private static Instant time(JsonNode date) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.asText()));
    }

    @Test
    void thePageAndItsStateAreServed() throws Exception {
        try (var sandbox = Sandbox.start(KernelOptions.defaults())) {
            Samples.place(sandbox);

            var page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(sandbox.url() + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var state = fetch(sandbox.url() + "/page/state?store=" + Samples.DOLLAR_STORE, "");

            assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).contains("page.js");
            assertThat(state.path("orders")).hasSize(8);
            assertThat(state.path("stores")).hasSize(2);
        }
    }

    private static JsonNode get(Sandbox sandbox, String store, String token, String path) throws Exception {
        return fetch(sandbox.bigCommerceUrl() + "/stores/" + store + path, token);
    }

    private static JsonNode fetch(String url, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Auth-Token", token)
                .header("Accept", "application/json")
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.parse(answer.body());
    }
}
