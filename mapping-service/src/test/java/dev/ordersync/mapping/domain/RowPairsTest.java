package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.RowPairs.Held;
import dev.ordersync.mapping.domain.RowPairs.Wanted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowPairsTest {

    @Test
    void rows_are_paired_by_sku_and_the_quantity_decides_between_two_of_one_sku() {
        assertThat(RowPairs.of(
                        List.of(row(1, "CHAIR", 2), row(2, "CHAIR", 5), row(3, "TABLE", 1)),
                        List.of(line("a", "TABLE", 4), line("b", "CHAIR", 5), line("c", "CHAIR", 3))))
                .contains(Map.of(1L, "c", 2L, "b", 3L, "a"));
    }

    @Test
    void a_line_without_a_row_may_be_added_later() {
        assertThat(RowPairs.of(List.of(row(1, "CHAIR", 2)), List.of(line("a", "CHAIR", 2), line("b", "LAMP", 1))))
                .contains(Map.of(1L, "a"));
    }

    @Test
    void a_row_that_is_none_of_the_orders_pairs_nothing() {
        assertThat(RowPairs.of(List.of(row(1, "CHAIR", 2), row(2, "LAMP", 1)), List.of(line("a", "CHAIR", 2))))
                .isEmpty();
        assertThat(RowPairs.of(List.of(row(1, "chair", 2)), List.of(line("a", "CHAIR", 2))))
                .isEmpty();
        assertThat(RowPairs.of(List.of(row(1, null, 2)), List.of(line("a", null, 2))))
                .isEmpty();
        assertThat(RowPairs.of(List.of(), List.of(line("a", "CHAIR", 2)))).isEmpty();
    }

    @Test
    void the_key_that_a_row_carries_goes_before_its_sku() {
        assertThat(RowPairs.of(
                        List.of(new Held(1, "b", "CHAIR", BigDecimal.ONE), row(2, "CHAIR", 1)),
                        List.of(line("a", "CHAIR", 1), line("b", "CHAIR", 1))))
                .contains(Map.of(1L, "b", 2L, "a"));
    }

    private static Held row(long id, String sku, int quantity) {
        return new Held(id, null, sku, BigDecimal.valueOf(quantity));
    }

    private static Wanted line(String key, String sku, int quantity) {
        return new Wanted(key, sku, BigDecimal.valueOf(quantity));
    }
}
