package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * INV-4: the sales order comes to what was ordered, per tax rate too, discounts add up, no row is negative, the currency
 * is that of the order; and from BigCommerce's total it differs by no more than BigCommerce's own rounding of tax.
 */
final class MoneyToTheCent {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Facts.Pair pair;
    private final Snapshot.Order salesOrder;
    private final Expected expected;
    private final List<Violation> found;

    private MoneyToTheCent(Facts.Pair pair, Snapshot.Order salesOrder, List<Violation> found) {
        this.pair = pair;
        this.salesOrder = salesOrder;
        this.expected = Expected.of(pair.order(), pair.rules());
        this.found = found;
    }

    static List<Violation> check(Facts facts) {
        var found = new ArrayList<Violation>();
        Comparison.each(facts, (pair, salesOrder) -> new MoneyToTheCent(pair, salesOrder, found).check());
        return found;
    }

    private void check() {
        var order = pair.order();
        if (!order.currency().code().equals(salesOrder.currency())) {
            say("is in " + salesOrder.currency() + " instead of "
                    + order.currency().code());
        }
        for (var row : salesOrder.livingRows()) {
            if (row.price().signum() < 0 || net(row).compareTo(new BigDecimal("-0.0000001")) < 0) {
                say("has a negative row " + row.id());
            }
        }
        near("total", katanaGross(), expected.gross(), expected.tolerance());
        near("discounts", katanaDiscount(), expectedDiscount(), expected.tolerance());
        perRate();
        againstTheShop();
    }

    /** BigCommerce rounds the tax of each amount, Katana none: half a unit each, and nothing where tax is inside. */
    private void againstTheShop() {
        var charged = pair.order().totals().totalInc().subtract(expected.leftOut());
        var refunded = !pair.order().refunds().isEmpty();
        var roundings = expected.inclusive() && !refunded ? 0 : expected.taxedAmounts();
        var most =
                expected.halfUnit().multiply(BigDecimal.valueOf(roundings + 1L)).add(expected.tolerance());
        near("total against the shop's", katanaGross(), charged, most);
    }

    private void perRate() {
        var wanted = new TreeMap<BigDecimal, BigDecimal>();
        expected.rows().forEach(row -> add(wanted, Expected.percent(row.factor()), row.net()));
        expected.charges().forEach(charge -> add(wanted, Expected.percent(charge.factor()), charge.net()));
        var is = new TreeMap<BigDecimal, BigDecimal>();
        salesOrder.livingRows().forEach(row -> add(is, row.taxPercent(), net(row)));
        fees().forEach(fee -> add(is, fee.taxPercent(), fee.amount()));
        var rates = new TreeMap<>(wanted);
        rates.putAll(is);
        for (var rate : rates.keySet()) {
            near(
                    "net at " + rate + " %",
                    is.getOrDefault(rate, BigDecimal.ZERO),
                    wanted.getOrDefault(rate, BigDecimal.ZERO),
                    expected.halfUnit());
        }
    }

    /** Katana's percentages have three decimals. */
    private static void add(TreeMap<BigDecimal, BigDecimal> sums, BigDecimal percent, BigDecimal net) {
        if (net.signum() != 0) {
            sums.merge(percent.setScale(3, RoundingMode.HALF_UP), net, BigDecimal::add);
        }
    }

    private List<Snapshot.Fee> fees() {
        return salesOrder.fees().stream().filter(fee -> fee.deletedAt() == null).toList();
    }

    private BigDecimal katanaGross() {
        var sum = BigDecimal.ZERO;
        for (var row : salesOrder.livingRows()) {
            sum = sum.add(gross(net(row), row.taxPercent()));
        }
        for (var fee : fees()) {
            sum = sum.add(gross(fee.amount(), fee.taxPercent()));
        }
        return sum;
    }

    private static BigDecimal gross(BigDecimal net, BigDecimal percent) {
        return net.add(net.multiply(percent).divide(HUNDRED));
    }

    private static BigDecimal net(Snapshot.Row row) {
        return row.price().multiply(row.quantity()).subtract(discount(row));
    }

    private static BigDecimal discount(Snapshot.Row row) {
        return row.discount() == null ? BigDecimal.ZERO : row.discount();
    }

    private BigDecimal katanaDiscount() {
        return salesOrder.livingRows().stream().map(MoneyToTheCent::discount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal expectedDiscount() {
        return expected.rows().stream().map(Expected.Row::discount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void near(String what, BigDecimal is, BigDecimal wanted, BigDecimal most) {
        var difference = is.subtract(wanted);
        if (difference.abs().compareTo(most) > 0) {
            say("has " + what + " " + is.setScale(6, RoundingMode.HALF_UP).toPlainString() + " instead of "
                    + wanted.setScale(6, RoundingMode.HALF_UP).toPlainString());
        }
    }

    private void say(String words) {
        found.add(new Violation("INV-4", pair.name(), "sales order " + salesOrder.id() + " " + words));
    }
}
