package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

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
}
