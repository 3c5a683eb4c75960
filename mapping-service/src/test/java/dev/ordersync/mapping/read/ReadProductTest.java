package dev.ordersync.mapping.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.bigcommerce.BcProduct;
import dev.ordersync.mapping.domain.ShopProduct;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadProductTest {

    @Test
    void a_sku_is_kept_to_the_letter_and_a_blank_one_is_none() {
        assertThat(skus(product("P ", variant("A "), variant("  ")))).containsExactly("A ", null);
        assertThat(skus(product("P "))).containsExactly("P ");
        assertThat(skus(product("P ", variant(" ")))).containsExactly("P ");
    }

    private static List<String> skus(BcProduct product) {
        return ReadProduct.product(product).variants().stream()
                .map(ShopProduct.Variant::sku)
                .toList();
    }

    private static BcProduct product(String sku, BcProduct.Variant... variants) {
        return new BcProduct(1, "Chair", sku, "", "physical", BigDecimal.TEN, null, "none", 0, List.of(variants));
    }

    private static BcProduct.Variant variant(String sku) {
        return new BcProduct.Variant(2, sku, "", null, null, 0, List.of());
    }
}
