package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class DecimalsProperties {

    @Property
    void an_amount_is_read_as_it_was_written(
            @ForAll @BigRange(min = "0", max = "1000000000000000") @Scale(14) BigDecimal amount,
            @ForAll @IntRange(min = 0, max = 12) int zeros) {
        BigDecimal odd = amount.movePointLeft(zeros).movePointRight(zeros).stripTrailingZeros();
        String body = KatanaJson.write(new NewRow(1, odd, odd, odd, null, null, List.of()));

        SalesOrderRow read = KatanaJson.read(
                        Json.read(body.replace("{", "{\"id\":1,")).orElseThrow(), SalesOrderRow.class)
                .orElseThrow();

        BigDecimal expected = amount.setScale(10, RoundingMode.HALF_UP);
        assertThat(read.pricePerUnit()).isEqualByComparingTo(expected);
        assertThat(read.quantity()).isEqualByComparingTo(expected);
        assertThat(read.totalDiscount()).isEqualByComparingTo(Decimals.wire(amount));
        assertThat(body).doesNotContainPattern("[0-9][eE][+-]?[0-9]");
    }

    @Property
    void an_amount_is_plain_and_has_ten_decimals_at_most(
            @ForAll @BigRange(min = "-1000000000000000", max = "1000000000000000") @Scale(16) BigDecimal amount) {
        assertThat(Decimals.text(amount)).matches("-?\\d+(\\.\\d{0,9}[1-9])?");
    }

    @Example
    void round_and_tiny_amounts_have_no_exponent() {
        assertThat(Decimals.text(new BigDecimal("1E+6"))).isEqualTo("1000000");
        assertThat(Decimals.text(new BigDecimal("100.00"))).isEqualTo("100");
        assertThat(Decimals.text(new BigDecimal("0.0000000001"))).isEqualTo("0.0000000001");
        assertThat(Decimals.text(new BigDecimal("0.00000000005"))).isEqualTo("0.0000000001");
        assertThat(Decimals.text(new BigDecimal("0E-20"))).isEqualTo("0");
    }
}
