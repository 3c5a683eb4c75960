package dev.ordersync.bigcommerce;

import java.math.BigDecimal;
import java.util.List;

/**
 * A product of the catalogue with its variants. Every product has at least one. Source: {@code GET
 * /v3/catalog/products?include=variants}.
 *
 * @param price store's default currency, with or without tax as the store enters prices
 * @param inventoryTracking {@code none}, {@code product} or {@code variant}
 */
public record BcProduct(
        long id,
        String name,
        String sku,
        String upc,
        String type,
        BigDecimal price,
        BigDecimal costPrice,
        String inventoryTracking,
        int inventoryLevel,
        List<Variant> variants) {

    public BcProduct {
        variants = List.copyOf(variants);
    }

    /** @param price null: the product's; likewise {@code costPrice} */
    public record Variant(
            long id,
            String sku,
            String upc,
            BigDecimal price,
            BigDecimal costPrice,
            int inventoryLevel,
            List<Choice> choices) {
        public Variant {
            choices = List.copyOf(choices);
        }
    }

    /** One option of a variant, such as Size: M. */
    public record Choice(String option, String label) {}
}
