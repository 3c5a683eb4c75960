package dev.ordersync.mapping.domain;

import dev.ordersync.domain.TaxQuotient;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One way to read an order's amounts. BigCommerce's orders do not all say the same thing in the same fields (imported
 * ones, old ones, edited ones); the reading whose parts add up to the total is the true one.
 *
 * @param inclusive gross amounts are the exact ones
 * @param untaxed what the lines call tax was not charged
 * @param shares each line's discount: gross when inclusive, else net
 * @param gross each line as charged, with tax, after its discount
 * @param charges as charged
 * @param notes what was read differently from what the fields say, in words
 */
record Reading(
        boolean inclusive,
        boolean untaxed,
        List<Line> lines,
        Map<Long, BigDecimal> shares,
        Map<Long, BigDecimal> gross,
        List<Charge> charges,
        List<String> notes) {

    /** What the parts come to. */
    BigDecimal sum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : gross.values()) sum = sum.add(amount);
        for (Charge charge : charges) sum = sum.add(charge.incTax());
        return sum;
    }

    BigDecimal share(Line line) {
        return shares.get(line.id());
    }

    BigDecimal gross(Line line) {
        return gross.get(line.id());
    }

    /**
     * Whether what was charged for an amount is exact in the terms of its price. It is not where tax comes on top: the net
     * that was charged is a gross amount less a tax that was rounded.
     */
    boolean isExact(BigDecimal tax) {
        return inclusive || tax.signum() == 0;
    }

    /**
     * What was taken off a line in the terms of its price: 3.34 of 10.00 that were charged as 6.66, though its share says
     * 3.33; the share itself where what was charged is not exact.
     */
    BigDecimal takenOff(Line line) {
        return isExact(tax(line)) ? list(line, inclusive).subtract(gross(line)) : share(line);
    }

    BigDecimal tax(Line line) {
        return untaxed ? BigDecimal.ZERO : line.totalTax();
    }

    /** @param slack the most that rounding may have moved the tax by */
    TaxQuotient quotient(BigDecimal gross, BigDecimal tax, BigDecimal slack) {
        return inclusive ? TaxQuotient.ofGross(gross, tax, slack) : TaxQuotient.ofNet(gross.subtract(tax), tax, slack);
    }

    /** How many amounts had a tax that was rounded. */
    int taxedParts() {
        if (untaxed) return 0;
        long taxedLines =
                lines.stream().filter(line -> line.totalTax().signum() != 0).count();
        long taxedCharges =
                charges.stream().filter(charge -> charge.tax().signum() != 0).count();
        return (int) (taxedLines + taxedCharges);
    }

    /** A line before its discount, in the terms in which the shop is exact: 3 x 49.99. */
    static BigDecimal list(Line line, boolean inclusive) {
        return line.quantity().multiply(inclusive ? line.priceIncTax() : line.priceExTax());
    }
}
