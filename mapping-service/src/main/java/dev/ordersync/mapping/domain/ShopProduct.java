package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import java.math.BigDecimal;
import java.util.List;

/**
 * A product of the shop's catalogue, for the import of all products.
 *
 * @param physical else it is not for Katana (P6)
 * @param variants at least one
 */
public record ShopProduct(long id, String name, boolean physical, List<Variant> variants) {

    public ShopProduct {
        variants = List.copyOf(variants);
    }

    /**
     * @param sku null when it has none
     * @param price as the shop enters prices
     * @param options empty on a product without options
     */
    public record Variant(long id, String sku, BigDecimal price, List<ShopOrder.Option> options) {
        public Variant {
            options = List.copyOf(options);
        }
    }

    /**
     * What its variants are in Katana: the very items that orders of them would bring.
     *
     * @param defaultTaxPercent taken out of the sales price (P10), or null
     * @param unit of the Katana account's base currency
     */
    public List<Item.Catalogue> items(BigDecimal defaultTaxPercent, MinorUnit unit) {
        return variants.stream()
                .map(variant -> new Item.Catalogue(
                        variant.sku(),
                        id,
                        variant.id(),
                        name,
                        variant.options(),
                        salesPrice(variant.price(), defaultTaxPercent, unit)))
                .toList();
    }

    /** The price as entered, less the store's default tax (P10): 100 at 20 % is 83.33. */
    static BigDecimal salesPrice(BigDecimal entered, BigDecimal defaultTaxPercent, MinorUnit unit) {
        BigDecimal price = defaultTaxPercent == null ? entered : new Rate(defaultTaxPercent).net(entered);
        return unit.round(price.max(BigDecimal.ZERO));
    }
}
