package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P5, P10: what the import of all products makes of one. */
class ShopProductTest {
    private static final ShopProduct SHIRT = new ShopProduct(
            7,
            "Shirt",
            true,
            List.of(
                    new ShopProduct.Variant(71, "S", new BigDecimal("100"), List.of(new Option("Size", "S"))),
                    new ShopProduct.Variant(72, null, new BigDecimal("19.99"), List.of(new Option("Size", "M")))));

    @Test
    void each_variant_is_the_item_that_an_order_of_it_would_bring() {
        assertThat(SHIRT.items(null, new MinorUnit(2)))
                .extracting(Item.Catalogue::sku, Item.Catalogue::productId, Item.Catalogue::variantId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("S", 7L, 71L),
                        org.assertj.core.groups.Tuple.tuple(null, 7L, 72L));
    }

    @Test
    void the_price_is_less_the_default_tax_in_the_accounts_own_minor_unit() {
        assertThat(SHIRT.items(new BigDecimal("20"), new MinorUnit(2)))
                .extracting(Item.Catalogue::salesPrice)
                .containsExactly(new BigDecimal("83.33"), new BigDecimal("16.66"));
        assertThat(SHIRT.items(null, new MinorUnit(0)).get(1).salesPrice()).isEqualTo("20");
    }
}
