package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalfWrittenTest {

    @Test
    void what_was_to_change_is_as_katana_shows_it() {
        Applied settled = HalfWritten.settle(
                applied("7", "Ring once", null, row("1", 11, 1)),
                applied("7", "Ring twice", null, row("1", 11, 2)),
                applied("7", "Ring once", null, row("1", 11, 2)));

        assertThat(settled.additionalInfo()).isEqualTo("Ring once");
        assertThat(settled.rows()).containsExactly(row("1", 11, 2));
    }

    @Test
    void what_was_not_to_change_is_as_before_whatever_a_person_made_of_it() {
        Applied settled = HalfWritten.settle(
                applied("7", "", null, row("1", 11, 1), row("2", 12, 1)),
                applied("7", "", null, row("1", 11, 2), row("2", 12, 1)),
                applied("A person's number", "", null, row("1", 11, 1), row("2", 12, 5)));

        assertThat(settled.orderNo()).isEqualTo("7");
        assertThat(settled.rows()).containsExactly(row("1", 11, 1), row("2", 12, 1));
    }

    @Test
    void a_row_that_was_to_go_is_there_or_not() {
        Applied before = applied("7", "", null, row("1", 11, 1), row("2", 12, 1));
        Applied intended = applied("7", "", null, row("1", 11, 1));

        assertThat(HalfWritten.settle(before, intended, before).rows()).hasSize(2);
        assertThat(HalfWritten.settle(before, intended, intended).rows()).containsExactly(row("1", 11, 1));
    }

    @Test
    void a_row_that_was_to_come_is_there_or_not() {
        Applied before = applied("7", "", null, row("1", 11, 1));
        Applied intended = applied("7", "", null, row("1", 11, 1), row("2", 0, 3));
        Applied made = applied("7", "", null, row("1", 11, 1), row("2", 12, 3));

        assertThat(HalfWritten.settle(before, intended, before).rows()).containsExactly(row("1", 11, 1));
        assertThat(HalfWritten.settle(before, intended, made).rows()).containsExactly(row("1", 11, 1), row("2", 12, 3));
    }

    @Test
    void a_row_that_a_person_deleted_stays_deleted_until_something_new_is_said_of_it() {
        Applied before = applied("7", "", null, row("1", 11, 1), row("2", 12, 1));
        Applied intended = applied("7", "x", null, row("1", 11, 1), row("2", 12, 1));
        Applied found = applied("7", "x", null, row("1", 11, 1));

        assertThat(HalfWritten.settle(before, intended, found).rows()).hasSize(2);
    }

    @Test
    void a_fee_that_was_to_come_or_go_is_as_katana_shows_it() {
        AppliedFee six = new AppliedFee(31, new Fee("Van", new BigDecimal("6.00"), null));
        Applied without = applied("7", "", null);
        Applied with = applied("7", "", six);

        assertThat(HalfWritten.settle(without, with, with).fee()).isEqualTo(six);
        assertThat(HalfWritten.settle(without, with, without).fee()).isNull();
        assertThat(HalfWritten.settle(with, without, without).fee()).isNull();
        assertThat(HalfWritten.settle(with, without, with).fee()).isEqualTo(six);
    }

    private static Applied applied(String orderNo, String notes, AppliedFee fee, AppliedRow... rows) {
        return new Applied(orderNo, null, null, "EUR", null, null, null, List.of(rows), fee, notes, null);
    }

    private static AppliedRow row(String key, long id, int quantity) {
        return new AppliedRow(
                key, id, "sku:A", BigDecimal.valueOf(quantity), BigDecimal.TEN, BigDecimal.ZERO, null, List.of());
    }
}
