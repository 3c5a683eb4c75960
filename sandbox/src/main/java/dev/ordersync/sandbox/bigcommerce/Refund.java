package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Money given back through BigCommerce.
 *
 * @param items order product id to quantity
 * @param shipping true when the shipping of the first address was given back too
 */
public record Refund(
        int id,
        long createdAt,
        String reason,
        Map<Integer, Integer> items,
        boolean shipping,
        BigDecimal amount,
        BigDecimal tax) {}
