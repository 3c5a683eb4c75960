package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A product to create, sellable and bought or made. Null and empty parts are left out. Source: page "Create a product".
 *
 * @param uom unit of measure, cut at 7 characters; {@code pcs} for pieces
 * @param configs the options, 10 at most, when there are several variants
 * @param variants at least one
 */
public record NewProduct(
        String name,
        String uom,
        String categoryName,
        @JsonProperty("is_sellable") boolean sellable,
        @JsonProperty("is_purchasable") boolean purchasable,
        @JsonProperty("is_producible") boolean producible,
        String additionalInfo,
        List<Product.Config> configs,
        List<NewVariant> variants) {

    public NewProduct {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a product has a name");
        if (variants.isEmpty()) throw new IllegalArgumentException("a product has a variant");
        if (!purchasable && !producible) throw new IllegalArgumentException("a product is bought or made");
        uom = Limits.cut(uom, Limits.UOM);
        categoryName = Limits.cut(categoryName, Limits.CATEGORY);
        configs = Lists.of(configs);
        variants = List.copyOf(variants);
    }
}
