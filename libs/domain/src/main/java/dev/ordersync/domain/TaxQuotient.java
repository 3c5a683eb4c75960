package dev.ordersync.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which tax rates an amount and its tax leave possible, when the tax was rounded to the currency's minor unit: 20.00 and
 * 3.80 leave everything from 18.96 % to 19.04 %, 2000.00 and 380.00 leave 19 % alone. Rates are percentages.
 *
 * @param low smallest possible rate
 * @param high largest possible rate
 * @param quotient tax / net in percent
 */
public record TaxQuotient(BigDecimal low, BigDecimal high, BigDecimal quotient) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext PRECISE = new MathContext(24, RoundingMode.HALF_UP);

    /** No country's sales tax is lower than this, so a tax of 0 on a plain amount means untaxed. */
    private static final BigDecimal SMALLEST_RATE = new BigDecimal("0.1");

    /** From round to fine: the steps in which tax rates come; compound ones end in five decimals. */
    private static final List<BigDecimal> STEPS = List.of(
            new BigDecimal("1"),
            new BigDecimal("0.5"),
            new BigDecimal("0.25"),
            new BigDecimal("0.1"),
            new BigDecimal("0.05"),
            new BigDecimal("0.025"),
            new BigDecimal("0.01"),
            new BigDecimal("0.005"),
            new BigDecimal("0.001"),
            new BigDecimal("0.0001"),
            new BigDecimal("0.00001"),
            new BigDecimal("0.000001"));

    private static final TaxQuotient ANYTHING = new TaxQuotient(BigDecimal.ZERO, HUNDRED, BigDecimal.ZERO);

    /** The finest rate that Katana keeps, and the finest that a single tax has. */
    private static final BigDecimal GRID = new BigDecimal("0.001");

    /**
     * Of a shop whose net amounts are exact: the tax is a rounded part of the net.
     *
     * @param slack the most that rounding may have moved the tax by: {@link MinorUnit#half(int)}
     */
    public static TaxQuotient ofNet(BigDecimal net, BigDecimal tax, BigDecimal slack) {
        if (tellsNothing(net, tax)) return ANYTHING;
        BigDecimal least = tax.subtract(slack).max(BigDecimal.ZERO);
        return new TaxQuotient(percent(least, net), percent(tax.add(slack), net), percent(tax, net));
    }

    /**
     * Of a shop whose gross amounts are exact: the net moves against the rounded tax.
     *
     * @param slack as for {@link #ofNet}
     */
    public static TaxQuotient ofGross(BigDecimal gross, BigDecimal tax, BigDecimal slack) {
        BigDecimal net = gross.subtract(tax);
        if (tellsNothing(net, tax)) return ANYTHING;
        BigDecimal least = tax.subtract(slack).max(BigDecimal.ZERO);
        BigDecimal most = tax.add(slack);
        BigDecimal smallestNet = gross.subtract(most);
        BigDecimal high = smallestNet.signum() > 0 ? percent(most, smallestNet) : HUNDRED.max(percent(tax, net));
        return new TaxQuotient(percent(least, gross.subtract(least)), high, percent(tax, net));
    }

    /**
     * Whether the amounts of a line or charge tell its rate for certain, in both kinds of shop: the shop need not be asked
     * for its taxes.
     * A gross amount of 0 has no tax to tell; a tax of 0 is plain when even the smallest rate would have shown.
     *
     * @param gross amount with tax, after discounts ({@code discounted_total_inc_tax}, {@code shipping_cost_inc_tax})
     * @param tax its tax ({@code total_tax}, {@code shipping_cost_tax})
     * @param slack as for {@link #ofNet}
     */
    public static boolean isPlain(BigDecimal gross, BigDecimal tax, BigDecimal slack) {
        if (gross.signum() == 0 && tax.signum() == 0) return true;
        TaxQuotient inclusive = ofGross(gross, tax, slack);
        TaxQuotient exclusive = ofNet(gross.subtract(tax), tax, slack);
        BigDecimal low = inclusive.low.min(exclusive.low);
        BigDecimal high = inclusive.high.max(exclusive.high);
        return new TaxQuotient(low, high, exclusive.quotient).only().isPresent();
    }

    /** The one rate that is possible on Katana's grid of 0.001 %; empty when several are, or none. */
    public Optional<BigDecimal> only() {
        if (low.signum() == 0)
            return high.compareTo(SMALLEST_RATE) < 0 ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        BigDecimal first = low.divide(GRID, 0, RoundingMode.CEILING).multiply(GRID);
        boolean one = first.compareTo(high) <= 0 && first.add(GRID).compareTo(high) > 0;
        return one ? Optional.of(plain(first)) : Optional.empty();
    }

    public boolean allows(BigDecimal percent) {
        return low.compareTo(percent) <= 0 && percent.compareTo(high) <= 0;
    }

    /**
     * The most likely rate: a known one that is possible (the closest to the quotient), else the roundest possible one,
     * else the quotient to six decimals.
     */
    public BigDecimal snap(Collection<BigDecimal> known) {
        if (quotient.signum() == 0 && known.stream().noneMatch(this::allows)) return BigDecimal.ZERO;
        return known.stream()
                .filter(this::allows)
                .min(Comparator.<BigDecimal, BigDecimal>comparing(this::distance)
                        .thenComparing(rate -> rate))
                .or(() -> STEPS.stream().map(this::nearest).filter(this::allows).findFirst())
                .map(TaxQuotient::plain)
                .orElseGet(() -> plain(quotient.setScale(6, RoundingMode.HALF_UP)));
    }

    private BigDecimal nearest(BigDecimal step) {
        return quotient.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
    }

    private BigDecimal distance(BigDecimal rate) {
        return quotient.subtract(rate).abs();
    }

    private static boolean tellsNothing(BigDecimal net, BigDecimal tax) {
        return net.signum() <= 0 || tax.signum() < 0;
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, PRECISE);
    }

    private static BigDecimal plain(BigDecimal rate) {
        return rate.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rate.stripTrailingZeros().toPlainString());
    }
}
