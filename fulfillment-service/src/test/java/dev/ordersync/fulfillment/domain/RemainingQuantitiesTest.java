package dev.ordersync.fulfillment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.fulfillment.domain.RemainingQuantities.RowQuantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemainingQuantitiesTest {

    @Test
    void what_fulfillments_hold_is_taken_off_each_row() {
        var left = RemainingQuantities.of(
                List.of(row(1, "5"), row(2, "2")), List.of(row(1, "2"), row(1, "1.5"), row(2, "2.00000")));

        assertThat(left).isEqualTo(Map.of(1L, new BigDecimal("1.5")));
    }

    @Test
    void nothing_is_left_of_a_row_fulfilled_beyond_its_quantity_or_empty_or_unknown() {
        var left = RemainingQuantities.of(List.of(row(1, "1"), row(2, "0")), List.of(row(1, "3"), row(99, "1")));

        assertThat(left).isEmpty();
    }

    private static RowQuantity row(long id, String quantity) {
        return new RowQuantity(id, new BigDecimal(quantity));
    }
}
