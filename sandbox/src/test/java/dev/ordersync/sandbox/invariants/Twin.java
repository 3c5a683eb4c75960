package dev.ordersync.sandbox.invariants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Both simulators with one store and one account, and a hand that plays the part of the sync through the two APIs. */
final class Twin implements AutoCloseable {

    static final String STORE = "abc123";
    static final String ACCOUNT = "acme";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Sandbox sandbox = Sandbox.start(KernelOptions.defaults());
    final Shop shop = sandbox.bigCommerce().open(StoreSetup.dollar(STORE, "token"));
    private final int customer;

    Twin() {
        shop.stock(Product.Spec.of("MUG", "Mug", "12.50"));
        sandbox.katana().account(ACCOUNT, "key", "USD");
        sandbox.katana().options(ACCOUNT).rateLimit = 100_000;
        customer = id(katana("POST", "/customers", "{'name':'Jane'}"));
    }

    Evidence evidence() {
        return Evidence.of(sandbox);
    }

    int place() {
        return shop.place(Checkout.guest(Address.us("Jane", "Doe", "jane@shopper.example"))
                .line("MUG", 2));
    }

    static String name(int order) {
        return STORE + ":" + order;
    }

    int variant(String sku, boolean batchTracked) {
        ObjectNode made = katana(
                "POST",
                "/products",
                "{'name':'P','batch_tracked':" + batchTracked + ",'variants':[{'sku':'" + sku + "'}]}");
        return made.path("variants").path(0).path("id").intValue();
    }

    /** As the sync would write it: quantity 2. */
    ObjectNode salesOrder(int order, int variant) {
        return katana(
                "POST",
                "/sales_orders",
                "{'customer_id':" + customer + ",'order_no':'" + order + "','ecommerce_order_type':'bigCommerce',"
                        + "'ecommerce_store_name':'" + STORE + "','ecommerce_order_id':'" + order
                        + "','sales_order_rows':[{'variant_id':" + variant + ",'quantity':2}]}");
    }

    ObjectNode deliver(ObjectNode salesOrder, String quantity, String more) {
        return katana(
                "POST",
                "/sales_order_fulfillments",
                "{'sales_order_id':" + id(salesOrder) + ",'status':'DELIVERED','sales_order_fulfillment_rows':["
                        + "{'sales_order_row_id':"
                        + salesOrder.path("sales_order_rows").path(0).path("id") + ",'quantity':" + quantity + "}]"
                        + more + "}");
    }

    int batch(int variant, String number, String quantity, String created) {
        int place = katana("GET", "/factory", null)
                .path("default_sales_location_id")
                .intValue();
        return sandbox.katana()
                .hand(
                        ACCOUNT,
                        hand -> hand.addBatch(
                                variant, place, number, new BigDecimal(quantity), Instant.parse(created), null));
    }

    ObjectNode katana(String method, String path, String body) {
        return call(method, sandbox.katanaUrl() + path, body, "Authorization", "Bearer key");
    }

    /** Through the API, as the sync does it. */
    void status(int order, int status) {
        call(
                "PUT",
                sandbox.bigCommerceUrl() + "/stores/" + STORE + "/v2/orders/" + order,
                "{'status_id':" + status + "}",
                "X-Auth-Token",
                "token");
    }

    static int id(ObjectNode object) {
        return object.path("id").intValue();
    }

    private static ObjectNode call(String method, String url, String body, String header, String value) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header(header, value)
                    .header("Accept", "application/json")
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(body.replace('\'', '"'), StandardCharsets.UTF_8))
                    .build();
            var response = HTTP.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + url + ": " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body().length == 0 ? Json.object() : (ObjectNode) Json.parse(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
