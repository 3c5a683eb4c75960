package dev.ordersync.katana;

import java.math.BigDecimal;

/**
 * The one shipping fee of a sales order. Source: {@code /sales_order_shipping_fee}.
 *
 * @param amount without tax, in the order's currency
 */
public record ShippingFee(
        long id, long salesOrderId, String description, BigDecimal amount, Long taxRateId, java.time.Instant deletedAt)
        implements Identified {}
