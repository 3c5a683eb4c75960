package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.katana.Product;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewItemTest {

    @Test
    void options_without_a_name_or_a_value_are_none() {
        List<Option> options = List.of(
                new Option("Color", "Red"),
                new Option("Engraving", null),
                new Option(null, "x"),
                new Option("Size", " "),
                new Option("Color", "Blue"));

        assertThat(NewItem.given(options)).containsExactly(new Option("Color", "Red"));
    }

    @Test
    void a_variant_of_what_is_made_of_serial_numbers_is_not_called_free_of_batches() {
        assertThat(NewItem.batchTracked(product(false, true))).isNull();
        assertThat(NewItem.batchTracked(product(false, false))).isFalse();
        assertThat(NewItem.batchTracked(product(true, false))).isTrue();
        assertThat(NewItem.batchTracked(product(true, null))).isTrue();
        assertThat(NewItem.batchTracked(product(null, null))).isNull();
    }

    private static Product product(Boolean batchTracked, Boolean serialTracked) {
        return new Product(
                9,
                "P",
                "product",
                "pcs",
                null,
                true,
                batchTracked,
                serialTracked,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
