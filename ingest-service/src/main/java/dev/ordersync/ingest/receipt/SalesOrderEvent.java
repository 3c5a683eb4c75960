package dev.ordersync.ingest.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.work.Unshipped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a Katana webhook says, as far as we believe it.
 *
 * @param action for instance {@code sales_order.delivered}
 * @param id of the resource
 * @param status as the event gives it; may be empty
 */
public record SalesOrderEvent(String action, long id, String status) {

    /** Reads the body; empty when it is not usable: no JSON object, no action, no id. */
    public static Optional<SalesOrderEvent> read(byte[] body) {
        JsonNode root = Json.read(new String(body, StandardCharsets.UTF_8)).orElse(null);
        if (root == null || !root.isObject()) return Optional.empty();
        String action = root.path("action").asText("");
        String id = root.path("object").path("id").asText("");
        if (action.isBlank() || !id.matches("[0-9]{1,18}")) return Optional.empty();
        return Optional.of(new SalesOrderEvent(
                action,
                Long.parseLong(id),
                root.path("object").path("status").asText("").toUpperCase(Locale.ROOT)));
    }

    public boolean isAboutSalesOrder() {
        return action.startsWith("sales_order.");
    }

    public boolean isDeletion() {
        return action.equals("sales_order.deleted");
    }

    /**
     * Before anything was packed there is no fulfillment, so nothing that the other side waits for. Which values the
     * status has is not documented: that something was packed or delivered is believed whatever it says.
     */
    public boolean saysUntouched() {
        return action.equals("sales_order.updated") && Unshipped.is(status);
    }
}
