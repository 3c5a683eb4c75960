package dev.ordersync.bigcommerce;

import java.math.BigDecimal;

/**
 * One tax of one line or charge. Source: {@code GET /v2/orders/{id}/taxes?details=true}.
 *
 * @param taxClassId 0 is the default one; null when it is not told
 * @param rate percent: 8 is 8 %
 * @param priority rates of one priority are added, those of different priorities compound in rising order
 * @param lineAmount tax money of this row
 * @param priorityAmount tax money of all rows of this priority
 * @param lineId the line taxed; 0 for shipping, handling, wrapping and for answers without details
 * @param lineItemType {@code item}, {@code shipping}, {@code handling}, {@code gift-wrapping}, or empty
 * @param name placeholder text such as {@code Automatic Tax} when an outside tax provider gave the amount
 */
public record BcTax(
        long id,
        String name,
        String taxClass,
        Long taxClassId,
        BigDecimal rate,
        int priority,
        BigDecimal lineAmount,
        BigDecimal priorityAmount,
        long addressId,
        long lineId,
        String lineItemType) {}
