package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {

    @Test
    void rates_of_one_priority_add_up_and_priorities_compound() {
        assertThat(Rate.of(Orders.layers("6.25", "1", "0.5")).percent()).isEqualByComparingTo("7.75");
        assertThat(Rate.of(Orders.layers("5", "9.975@1")).percent()).isEqualByComparingTo("15.47375");
        assertThat(Rate.of(Orders.layers("9.975@2", "5@1")).percent()).isEqualByComparingTo("15.47375");
        assertThat(Rate.of(Orders.layers()).percent()).isEqualByComparingTo("0");
    }

    @Test
    void katana_keeps_three_decimals_and_no_rate_for_nothing() {
        assertThat(Rate.of(Orders.layers("5", "9.975@1")).katanaPercent()).hasToString("15.474");
        assertThat(Rate.of(Orders.layers("20.0000")).katanaPercent()).hasToString("20");
        assertThat(Rate.of(Orders.layers("0.0004")).katanaPercent()).isNull();
        assertThat(Rate.NONE.katanaPercent()).isNull();
        assertThat(Rate.of(Orders.layers("5", "9.975@1")).isFiner()).isTrue();
        assertThat(Rate.of(Orders.layers("8.875")).isFiner()).isFalse();
    }
}
