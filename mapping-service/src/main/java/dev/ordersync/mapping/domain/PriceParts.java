package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.domain.TaxQuotient;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds price, discount and tax rate of lines and charges. What the shop entered is exact: 49.99 with 19 % tax inside is
 * 42.0084033613; 5.00 off it is 4.2016806723 off. Never is a net amount taken from a tax that was rounded. What was charged
 * with the tax inside, or without any tax, is as exact as the price and is what is reckoned with; where tax comes on top, it
 * wins when it is more than one minor unit apart. A note tells of more than one minor unit.
 */
final class PriceParts {
    private final Reading reading;
    private final MinorUnit unit;
    private final List<BigDecimal> knownRates;

    PriceParts(Reading reading, MinorUnit unit) {
        this.reading = reading;
        this.unit = unit;
        this.knownRates = KnownRates.of(reading, unit);
    }

    Priced line(Line line) {
        String name = "'" + Words.name(line.name()) + "'";
        BigDecimal entered = reading.inclusive() ? line.priceIncTax() : line.priceExTax();
        return price(
                name,
                line.quantity(),
                entered,
                reading.share(line),
                reading.gross(line),
                reading.tax(line),
                layers(line),
                1);
    }

    private List<TaxLayer> layers(Line line) {
        if (reading.untaxed()) return List.of();
        boolean silent = line.taxes().isEmpty() && reading.tax(line).signum() == 0;
        return silent ? listed(line) : line.taxes();
    }

    /**
     * What was given away, or is so little that its tax was rounded to nothing, has no tax that could tell its rate, but its
     * two prices still do: 49.99 with and 42.01 before tax are 19 %, so that a free line shows the same net price as a paid
     * one.
     */
    private List<TaxLayer> listed(Line line) {
        BigDecimal tax = line.priceIncTax().subtract(line.priceExTax());
        if (tax.signum() <= 0) return List.of();
        Rate rate = guess(reading.quotient(line.priceIncTax(), tax, unit.half()), tax);
        boolean possible = reading.quotient(reading.gross(line), BigDecimal.ZERO, unit.half())
                .allows(rate.percent());
        return possible && rate.percent().signum() > 0 ? List.of(new TaxLayer(rate.percent(), 0)) : List.of();
    }

    /** Rates that would have left a tax on a charge that has none are not its own. */
    private List<TaxLayer> layers(Charge charge) {
        if (charge.taxes().isEmpty() || charge.tax().signum() != 0) return charge.taxes();
        TaxQuotient untold = reading.quotient(charge.incTax(), charge.tax(), unit.half(charge.amounts()));
        return untold.allows(Rate.of(charge.taxes()).percent()) ? charge.taxes() : List.of();
    }

    Priced charge(Charge charge) {
        BigDecimal entered = reading.inclusive() ? charge.incTax() : charge.exTax();
        return price(
                "'" + Words.name(charge.name()) + "'",
                BigDecimal.ONE,
                entered,
                BigDecimal.ZERO,
                charge.incTax(),
                charge.tax(),
                layers(charge),
                charge.amounts());
    }

    /** @param amounts of how many rounded taxes {@code tax} is the sum */
    private Priced price(
            String name,
            BigDecimal quantity,
            BigDecimal entered,
            BigDecimal share,
            BigDecimal gross,
            BigDecimal tax,
            List<TaxLayer> layers,
            int amounts) {
        List<String> notes = new ArrayList<>();
        BigDecimal list = entered.multiply(quantity);
        BigDecimal charged = reading.inclusive() ? gross : gross.subtract(tax);
        BigDecimal amount = list.subtract(share);
        boolean apart = isApart(amount, charged, 1);
        if (apart)
            notes.add("BigCommerce charged " + Words.money(charged, unit) + " for " + name
                    + ", its price and discounts come to " + Words.money(amount, unit) + ": what was charged is used.");
        if (apart || reading.isExact(tax)) amount = charged;
        Rate rate = rate(name, amount, gross, tax, layers, amounts, notes);
        BigDecimal factor = reading.inclusive() ? rate.factor() : BigDecimal.ONE;
        BigDecimal price = Rate.sent(divide(entered, factor));
        BigDecimal discount = Rate.sent(divide(list.subtract(amount), factor));
        if (discount.signum() < 0) { // charged more than listed
            price = Rate.sent(divide(amount, factor.multiply(quantity)));
            discount = BigDecimal.ZERO;
        }
        return new Priced(
                quantity, price, discount.min(price.multiply(quantity)), rate, gross, tax, List.copyOf(notes));
    }

    private Rate rate(
            String name,
            BigDecimal amount,
            BigDecimal gross,
            BigDecimal tax,
            List<TaxLayer> layers,
            int amounts,
            List<String> notes) {
        TaxQuotient quotient = reading.quotient(gross, tax, unit.half(amounts));
        if (layers.isEmpty()) return guess(quotient, tax);
        Rate exact = Rate.of(layers);
        BigDecimal expected = reading.inclusive()
                ? amount.subtract(exact.net(amount))
                : amount.multiply(exact.percent().movePointLeft(2));
        if (!isApart(expected, tax, amounts)) return exact;
        Rate charged = guess(quotient, tax);
        notes.add("BigCommerce charged " + Words.money(tax, unit) + " tax on " + name + ", its rate of "
                + Words.number(exact.percent()) + " % makes " + Words.money(expected, unit)
                + ": what was charged is used, as "
                + Words.number(charged.percent()) + " %.");
        return charged;
    }

    /**
     * A rate that only the amounts tell. In a tax-inclusive shop it is one that Katana can hold, so that the exact gross
     * amount comes out again.
     */
    private Rate guess(TaxQuotient quotient, BigDecimal tax) {
        if (tax.signum() == 0) return Rate.NONE;
        Rate rate = new Rate(quotient.snap(knownRates));
        if (!reading.inclusive() || !rate.isFiner()) return rate;
        return rate.katanaPercent() == null ? Rate.NONE : new Rate(rate.katanaPercent());
    }

    /** Further than a minor unit for each amount that was rounded. */
    private boolean isApart(BigDecimal a, BigDecimal b, int amounts) {
        return a.subtract(b).abs().compareTo(unit.amount().multiply(BigDecimal.valueOf(amounts))) > 0;
    }

    private static BigDecimal divide(BigDecimal amount, BigDecimal divisor) {
        return amount.divide(divisor, new MathContext(34, RoundingMode.HALF_UP));
    }
}
