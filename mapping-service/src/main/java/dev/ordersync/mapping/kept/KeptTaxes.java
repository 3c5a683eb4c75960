package dev.ordersync.mapping.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Json;
import java.util.HashSet;
import java.util.Set;

/**
 * The tax rows of an order over its life. BigCommerce was seen to drop rows after a refund; the rate that they told is
 * the rate still, so what a later answer lacks is kept from the one before. Where a kept rate does not explain what is
 * charged now, the plan goes by the charge.
 */
final class KeptTaxes {

    /**
     * @param now null when they were not needed
     * @param before the same of the snapshot before, with what was kept then
     */
    static JsonNode merge(JsonNode now, JsonNode before) {
        if (before == null || before.isEmpty()) return now;
        ArrayNode all = Json.TREE.createArrayNode();
        Set<String> told = new HashSet<>();
        if (now != null)
            for (JsonNode row : now) {
                told.add(of(row));
                all.add(row);
            }
        for (JsonNode row : before) if (!told.contains(of(row))) all.add(row);
        return all;
    }

    /** What the row taxes: a line, or a charge at an address. */
    private static String of(JsonNode row) {
        return row.path("line_item_type").asText() + " "
                + row.path("order_product_id").asText() + " "
                + row.path("order_address_id").asText();
    }

    private KeptTaxes() {}
}
