package dev.ordersync.bigcommerce;

import java.math.BigDecimal;

/**
 * A side charge of an order (shipping, handling, wrapping) in the order's currency, its discounts already taken off.
 * Absent amounts are zero. Source: orders v2, fields {@code *_cost_ex_tax}, {@code *_cost_inc_tax}, {@code *_cost_tax}.
 *
 * @param taxClassId 0 is the store's default tax class
 */
public record Charge(BigDecimal exTax, BigDecimal incTax, BigDecimal tax, long taxClassId) {
    public boolean isZero() {
        return exTax.signum() == 0 && incTax.signum() == 0 && tax.signum() == 0;
    }
}
