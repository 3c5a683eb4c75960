package dev.ordersync.ingest.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a BigCommerce webhook says, as far as we believe it: which thing to look at. Its shapes differ by scope
 * (BigCommerce's webhook event pages): shipments write {@code orderId}, transactions {@code order_id} as text, metafields
 * {@code resource_id}.
 *
 * @param orderId 0 when the event is about no order
 * @param thing the id it names, for the receipt; may be empty
 * @param producer {@code stores/{hash}}, or empty
 */
public record StoreEvent(String scope, long orderId, String thing, String hash, String createdAt, String producer) {

    /** Reads the body; empty when it is not usable: no JSON object, no scope, or an order event that names no order. */
    public static Optional<StoreEvent> read(byte[] body) {
        JsonNode root = Json.read(new String(body, StandardCharsets.UTF_8)).orElse(null);
        if (root == null || !root.isObject()) return Optional.empty();
        String scope = root.path("scope").asText("");
        JsonNode data = root.path("data");
        if (scope.isBlank() || !data.isObject()) return Optional.empty();
        long orderId = orderId(scope, data);
        if (orderId <= 0 && isAboutOrder(scope)) return Optional.empty();
        return Optional.of(new StoreEvent(
                scope,
                Math.max(0, orderId),
                orderId > 0 ? Long.toString(orderId) : data.path("id").asText(""),
                root.path("hash").asText(""),
                root.path("created_at").asText(""),
                root.path("producer").asText("")));
    }

    public boolean isOfOtherStore(String hash) {
        return !producer.isBlank() && !producer.equals("stores/" + hash);
    }

    public boolean isAboutOrder() {
        return orderId > 0;
    }

    /** An order's first event: it is worth reading at once. */
    public boolean isCreation() {
        return scope.endsWith("order/created");
    }

    /** Says that our hooks or credentials may have gone: worth a look at the store's hooks. */
    public boolean isAboutConnection() {
        return scope.equals("store/app/uninstalled") || scope.equals("store/hook/deliveryException");
    }

    private static boolean isAboutOrder(String scope) {
        return scope.startsWith("store/order/")
                || scope.startsWith("store/shipment/")
                || scope.equals("store/cart/converted")
                || scope.startsWith("store/channel/") && scope.contains("/order/");
    }

    private static long orderId(String scope, JsonNode data) {
        String kind = scope.toLowerCase(Locale.ROOT);
        if (!isAboutOrder(scope)) return 0;
        if (kind.startsWith("store/order/transaction/")) return number(data, "order_id", "orderId");
        if (kind.startsWith("store/order/metafield/")) return number(data, "resource_id", "order_id");
        if (kind.startsWith("store/order/")) return number(data, "id", "order_id", "orderId");
        if (kind.startsWith("store/channel/")) return number(data, "order_id", "orderId", "id");
        return number(data, "orderId", "order_id");
    }

    private static long number(JsonNode data, String... names) {
        for (String name : names) {
            JsonNode value = data.path(name);
            if (value.isIntegralNumber() && value.canConvertToLong()) return value.asLong();
            if (value.isTextual() && value.asText().matches("[0-9]{1,18}")) return Long.parseLong(value.asText());
        }
        return 0;
    }
}
