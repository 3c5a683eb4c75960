package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How BigCommerce writes, rounds and spreads money. */
final class Money {
    static final MathContext EXACT = new MathContext(30, RoundingMode.HALF_UP);
    static final BigDecimal ZERO = BigDecimal.ZERO;

    private Money() {}

    /** Four decimals as in {@code "64.5300"}. */
    static String wire(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    static BigDecimal round(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(ZERO, BigDecimal::add);
    }

    /**
     * Splits a total in proportion to weights, in whole minor units, by the largest remainder, so that the parts add up
     * to the total exactly; no part exceeds its cap, what a capped part cannot take goes to the others. When all caps
     * together are below the total, the parts are the caps.
     */
    static List<BigDecimal> split(BigDecimal total, List<BigDecimal> weights, List<BigDecimal> caps, int decimals) {
        var parts =
                new ArrayList<BigDecimal>(weights.stream().map(weight -> ZERO).toList());
        var left = total.min(sum(caps));
        while (left.signum() > 0) {
            var open = IntStream.range(0, weights.size())
                    .filter(i -> parts.get(i).compareTo(caps.get(i)) < 0)
                    .boxed()
                    .toList();
            var weight = sum(open.stream().map(weights::get).toList());
            if (weight.signum() == 0) {
                break;
            }
            var given = ZERO;
            for (var i : open) {
                var exact = left.multiply(weights.get(i)).divide(weight, EXACT);
                var part = exact.setScale(decimals, RoundingMode.DOWN)
                        .min(caps.get(i).subtract(parts.get(i)));
                parts.set(i, parts.get(i).add(part));
                given = given.add(part);
            }
            left = left.subtract(given);
            if (given.signum() == 0) {
                units(parts, caps, weights, open, left, decimals);
                break;
            }
            if (left.compareTo(BigDecimal.ONE.movePointLeft(decimals).multiply(BigDecimal.valueOf(open.size()))) < 0) {
                units(parts, caps, weights, open, left, decimals);
                break;
            }
        }
        return parts;
    }

    /** Hands out the last few minor units, one each, to the heaviest parts with room. */
    private static void units(
            List<BigDecimal> parts,
            List<BigDecimal> caps,
            List<BigDecimal> weights,
            List<Integer> open,
            BigDecimal rest,
            int decimals) {
        var unit = BigDecimal.ONE.movePointLeft(decimals);
        var left = rest;
        var order = open.stream()
                .sorted(Comparator.comparing((Integer i) -> weights.get(i)).reversed())
                .toList();
        var moved = true;
        while (left.signum() > 0 && moved) {
            moved = false;
            for (var i : order) {
                var step = unit.min(left);
                if (left.signum() > 0 && parts.get(i).add(step).compareTo(caps.get(i)) <= 0) {
                    parts.set(i, parts.get(i).add(step));
                    left = left.subtract(step);
                    moved = true;
                }
            }
        }
    }
}
