package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.kernel.Kernel;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart with a memory file brings back the same account, ids, dates and tokens. */
class KatanaMemoryTest {

    @TempDir
    Path folder;

    private Kernel start() {
        Kernel kernel = Kernel.create(KernelOptions.defaults());
        KatanaSandbox.in(kernel);
        kernel.remember(folder.resolve("calls"));
        kernel.listen();
        return kernel;
    }

    private static JsonNode call(Kernel kernel, String method, String path, String body) {
        return KatanaRig.send(method, kernel.url() + path, body, "key").json();
    }

    @Test
    void restartBringsBackOrdersStockAndWebhookTokens() {
        String api = "/katana/v1";
        JsonNode hookBefore;
        JsonNode ordersBefore;
        JsonNode stockBefore;
        try (Kernel kernel = start()) {
            call(kernel, "PUT", "/sandbox/katana/accounts/acme", "{'apiKey':'key','baseCurrency':'EUR'}");
            int customer = call(kernel, "POST", api + "/customers", "{'name':'A'}")
                    .path("id")
                    .intValue();
            int variant = call(kernel, "POST", api + "/products", "{'name':'P','variants':[{'sku':'M-1'}]}")
                    .path("variants")
                    .path(0)
                    .path("id")
                    .intValue();
            call(
                    kernel,
                    "POST",
                    api + "/webhooks",
                    "{'url':'http://127.0.0.1:1/x','subscribed_events':['sales_order.created']}");
            int order = call(
                            kernel,
                            "POST",
                            api + "/sales_orders",
                            "{'customer_id':" + customer + ",'sales_order_rows':[{'variant_id':" + variant
                                    + ",'quantity':2}]}")
                    .path("id")
                    .intValue();
            call(kernel, "POST", "/sandbox/katana/accounts/acme/orders/" + order + "/deliver", null);
            hookBefore = call(kernel, "GET", api + "/webhooks", null);
            ordersBefore = call(kernel, "GET", api + "/sales_orders", null);
            stockBefore = call(kernel, "GET", api + "/inventory", null);
        }
        try (Kernel kernel = start()) {
            assertThat(call(kernel, "GET", api + "/webhooks", null)).isEqualTo(hookBefore);
            assertThat(call(kernel, "GET", api + "/sales_orders", null)).isEqualTo(ordersBefore);
            assertThat(call(kernel, "GET", api + "/inventory", null)).isEqualTo(stockBefore);
            assertThat(ordersBefore.path("data").path(0).path("status").asText())
                    .isEqualTo("DELIVERED");
        }
    }

    @Test
    void rememberedCallsMeetNoQuota() {
        try (Kernel kernel = start()) {
            call(kernel, "PUT", "/sandbox/katana/accounts/acme", "{'apiKey':'key'}");
            call(kernel, "PATCH", "/sandbox/katana/accounts/acme/options", "{'rateLimit':2,'rateWindowMillis':1}");
            for (int i = 0; i < 5; i++) {
                int before = i;
                org.awaitility.Awaitility.await()
                        .until(() -> call(kernel, "POST", "/katana/v1/customers", "{'name':'A" + before + "'}")
                                .has("id"));
            }
            call(kernel, "PATCH", "/sandbox/katana/accounts/acme/options", "{'rateWindowMillis':60000}");
        }
        try (Kernel kernel = start()) {
            call(kernel, "PATCH", "/sandbox/katana/accounts/acme/options", "{'rateLimit':100}");
            assertThat(call(kernel, "GET", "/katana/v1/customers", null).path("data"))
                    .hasSize(5);
        }
    }
}
