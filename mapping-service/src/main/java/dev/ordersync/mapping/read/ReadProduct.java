package dev.ordersync.mapping.read;

import dev.ordersync.bigcommerce.BcProduct;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.ShopProduct;
import java.math.BigDecimal;
import java.util.List;

/** A product of BigCommerce's catalogue as the import needs it. */
public final class ReadProduct {

    public static ShopProduct product(BcProduct product) {
        String name = ReadOrder.text(product.name()) == null
                ? "Product " + product.id()
                : product.name().trim();
        return new ShopProduct(
                product.id(),
                name,
                product.type().equals("physical"),
                product.variants().isEmpty()
                        ? List.of(new ShopProduct.Variant(0, ReadOrder.sku(product.sku()), price(product), List.of()))
                        : product.variants().stream()
                                .map(variant -> variant(product, variant))
                                .toList());
    }

    private static ShopProduct.Variant variant(BcProduct product, BcProduct.Variant variant) {
        // a product without options keeps its SKU on the product, and its one variant repeats it
        boolean only = product.variants().size() == 1 && variant.choices().isEmpty();
        String sku = ReadOrder.sku(variant.sku());
        return new ShopProduct.Variant(
                variant.id(),
                sku == null && only ? ReadOrder.sku(product.sku()) : sku,
                variant.price() == null ? price(product) : variant.price(),
                variant.choices().stream()
                        .map(choice -> new Option(choice.option(), choice.label()))
                        .toList());
    }

    private static BigDecimal price(BcProduct product) {
        return product.price() == null ? BigDecimal.ZERO : product.price();
    }

    private ReadProduct() {}
}
