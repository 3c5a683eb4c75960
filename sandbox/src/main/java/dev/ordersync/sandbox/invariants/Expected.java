package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Charge;
import dev.ordersync.sandbox.bigcommerce.Line;
import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.bigcommerce.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sales order should hold, from what was ordered: net price, net discount, percent, quantity per line, and the
 * net of the charges. Worked example: ten at 250 with 5.5 % inside less 100 is 236.966824..., 94.786729... and 5.5.
 *
 * @param leftOut gross of what the rules leave out, as BigCommerce charged it
 * @param taxedAmounts how many amounts BigCommerce rounded a tax for
 */
record Expected(
        List<Row> rows, List<Money> charges, BigDecimal leftOut, int taxedAmounts, boolean inclusive, int decimals) {
    private static final MathContext EXACT = new MathContext(34, RoundingMode.HALF_UP);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int KATANA_PERCENT_SCALE = 3;

    /** A line to be. */
    record Row(Line line, int quantity, BigDecimal price, BigDecimal discount, BigDecimal factor) {
        BigDecimal net() {
            return price.multiply(BigDecimal.valueOf(quantity)).subtract(discount);
        }
    }

    /** A net amount with the factor that makes it gross. */
    record Money(BigDecimal net, BigDecimal factor) {}

    /** Quantity less refunded, but never less than was shipped. */
    static int remaining(Line line) {
        return Math.min(line.quantity(), Math.max(line.quantity() - line.refunded(), line.shipped()));
    }

    static Expected of(Order order, StoreRules rules) {
        var rows = new ArrayList<Row>();
        var leftOut = BigDecimal.ZERO;
        var taxed = 0;
        for (var line : order.lines()) {
            taxed += line.rates().isEmpty() ? 0 : 1;
            var quantity = Eligibility.imported(line, rules) ? remaining(line) : 0;
            if (quantity > 0) {
                rows.add(row(line, quantity, order.inclusive()));
            }
            if (line.quantity() > 0) {
                leftOut = leftOut.add(part(line.gross(), line.quantity() - quantity, line.quantity()));
            }
        }
        var charges = new ArrayList<Money>();
        for (var charge : charges(order)) {
            taxed += charge.rates().isEmpty() ? 0 : 1;
            if (rules.importShippingFee()) {
                var entered = order.inclusive() ? charge.inc() : charge.ex();
                charges.add(money(entered, charge.rates(), order.inclusive()));
            } else {
                leftOut = leftOut.add(charge.inc());
            }
        }
        return new Expected(
                rows,
                charges,
                leftOut,
                taxed,
                order.inclusive(),
                order.currency().decimals());
    }

    private static Row row(Line line, int quantity, boolean inclusive) {
        var factor = TaxRate.factor(line.rates());
        var price = inclusive ? line.price().divide(factor, EXACT) : line.price();
        var discount = inclusive ? line.discount().divide(factor, EXACT) : line.discount();
        return new Row(line, quantity, price, part(discount, quantity, line.quantity()), factor);
    }

    private static Money money(BigDecimal entered, List<TaxRate> rates, boolean inclusive) {
        var factor = TaxRate.factor(rates);
        return new Money(inclusive ? entered.divide(factor, EXACT) : entered, factor);
    }

    private static BigDecimal part(BigDecimal whole, int some, int all) {
        return some == all ? whole : whole.multiply(BigDecimal.valueOf(some)).divide(BigDecimal.valueOf(all), EXACT);
    }

    /** Shipping and handling of every destination, wrapping of every line, fees. */
    private static List<Charge> charges(Order order) {
        var charges = new ArrayList<Charge>();
        order.destinations().forEach(place -> charges.addAll(List.of(place.shipping(), place.handling())));
        order.lines().stream().filter(line -> line.quantity() > 0).forEach(line -> charges.add(line.wrapping()));
        order.fees().forEach(fee -> charges.add(fee.charge()));
        charges.removeIf(charge -> charge.inc().signum() == 0);
        return charges;
    }

    static BigDecimal percent(BigDecimal factor) {
        return factor.subtract(BigDecimal.ONE).multiply(HUNDRED);
    }

    /** What the sales order comes to, unrounded. */
    BigDecimal gross() {
        var sum = BigDecimal.ZERO;
        for (var row : rows) {
            sum = sum.add(row.net().multiply(row.factor(), EXACT));
        }
        for (var charge : charges) {
            sum = sum.add(charge.net().multiply(charge.factor(), EXACT));
        }
        return sum;
    }

    BigDecimal halfUnit() {
        return new BigDecimal("0.5").movePointLeft(decimals);
    }

    /** How far Katana's sum may be from {@link #gross}: its percentages have three decimals, its prices ten. */
    BigDecimal tolerance() {
        var sum = BigDecimal.ONE.movePointLeft(6);
        for (var row : rows) {
            sum = sum.add(tooFine(row.net(), row.factor()));
        }
        for (var charge : charges) {
            sum = sum.add(tooFine(charge.net(), charge.factor()));
        }
        return sum;
    }

    private static BigDecimal tooFine(BigDecimal net, BigDecimal factor) {
        var fine = percent(factor).stripTrailingZeros().scale() > KATANA_PERCENT_SCALE;
        return fine ? net.abs().multiply(new BigDecimal("0.000005")) : BigDecimal.ZERO;
    }
}
