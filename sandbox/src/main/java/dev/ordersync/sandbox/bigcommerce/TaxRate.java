package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One tax rate as it applies to a line or a charge.
 *
 * @param percent 8.25 for 8.25 %
 * @param priority rates of one priority add up, a later priority is taken on top of the earlier ones
 */
public record TaxRate(int id, String name, BigDecimal percent, int priority) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public static TaxRate of(int id, String name, String percent) {
        return new TaxRate(id, name, new BigDecimal(percent), 0);
    }

    /** 1.1025 for two rates of 5 % at different priorities; 1 for none. */
    public static BigDecimal factor(Collection<TaxRate> rates) {
        return priorities(rates).values().stream()
                .map(group -> BigDecimal.ONE.add(
                        Money.sum(group.stream().map(TaxRate::percent).toList()).divide(HUNDRED)))
                .reduce(BigDecimal.ONE, BigDecimal::multiply);
    }

    /** The tax inside (inclusive) or on top of (exclusive) an amount, rounded half up to the minor unit. */
    static BigDecimal tax(BigDecimal entered, Collection<TaxRate> rates, boolean inclusive, int decimals) {
        var factor = factor(rates);
        var exact = inclusive
                ? entered.subtract(entered.divide(factor, Money.EXACT))
                : entered.multiply(factor).subtract(entered);
        return exact.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** The tax of each rate, in the order of the rates given, adding up to the total. */
    static List<BigDecimal> parts(BigDecimal total, List<TaxRate> rates, int decimals) {
        var weights = new ArrayList<BigDecimal>();
        var below = BigDecimal.ONE;
        var groups = priorities(rates);
        var bases = new TreeMap<Integer, BigDecimal>();
        for (var group : groups.entrySet()) {
            bases.put(group.getKey(), below);
            below = below.multiply(factor(group.getValue()));
        }
        for (var rate : rates) {
            weights.add(bases.get(rate.priority()).multiply(rate.percent()));
        }
        return Money.split(total, weights, rates.stream().map(rate -> total).toList(), decimals);
    }

    private static TreeMap<Integer, List<TaxRate>> priorities(Collection<TaxRate> rates) {
        return rates.stream().collect(Collectors.groupingBy(TaxRate::priority, TreeMap::new, Collectors.toList()));
    }
}
