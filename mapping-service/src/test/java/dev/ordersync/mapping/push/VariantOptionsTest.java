package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.bigcommerce.BcProduct.Choice;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantOptionsTest {
    private static final Option SIZE = new Option("Size", "M");
    private static final Option GIFT_BOX = new Option("Gift box", "Red");

    @Test
    void a_modifier_is_none_of_the_variants_options() {
        assertThat(VariantOptions.real(List.of(SIZE, GIFT_BOX), List.of(new Choice("Size", "M"))))
                .containsExactly(SIZE);
    }

    @Test
    void names_that_do_not_agree_tell_nothing() {
        List<Option> both = List.of(SIZE, GIFT_BOX);

        assertThat(VariantOptions.real(both, List.of())).isEqualTo(both);
        assertThat(VariantOptions.real(both, List.of(new Choice("Shirt size", "M"))))
                .isEqualTo(both);
        assertThat(VariantOptions.real(both, List.of(new Choice("Size", "M"), new Choice("Colour", "Blue"))))
                .isEqualTo(both);
    }
}
