package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.KernelOptions;
import dev.ordersync.sandbox.samples.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart brings back the shops with the same orders under the same ids. */
class ShopMemoryTest {
    private static final String ORDERS = "/sandbox/bigcommerce/stores/" + Samples.EURO_STORE + "/orders";

    @TempDir
    Path folder;

    @Test
    void anOrderThatWasRefusedDoesNotMoveTheIdsOfThoseAfterIt() throws Exception {
        try (Sandbox sandbox = start()) {
            Samples.place(sandbox);
            assertThat(send(sandbox, "POST", ORDERS, line("NOT-IN-THE-SHOP")).statusCode())
                    .isEqualTo(400);
            assertThat(send(sandbox, "POST", ORDERS, line("HONEY")).statusCode())
                    .isEqualTo(201);
            int placed = newest(sandbox);
            assertThat(send(sandbox, "PATCH", ORDERS + "/" + placed, "{\"message\": \"Hello\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        try (Sandbox sandbox = start()) {
            assertThat(send(sandbox, "GET", ORDERS + "/" + newest(sandbox), null)
                            .body())
                    .contains("Hello");
        }
    }

    private Sandbox start() {
        return Sandbox.start(KernelOptions.defaults(), Optional.of(folder.resolve("calls")));
    }

    private static int newest(Sandbox sandbox) {
        return sandbox.bigCommerce().shop(Samples.EURO_STORE).orElseThrow().read(store -> store.orders.lastKey());
    }

    private static String line(String sku) {
        return "{\"lines\": [{\"sku\": \"" + sku + "\", \"quantity\": 1}]}";
    }

    private static HttpResponse<String> send(Sandbox sandbox, String method, String path, String body)
            throws Exception {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
