package dev.ordersync.bigcommerce;

import java.math.BigDecimal;

/**
 * A line's share of a discount, for its whole quantity, in the order's currency: including tax in a tax-inclusive
 * store, without tax otherwise. Source: {@code applied_discounts[]}.
 *
 * @param id {@code manual-discount}, {@code coupon}, {@code total-coupon} or a promotion's id
 * @param code the coupon code; empty for promotions and manual discounts
 * @param target {@code order} (spread over the lines by BigCommerce) or {@code product}
 */
public record BcDiscount(String id, BigDecimal amount, String name, String code, String target) {}
