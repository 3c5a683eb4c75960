package dev.ordersync.sandbox.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies orders into Katana by hand, over its API, faultlessly: what a good sync would leave behind. */
final class Copyist {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final String key;
    private final Map<String, Integer> variants = new HashMap<>();
    private final Map<BigDecimal, Integer> taxRates = new HashMap<>();
    private final Map<String, Integer> customers = new HashMap<>();

    Copyist(Sandbox sandbox, String key) {
        this.sandbox = sandbox;
        this.key = key;
    }

    /** @return the sales order's id */
    int copy(String hash, int orderId, StoreRules rules) {
        var body = Json.object();
        var expected = new Expected[1];
        sandbox.bigCommerce().shop(hash).orElseThrow().read(store -> {
            var order = store.order(orderId).orElseThrow();
            expected[0] = Expected.of(order, rules);
            head(body, hash, order, rules);
            return null;
        });
        body.put("customer_id", customer(hash, body));
        var rows = body.putArray("sales_order_rows");
        for (var row : expected[0].rows()) {
            var json = rows.addObject()
                    .put("variant_id", variant(row))
                    .put("quantity", row.quantity())
                    .put("price_per_unit", ten(row.price()))
                    .put("total_discount", ten(row.discount()));
            tax(json, row.factor());
            json.putArray("attributes")
                    .addObject()
                    .put("key", "BigCommerce line")
                    .put("value", "" + row.line().id());
        }
        var fee = charges(rows, expected[0]);
        var id = post("/sales_orders", body).path("id").asInt();
        if (fee != null) {
            post("/sales_order_shipping_fee", fee.put("sales_order_id", id));
        }
        return id;
    }

    private static void head(ObjectNode body, String hash, Order order, StoreRules rules) {
        body.put("order_no", rules.orderNumberPrefix() + order.id())
                .put("currency", order.currency().code())
                .put("additional_info", order.customerMessage())
                .put("ecommerce_order_type", "bigCommerce")
                .put("ecommerce_store_name", hash)
                .put("ecommerce_order_id", "" + order.id())
                .put("customer_ref", order.customerId() + " " + order.billing().email());
        var addresses = body.putArray("addresses");
        var shipping = order.destinations().isEmpty()
                ? order.billing()
                : order.destinations().get(0).address();
        address(addresses, "billing", order.billing());
        address(addresses, "shipping", shipping);
    }

    private static void address(ArrayNode addresses, String type, Address address) {
        addresses
                .addObject()
                .put("entity_type", type)
                .put("first_name", address.firstName())
                .put("last_name", address.lastName())
                .put("company", address.company())
                .put("phone", address.phone())
                .put("line_1", address.street1())
                .put("line_2", address.street2())
                .put("city", address.city())
                .put("state", address.state())
                .put("zip", address.zip())
                .put("country", address.country());
    }

    private int customer(String hash, ObjectNode order) {
        var parts = order.remove("customer_ref").asText().split(" ", 2);
        var reference = parts[0].equals("0") ? null : "bc:" + hash + ":" + parts[0];
        var mail = parts[1].toLowerCase(java.util.Locale.ROOT);
        return customers.computeIfAbsent(reference == null ? mail : reference, known -> {
            var body = Json.object().put("name", "Customer " + mail).put("email", mail);
            if (reference != null) {
                body.put("reference_id", reference);
            }
            return post("/customers", body).path("id").asInt();
        });
    }

    private int variant(Expected.Row row) {
        var custom = row.line().custom();
        var known = custom ? "line " + row.line().id() : row.line().sku();
        return variants.computeIfAbsent(known, sku -> product(row.line().name(), custom ? null : sku));
    }

    private int product(String name, String sku) {
        var body = Json.object().put("name", name);
        var variant = body.putArray("variants").addObject();
        if (sku != null) {
            variant.put("sku", sku);
        }
        return post("/products", body).at("/variants/0/id").asInt();
    }

    private void tax(ObjectNode row, BigDecimal factor) {
        var percent = Expected.percent(factor).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        if (percent.signum() > 0) {
            row.put(
                    "tax_rate_id",
                    taxRates.computeIfAbsent(
                            percent,
                            rate -> post(
                                            "/tax_rates",
                                            Json.object()
                                                    .put("name", rate + " %")
                                                    .put("rate", rate))
                                    .path("id")
                                    .asInt()));
        }
    }

    /** The largest sum of one rate becomes the fee, the others rows of their own. */
    private ObjectNode charges(ArrayNode rows, Expected expected) {
        var sums = new LinkedHashMap<BigDecimal, BigDecimal>();
        expected.charges().forEach(charge -> sums.merge(charge.factor(), charge.net(), BigDecimal::add));
        var largest = sums.entrySet().stream().max(Map.Entry.comparingByValue());
        if (largest.isEmpty()) {
            return null;
        }
        sums.forEach((factor, net) -> {
            if (factor != largest.get().getKey()) {
                var row = rows.addObject()
                        .put("variant_id", variants.computeIfAbsent("charge", key -> product("Charges", null)))
                        .put("quantity", 1)
                        .put("price_per_unit", ten(net));
                tax(row, factor);
            }
        });
        var fee = Json.object()
                .put("description", "Shipping")
                .put("amount", ten(largest.get().getValue()).toPlainString());
        tax(fee, largest.get().getKey());
        return fee;
    }

    private static BigDecimal ten(BigDecimal number) {
        return number.setScale(10, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    void delete(String path) {
        send("DELETE", path, Json.object());
    }

    private JsonNode send(String method, String path, JsonNode body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(sandbox.katanaUrl() + path))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " " + body + " answered " + answer.statusCode()
                        + " " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return Json.parse(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
