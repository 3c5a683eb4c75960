package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.PlanResult.Held;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.Optional;

/** Amounts that no sales order can hold, by the name of their field. What is left out of it may be as it likes. */
final class CheckAmounts {

    static Optional<Held> of(ShopOrder order, PlanRules rules, MinorUnit unit) {
        for (Line line : order.lines()) {
            if (!isRow(line, rules)) continue;
            if (isNegative(line.priceExTax()) || isNegative(line.priceIncTax()))
                return held("The price of '" + Words.name(line.name()) + "' is negative (price_inc_tax "
                        + Words.number(line.priceIncTax()) + "): Katana takes no negative price.");
            BigDecimal charged = line.discountedTotalIncTax();
            if (charged != null && isMoreThanRounding(charged, unit))
                return held("The discounts of '" + Words.name(line.name())
                        + "' exceed its price (discounted_total_inc_tax "
                        + Words.number(charged) + "): Katana takes no negative row.");
        }
        if (!rules.importShippingFee()) return Optional.empty();
        for (Charge charge : order.charges()) {
            if (isNegative(charge.exTax()) || isNegative(charge.incTax()))
                return held("The charge '" + Words.name(charge.name()) + "' is negative ("
                        + Words.number(charge.incTax()) + "): Katana takes no negative fee.");
        }
        return Optional.empty();
    }

    /** Discounts may exceed a line only by what rounding explains. */
    static Optional<Held> of(Reading reading, PlanRules rules, MinorUnit unit) {
        for (Line line : reading.lines()) {
            BigDecimal gross = reading.gross(line);
            if (isRow(line, rules) && isMoreThanRounding(gross, unit))
                return held(
                        "The discounts of '" + Words.name(line.name()) + "' (applied_discounts) exceed its price by "
                                + Words.money(gross.negate(), unit) + ": Katana takes no negative row.");
        }
        return Optional.empty();
    }

    private static boolean isRow(Line line, PlanRules rules) {
        return line.quantity().signum() > 0 && LineFate.of(line, rules) == LineFate.ROW;
    }

    /** A minor unit below nothing is what rounding the shares of a line given away may come to. */
    private static boolean isMoreThanRounding(BigDecimal charged, MinorUnit unit) {
        return charged.add(unit.amount()).signum() < 0;
    }

    private static boolean isNegative(BigDecimal amount) {
        return amount != null && amount.signum() < 0;
    }

    private static Optional<Held> held(String sentence) {
        return Optional.of(new Held("negative-amount", sentence, null));
    }

    private CheckAmounts() {}
}
