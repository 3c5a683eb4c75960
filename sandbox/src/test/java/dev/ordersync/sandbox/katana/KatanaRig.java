package dev.ordersync.sandbox.katana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.world.Hand;
import dev.ordersync.sandbox.katana.world.Options;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Kernel;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A Katana account of its own for one test, behind real HTTP on one shared kernel. */
final class KatanaRig {

    static final Kernel KERNEL = Kernel.create(KernelOptions.defaults().webhookTimeScale(0.002));
    static final KatanaSandbox SANDBOX = KatanaSandbox.in(KERNEL);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        KERNEL.listen();
    }

    /** An answer; json is missing when the body is empty. */
    record Answer(int status, HttpResponse<byte[]> raw, JsonNode json) {
        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        int id() {
            return json.path("id").intValue();
        }

        JsonNode data() {
            return json.path("data");
        }

        /** The wrapped error. */
        JsonNode error() {
            return json.path("error");
        }
    }

    final String account;
    final String key;
    private final int location;

    KatanaRig() {
        int n = NUMBER.incrementAndGet();
        account = "acme" + n;
        key = "key-" + n;
        SANDBOX.account(account, key, "EUR");
        options().rateLimit = 100_000;
        location = get("/factory").json().path("default_sales_location_id").intValue();
    }

    Options options() {
        return SANDBOX.options(account);
    }

    Snapshot snapshot() {
        return SANDBOX.snapshot(account);
    }

    <T> T hand(Function<Hand, T> act) {
        return SANDBOX.hand(account, act);
    }

    void doing(java.util.function.Consumer<Hand> act) {
        hand(h -> {
            act.accept(h);
            return null;
        });
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    Answer patch(String path, String body) {
        return call("PATCH", path, body);
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    Answer call(String method, String path, String body) {
        return send(method, KERNEL.url() + "/katana/v1" + path, body, key);
    }

    Answer desk(String method, String path, String body) {
        return send(method, KERNEL.url() + "/sandbox/katana/accounts/" + account + path, body, null);
    }

    static Answer send(String method, String url, String body, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(quoted(body)));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    response,
                    json ? Json.parse(response.body()) : com.fasterxml.jackson.databind.node.MissingNode.getInstance());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Test bodies are written with single quotes. */
    static String quoted(String body) {
        return body.replace('\'', '"');
    }

    static ObjectNode object(String body) {
        try {
            return (ObjectNode) Json.parse(quoted(body).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The default place to ship from. */
    int location() {
        return location;
    }

    int customer() {
        return post("/customers", "{'name':'Ada Byron','email':'Ada@example.com'}")
                .id();
    }

    /** A sellable product with one variant; answers the variant's id. */
    int variant(String sku) {
        return variant(sku, "");
    }

    int variant(String sku, String more) {
        return post(
                        "/products",
                        "{'name':'P " + sku + "'," + more + "'variants':[{'sku':'" + sku + "','sales_price':20}]}")
                .json()
                .path("variants")
                .path(0)
                .path("id")
                .intValue();
    }

    int batchTracked(String sku) {
        return variant(sku, "'batch_tracked':true,");
    }

    /** An order with one row. */
    JsonNode order(int variant, String quantity) {
        return order("{'variant_id':" + variant + ",'quantity':" + quantity + ",'price_per_unit':10}");
    }

    JsonNode order(String... rows) {
        Answer made = post(
                "/sales_orders",
                "{'customer_id':" + customer() + ",'order_no':'BC-1','sales_order_rows':[" + String.join(",", rows)
                        + "]}");
        if (made.status() != 200) {
            throw new AssertionError(made.status() + " " + made.json());
        }
        return made.json();
    }

    static int row(JsonNode order, int index) {
        return order.path("sales_order_rows").path(index).path("id").intValue();
    }

    static int id(JsonNode object) {
        return object.path("id").intValue();
    }

    Answer fulfil(JsonNode order, String status, String... parts) {
        return post(
                "/sales_order_fulfillments",
                "{'sales_order_id':" + id(order) + ",'status':'" + status + "','sales_order_fulfillment_rows':["
                        + String.join(",", parts) + "]}");
    }

    static String part(int row, String quantity) {
        return part(row, quantity, "");
    }

    static String part(int row, String quantity, String more) {
        return "{'sales_order_row_id':" + row + ",'quantity':" + quantity + more + "}";
    }

    String status(JsonNode order) {
        return get("/sales_orders/" + id(order)).json().path("status").asText();
    }
}
