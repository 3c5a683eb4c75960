package dev.ordersync.katana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * Changes to a row, while nothing of the order is packed. Its tax rate can be changed but not taken away. Source: page
 * "Update a sales order row".
 */
public final class RowPatch extends Patch<RowPatch> {

    public RowPatch variantId(long variantId) {
        return id("variant_id", variantId);
    }

    public RowPatch quantity(BigDecimal quantity) {
        return number("quantity", quantity);
    }

    public RowPatch pricePerUnit(BigDecimal price) {
        return number("price_per_unit", price);
    }

    public RowPatch totalDiscount(BigDecimal discount) {
        return number("total_discount", discount);
    }

    public RowPatch taxRateId(long taxRateId) {
        return id("tax_rate_id", taxRateId);
    }

    public RowPatch locationId(long locationId) {
        return id("location_id", locationId);
    }

    /** Replaces all attributes. */
    public RowPatch attributes(List<Attribute> attributes) {
        ArrayNode array = Json.TREE.createArrayNode();
        attributes.forEach(a -> array.addObject().put("key", a.key()).put("value", a.value()));
        return set("attributes", array);
    }
}
