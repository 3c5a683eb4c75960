package dev.ordersync.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MinorUnitTest {

    @Test
    void a_currency_tells_its_decimals_and_an_unknown_one_has_two() {
        assertThat(MinorUnit.of("EUR").decimals()).isEqualTo(2);
        assertThat(MinorUnit.of("JPY").decimals()).isZero();
        assertThat(MinorUnit.of("KWD").decimals()).isEqualTo(3);
        assertThat(MinorUnit.of("XXX").decimals()).isEqualTo(2);
        assertThat(MinorUnit.of("???").decimals()).isEqualTo(2);
        assertThat(MinorUnit.of(null).decimals()).isEqualTo(2);
    }

    @Test
    void half_a_unit_rounds_up() {
        assertThat(new MinorUnit(2).round(new BigDecimal("0.005"))).hasToString("0.01");
        assertThat(new MinorUnit(0).half()).isEqualByComparingTo("0.5");
        assertThat(new MinorUnit(3).amount()).isEqualByComparingTo("0.001");
    }
}
