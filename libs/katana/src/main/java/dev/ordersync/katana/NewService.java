package dev.ordersync.katana;

import java.math.BigDecimal;
import java.util.List;

/**
 * A service to create: sold without stock, with exactly one variant. Source: page "Create a service".
 *
 * @param sku null: never matched
 */
public record NewService(String name, String uom, String categoryName, String sku, BigDecimal salesPrice) {

    public NewService {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a service has a name");
        uom = Limits.cut(uom, Limits.UOM);
        categoryName = Limits.cut(categoryName, Limits.CATEGORY);
    }

    record Body(
            String name,
            String uom,
            String categoryName,

            @com.fasterxml.jackson.annotation.JsonProperty("is_sellable")
            boolean sellable,

            List<NewVariant> variants) {}

    Body body() {
        return new Body(name, uom, categoryName, true, List.of(new NewVariant(sku, salesPrice, null, null, null)));
    }
}
