package dev.ordersync.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TaxQuotientProperties {

    @Property(tries = 500)
    void the_true_rate_is_always_possible_and_a_plain_one_is_the_true_one(
            @ForAll @IntRange(min = 1, max = 100_000_000) int steps,
            @ForAll @IntRange(max = 30_000) int thousandths,
            @ForAll @IntRange(max = 3) int decimals,
            @ForAll boolean inclusive) {
        MinorUnit unit = new MinorUnit(decimals);
        BigDecimal amount = BigDecimal.valueOf(steps, decimals);
        BigDecimal rate = BigDecimal.valueOf(thousandths, 3);
        BigDecimal factor = BigDecimal.ONE.add(rate.movePointLeft(2));
        BigDecimal tax = unit.round(
                inclusive
                        ? amount.subtract(amount.divide(factor, MathContext.DECIMAL128))
                        : amount.multiply(rate.movePointLeft(2)));
        if (inclusive && amount.subtract(tax).signum() == 0) return;
        TaxQuotient quotient =
                inclusive ? TaxQuotient.ofGross(amount, tax, unit.half()) : TaxQuotient.ofNet(amount, tax, unit.half());

        assertThat(quotient.allows(rate)).isTrue();
        assertThat(quotient.snap(List.of(rate))).isEqualByComparingTo(rate);
        quotient.only()
                .filter(only -> rate.signum() == 0 || only.signum() > 0)
                .ifPresent(only -> assertThat(only).isEqualByComparingTo(rate));
    }

    @Example
    void without_a_net_amount_everything_is_possible() {
        MinorUnit cents = new MinorUnit(2);

        assertThat(TaxQuotient.ofNet(BigDecimal.ZERO, BigDecimal.ZERO, cents.half())
                        .only())
                .isEmpty();
        assertThat(TaxQuotient.isPlain(BigDecimal.ZERO, BigDecimal.ZERO, cents.half()))
                .isTrue();
        assertThat(TaxQuotient.isPlain(new BigDecimal("-1"), BigDecimal.ZERO, cents.half()))
                .isFalse();
    }
}
