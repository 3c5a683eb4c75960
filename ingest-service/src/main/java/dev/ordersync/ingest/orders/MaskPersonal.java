package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides what may be about a person in what an API answered. Not a list of what is hidden but of what is shown: text under
 * a name that is known to be harmless, amounts and dates; a field that an API adds tomorrow is hidden.
 *
 * <p>Example: {@code {"status": "Completed", "total_inc_tax": "12.0000", "phone": "0301234567"}} becomes {@code {"status":
 * "Completed", "total_inc_tax": "12.0000", "phone": "•••"}}.
 */
final class MaskPersonal {
    static final String HIDDEN = "•••";

    private static final Set<String> SHOWN = Set.of(
            "status",
            "custom_status",
            "currency",
            "currency_code",
            "default_currency_code",
            "store_default_currency_code",
            "channel_id",
            "order_source",
            "payment_status",
            "sku",
            "type",
            "order_no",
            "source",
            "origin",
            "store",
            "tax_class",
            "discount_type",
            "code",
            "entity_type",
            "product_availability",
            "ingredient_availability",
            "production_status",
            "invoicing_status",
            "ecommerce_order_type",
            "ecommerce_store_name",
            "ecommerce_order_id");
    private static final Set<String> HIDDEN_NUMBERS = Set.of("zip", "phone", "ip_address", "ip_address_v6");
    private static final Set<String> NAMED = Set.of("line_items", "products", "lines", "taxes");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}\\.[0-9]{1,12}");
    private static final Pattern DATE = Pattern.compile(
            "[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} \\+0000|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?");

    static JsonNode mask(JsonNode payload) {
        return mask(payload, "", false);
    }

    /** @param product whether names here are those of products and taxes */
    private static JsonNode mask(JsonNode node, String name, boolean product) {
        if (node.isObject()) {
            ObjectNode masked = Json.TREE.createObjectNode();
            node.fields()
                    .forEachRemaining(
                            field -> masked.set(field.getKey(), mask(field.getValue(), field.getKey(), product)));
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = Json.TREE.createArrayNode();
            boolean named = product || NAMED.contains(name);
            node.forEach(item -> masked.add(mask(item, name, named && item.isObject() && NAMED.contains(name))));
            return masked;
        }
        if (isShown(node, name, product)) return node;
        return Json.TREE.getNodeFactory().textNode(HIDDEN);
    }

    private static boolean isShown(JsonNode value, String name, boolean product) {
        if (value.isNull() || value.isBoolean()) return true;
        if (HIDDEN_NUMBERS.contains(name)) return false;
        if (value.isNumber()) return true;
        String text = value.asText();
        return text.isEmpty()
                || SHOWN.contains(name)
                || product && name.equals("name")
                || AMOUNT.matcher(text).matches()
                || DATE.matcher(text).matches();
    }

    private MaskPersonal() {}
}
