package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * The arithmetic of an order: discounts become shares of lines, tax is rounded per line to the minor unit, totals are
 * sums. Deterministic, called after every change.
 */
final class Pricing {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Pricing() {}

    static void price(Order order) {
        var decimals = order.currency.decimals();
        order.lines.forEach(line -> line.shares.clear());
        order.discounts.stream()
                .filter(discount -> discount.kind() == Discount.Kind.PRODUCT_PROMOTION)
                .forEach(discount -> onLines(order, discount, decimals));
        order.discounts.stream()
                .filter(discount -> discount.kind() != Discount.Kind.PRODUCT_PROMOTION)
                .forEach(discount -> onLines(order, discount, decimals));
        order.lines.forEach(line -> {
            line.price(order.inclusive, decimals);
            line.wrapping.price(order.inclusive, decimals);
        });
        shipping(order, decimals);
        order.fees.forEach(fee -> fee.charge().price(order.inclusive, decimals));
        order.totals = totals(order);
    }

    private static void onLines(Order order, Discount discount, int decimals) {
        if (discount.kind().onShipping()) {
            return;
        }
        var lines = order.lines.stream()
                .filter(line -> line.quantity > 0 && !line.discountsLost && discount.covers(line))
                .filter(line -> line.remaining().signum() > 0)
                .toList();
        var amounts = discount.kind().spread()
                ? spread(order, discount, lines, decimals)
                : lines.stream().map(line -> onLine(discount, line, decimals)).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (amounts.get(i).signum() > 0) {
                lines.get(i)
                        .shares
                        .add(new Share(
                                discount.id(),
                                amounts.get(i),
                                discount.name(),
                                discount.code(),
                                discount.kind().target));
            }
        }
    }

    /** In proportion to the lines' prices ex tax before discounts, in whole minor units, adding up exactly. */
    private static List<BigDecimal> spread(Order order, Discount discount, List<Line> lines, int decimals) {
        var weights = lines.stream()
                .map(line -> order.inclusive
                        ? line.entered().divide(TaxRate.factor(line.rates), Money.EXACT)
                        : line.entered())
                .toList();
        var caps = lines.stream().map(Line::remaining).toList();
        return Money.split(discount.value(), weights, caps, decimals);
    }

    private static BigDecimal onLine(Discount discount, Line line, int decimals) {
        var amount = switch (discount.kind()) {
            case COUPON_PERCENT -> line.remaining().multiply(discount.value()).divide(HUNDRED);
            case COUPON_PER_ITEM -> discount.value().multiply(BigDecimal.valueOf(line.quantity));
            default -> discount.value();
        };
        return Money.round(amount, decimals).min(line.remaining());
    }

    /** Shipping coupons reduce shipping and appear on no line; a free-shipping coupon takes what is left of it. */
    private static void shipping(Order order, int decimals) {
        var bases = order.destinations.stream()
                .map(destination -> destination.shipping.base)
                .toList();
        var reduction = Money.ZERO;
        for (var discount : order.discounts) {
            if (discount.kind() == Discount.Kind.COUPON_FREE_SHIPPING) {
                reduction = Money.sum(bases);
            } else if (discount.kind() == Discount.Kind.COUPON_SHIPPING) {
                reduction = reduction.add(discount.value());
            }
        }
        var parts = Money.split(reduction, bases, bases, decimals);
        order.shippingDiscount = Money.sum(parts);
        for (int i = 0; i < bases.size(); i++) {
            var destination = order.destinations.get(i);
            destination.shipping.reduction = parts.get(i);
            destination.shipping.price(order.inclusive, decimals);
            destination.handling.price(order.inclusive, decimals);
        }
    }

    private static Order.Totals totals(Order order) {
        var shares = order.lines.stream().flatMap(line -> line.shares.stream()).toList();
        var coupons = Money.sum(
                shares.stream().filter(Share::ofCoupon).map(Share::amount).toList());
        var discounts = Money.sum(shares.stream()
                .filter(share -> !share.ofCoupon())
                .map(Share::amount)
                .toList());
        var inc = sum(order, Line::gross).add(charges(order, Charge::inc));
        var lineTax = sum(order, Line::tax);
        var tax = lineTax.add(charges(order, Charge::tax));
        return new Order.Totals(
                sum(order, Line::totalEx),
                sum(order, Line::totalInc),
                lineTax,
                discounts,
                coupons,
                inc.subtract(tax),
                inc,
                tax);
    }

    private static BigDecimal sum(Order order, Function<Line, BigDecimal> part) {
        return Money.sum(order.lines.stream().map(part).toList());
    }

    /** Everything besides the lines. */
    private static BigDecimal charges(Order order, Function<Charge, BigDecimal> part) {
        return shippingOf(order, part)
                .add(handlingOf(order, part))
                .add(wrappingOf(order, part))
                .add(Money.sum(
                        order.fees.stream().map(fee -> part.apply(fee.charge())).toList()));
    }

    static BigDecimal shippingOf(Order order, Function<Charge, BigDecimal> part) {
        return Money.sum(
                order.destinations.stream().map(one -> part.apply(one.shipping)).toList());
    }

    static BigDecimal handlingOf(Order order, Function<Charge, BigDecimal> part) {
        return Money.sum(
                order.destinations.stream().map(one -> part.apply(one.handling)).toList());
    }

    static BigDecimal wrappingOf(Order order, Function<Charge, BigDecimal> part) {
        return Money.sum(order.lines.stream()
                .filter(line -> line.quantity > 0)
                .map(line -> part.apply(line.wrapping))
                .toList());
    }
}
