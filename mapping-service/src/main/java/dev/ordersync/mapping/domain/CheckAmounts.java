package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.PlanResult.Held;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.Optional;

/** Amounts that no sales order can hold, by the name of their field. */
final class CheckAmounts {

    static Optional<Held> of(ShopOrder order) {
        for (Line line : order.lines()) {
            if (isNegative(line.priceExTax()) || isNegative(line.priceIncTax()))
                return held("The price of '" + Words.name(line.name()) + "' is negative (price_inc_tax "
                        + Words.number(line.priceIncTax()) + "): Katana takes no negative price.");
            if (isNegative(line.discountedTotalIncTax()))
                return held("The discounts of '" + Words.name(line.name())
                        + "' exceed its price (discounted_total_inc_tax "
                        + Words.number(line.discountedTotalIncTax()) + "): Katana takes no negative row.");
        }
        for (Charge charge : order.charges()) {
            if (isNegative(charge.exTax()) || isNegative(charge.incTax()))
                return held("The charge '" + Words.name(charge.name()) + "' is negative ("
                        + Words.number(charge.incTax()) + "): Katana takes no negative fee.");
        }
        return Optional.empty();
    }

    /** Discounts may exceed a line only by what rounding explains. */
    static Optional<Held> of(Reading reading, MinorUnit unit) {
        for (Line line : reading.lines()) {
            BigDecimal gross = reading.gross(line);
            if (gross.add(unit.amount()).signum() < 0)
                return held(
                        "The discounts of '" + Words.name(line.name()) + "' (applied_discounts) exceed its price by "
                                + Words.money(gross.negate(), unit) + ": Katana takes no negative row.");
        }
        return Optional.empty();
    }

    private static boolean isNegative(BigDecimal amount) {
        return amount != null && amount.signum() < 0;
    }

    private static Optional<Held> held(String sentence) {
        return Optional.of(new Held("negative-amount", sentence, null));
    }

    private CheckAmounts() {}
}
