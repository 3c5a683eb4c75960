package dev.ordersync.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spreads an amount over parts in proportion to their weights, in whole steps, so that the shares add up exactly: each
 * part gets its share rounded down, then the parts with the largest remainders get one step more (10.00 over three equal
 * parts: 3.34, 3.33, 3.33). Equal remainders: the smaller key first, so the order of the parts never matters.
 */
public final class LargestRemainder {

    /**
     * @param amount a multiple of the step, else its last fraction is given to the part with the largest remainder
     * @param weights not negative; a part of weight 0 gets nothing
     * @return shares by key, in the weights' order
     * @throws IllegalArgumentException when all weights are 0 and the amount is not, or a weight is negative
     */
    public static <K extends Comparable<K>> Map<K, BigDecimal> spread(
            BigDecimal amount, Map<K, BigDecimal> weights, BigDecimal step) {
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weights.values().stream().anyMatch(weight -> weight.signum() < 0))
            throw new IllegalArgumentException("negative weight");
        if (sum.signum() == 0 && amount.signum() != 0) throw new IllegalArgumentException("nothing to spread over");

        Map<K, BigDecimal> shares = new LinkedHashMap<>();
        weights.keySet().forEach(key -> shares.put(key, BigDecimal.ZERO));
        if (amount.signum() == 0) return shares;

        BigDecimal size = amount.abs();
        BigInteger steps = size.divide(step, 0, RoundingMode.DOWN).toBigInteger();
        BigInteger left = steps;
        List<Part<K>> parts = new ArrayList<>();
        for (Map.Entry<K, BigDecimal> entry : weights.entrySet()) {
            if (entry.getValue().signum() == 0) continue;
            BigDecimal[] share =
                    new BigDecimal(steps).multiply(entry.getValue()).divideAndRemainder(sum);
            shares.put(entry.getKey(), share[0].multiply(step));
            left = left.subtract(share[0].toBigInteger());
            parts.add(new Part<>(entry.getKey(), share[1]));
        }
        parts.sort(Comparator.<Part<K>, BigDecimal>comparing(Part::remainder)
                .reversed()
                .thenComparing(Part::key));
        for (int i = 0; i < left.intValueExact(); i++) {
            shares.merge(parts.get(i).key(), step, BigDecimal::add);
        }
        shares.merge(parts.get(0).key(), size.subtract(step.multiply(new BigDecimal(steps))), BigDecimal::add);
        if (amount.signum() < 0) shares.replaceAll((key, share) -> share.negate());
        return shares;
    }

    private record Part<K>(K key, BigDecimal remainder) {}

    private LargestRemainder() {}
}
