package dev.ordersync.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LargestRemainderProperties {

    @Property(tries = 500)
    void shares_add_up_exactly_and_stay_within_one_step_of_proportion(
            @ForAll @IntRange(min = -100_000, max = 100_000) int cents,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 10_000) Integer> weights,
            @ForAll @IntRange(max = 3) int decimals) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal amount = step.multiply(BigDecimal.valueOf(cents));
        BigDecimal sum =
                BigDecimal.valueOf(weights.stream().mapToInt(Integer::intValue).sum());
        if (sum.signum() == 0) return;

        Map<Integer, BigDecimal> shares = LargestRemainder.spread(amount, weighted(weights), step);

        assertThat(shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(amount);
        shares.forEach((key, share) -> {
            BigDecimal weight = BigDecimal.valueOf(weights.get(key));
            if (weight.signum() == 0) assertThat(share).isEqualByComparingTo("0");
            assertThat(share.signum() * amount.signum()).isNotNegative();
            BigDecimal error =
                    share.multiply(sum).subtract(amount.multiply(weight)).abs();
            assertThat(error).isLessThan(step.multiply(sum).add(new BigDecimal("1e-9")));
        });
    }

    @Property(tries = 200)
    void the_order_of_the_parts_never_matters(
            @ForAll @IntRange(max = 100_000) int cents,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 100) Integer> weights,
            @ForAll long seed) {
        Map<Integer, BigDecimal> parts = weighted(weights);
        List<Integer> keys = new ArrayList<>(parts.keySet());
        Collections.shuffle(keys, new Random(seed));
        Map<Integer, BigDecimal> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, parts.get(key)));
        BigDecimal amount = BigDecimal.valueOf(cents, 2);
        BigDecimal cent = new BigDecimal("0.01");

        assertThat(LargestRemainder.spread(amount, shuffled, cent))
                .isEqualTo(LargestRemainder.spread(amount, parts, cent));
    }

    @Example
    void a_fraction_of_a_step_is_not_lost() {
        Map<Integer, BigDecimal> shares =
                LargestRemainder.spread(new BigDecimal("1.005"), weighted(List.of(1, 1)), new BigDecimal("0.01"));

        assertThat(shares.get(0).add(shares.get(1))).isEqualByComparingTo("1.005");
    }

    @Example
    void nothing_to_spread_over_is_a_bug() {
        assertThatThrownBy(
                        () -> LargestRemainder.spread(BigDecimal.ONE, weighted(List.of(0, 0)), new BigDecimal("0.01")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LargestRemainder.spread(BigDecimal.ZERO, weighted(List.of(0)), BigDecimal.ONE)
                        .get(0))
                .isEqualByComparingTo("0");
    }

    private static Map<Integer, BigDecimal> weighted(List<Integer> weights) {
        Map<Integer, BigDecimal> parts = new LinkedHashMap<>();
        for (int i = 0; i < weights.size(); i++) parts.put(i, BigDecimal.valueOf(weights.get(i)));
        return parts;
    }
}
