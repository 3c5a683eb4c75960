package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a shipping discount off the shipping, where BigCommerce lists it without having taken it off itself. */
final class DiscountedCharges {

    /** Empty when the shipping is less than the discount. */
    static Optional<List<Charge>> less(List<Charge> charges, BigDecimal discount, boolean inclusive, MinorUnit unit) {
        if (discount.signum() <= 0) return Optional.empty();
        List<Charge> less = new ArrayList<>();
        BigDecimal left = discount;
        for (Charge charge : charges) {
            BigDecimal amount = inclusive ? charge.incTax() : charge.exTax();
            BigDecimal taken =
                    charge.kind() == ChargeKind.SHIPPING ? left.min(amount).max(BigDecimal.ZERO) : BigDecimal.ZERO;
            left = left.subtract(taken);
            less.add(taken.signum() == 0 ? charge : reduced(charge, amount, taken, inclusive, unit));
        }
        return left.signum() == 0 ? Optional.of(less) : Optional.empty();
    }

    private static Charge reduced(
            Charge charge, BigDecimal amount, BigDecimal taken, boolean inclusive, MinorUnit unit) {
        BigDecimal rest = amount.subtract(taken);
        BigDecimal tax = unit.round(charge.tax().multiply(rest).divide(amount, MathContext.DECIMAL64));
        return new Charge(
                charge.key(),
                charge.kind(),
                charge.name(),
                inclusive ? rest.subtract(tax) : rest,
                inclusive ? rest : rest.add(tax),
                tax,
                charge.taxes(),
                charge.amounts());
    }

    private DiscountedCharges() {}
}
