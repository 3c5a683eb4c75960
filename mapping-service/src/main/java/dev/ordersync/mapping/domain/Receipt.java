package dev.ordersync.mapping.domain;

import java.math.BigDecimal;
import java.util.List;

/**
 * The proof to the cent. All amounts are with tax, in the order's currency and its minor unit.
 *
 * @param bigcommerceTotal {@code total_inc_tax}
 * @param katanaTotal from the very numbers sent, rounded once at the end
 * @param difference katanaTotal - bigcommerceTotal; the amounts of the explaining steps add up to it
 */
public record Receipt(
        String currency, BigDecimal bigcommerceTotal, BigDecimal katanaTotal, BigDecimal difference, List<Step> steps) {
    public Receipt {
        steps = List.copyOf(steps);
    }

    /** What is explained of the difference: all of it, or the order would have been held. */
    public BigDecimal explained() {
        return steps.stream().filter(Step::explains).map(Step::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * @param kind line, discount, shipping, charged, rounding, rate, left-out, refund, payment
     * @param amount its part of the difference when {@code explains}, else the amount it speaks of
     */
    public record Step(String kind, String text, BigDecimal amount, boolean explains) {}
}
