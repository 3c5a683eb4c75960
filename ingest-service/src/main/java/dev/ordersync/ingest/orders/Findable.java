package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an order is found by and shown with, out of what was read of it.
 *
 * @param email of the billing address; null when there is none. Never kept as it is
 * @param lines as JSON: id, sku, name, quantity, total; nothing that a customer wrote
 */
public record Findable(String email, Set<String> skuKeys, ArrayNode lines) {

    /** @param lines null when those included in the order are all */
    public static Findable of(JsonNode order, ArrayNode lines) {
        List<JsonNode> found = new ArrayList<>();
        if (lines != null) lines.forEach(found::add);
        else collect(order.path("consignments"), found);
        ArrayNode kept = Json.TREE.createArrayNode();
        Set<String> skuKeys = new LinkedHashSet<>();
        for (JsonNode line : found) {
            kept.add(line(line));
            String sku = line.path("sku").asText("");
            if (!sku.isBlank()) skuKeys.add(key(sku));
        }
        String email = order.path("billing_address").path("email").asText("").strip();
        return new Findable(email.isEmpty() ? null : email, skuKeys, kept);
    }

    /** As it is looked for: whoever types a SKU does not mind its case. */
    static String key(String sku) {
        return sku.strip().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode line(JsonNode line) {
        ObjectNode kept = Json.TREE.createObjectNode();
        kept.put("id", line.path("id").asLong());
        kept.put("sku", line.path("sku").asText(""));
        kept.put("name", line.path("name").asText(""));
        kept.put("quantity", line.path("quantity").asText(""));
        kept.put("total", line.path("total_inc_tax").asText(""));
        kept.put("type", line.path("type").asText(""));
        return kept;
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.isObject() && node.path("line_items").isArray())
            node.path("line_items").forEach(found::add);
        else if (node.isContainerNode()) node.forEach(child -> collect(child, found));
    }
}
