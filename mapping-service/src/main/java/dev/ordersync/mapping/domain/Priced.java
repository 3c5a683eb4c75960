package dev.ordersync.mapping.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A line or charge with its money in Katana's terms, for its whole quantity.
 *
 * @param price before tax, at most 10 decimals
 * @param discount of the whole quantity, before tax, not more than the price times the quantity
 * @param gross as BigCommerce charged it, with tax, after discounts
 * @param tax as BigCommerce charged it
 * @param notes where what was charged is not what the fields promise
 */
record Priced(
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal discount,
        Rate rate,
        BigDecimal gross,
        BigDecimal tax,
        List<String> notes) {

    BigDecimal net() {
        return price.multiply(quantity).subtract(discount);
    }

    /** The discount of a smaller quantity of the same line. */
    BigDecimal discountOf(BigDecimal part) {
        if (part.compareTo(quantity) == 0) return discount;
        BigDecimal share = Rate.sent(discount.multiply(part).divide(quantity, Rate.DECIMALS + 4, RoundingMode.HALF_UP));
        return share.min(price.multiply(part));
    }
}
