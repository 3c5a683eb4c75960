package dev.ordersync.mapping.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** What merchants ask for in form fields of their own: BigCommerce has no field for a purchase order number. */
final class FormFields {
    private static final Set<String> PURCHASE_ORDER = Set.of(
            "po",
            "ponumber",
            "pono",
            "purchaseorder",
            "purchaseordernumber",
            "purchaseorderno",
            "customerreference",
            "yourreference");

    /** The first filled form field of the billing address that is named like a purchase order number, or null. */
    static String purchaseOrder(JsonNode order) {
        for (JsonNode field : order.path("billing_address").path("form_fields")) {
            String name = field.path("name").asText("").toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            String value = ReadOrder.text(field.path("value").asText(""));
            if (value != null && PURCHASE_ORDER.contains(name)) return value;
        }
        return null;
    }

    private FormFields() {}
}
