package dev.ordersync.bigcommerce;

import java.math.BigDecimal;

/**
 * What the order adds up to, in its currency: total = subtotal + shipping + handling + wrapping + fees - discount -
 * coupons. Absent parts are zero; the two totals are always there.
 *
 * @param subtotalTax tax of the lines after discounts, so it is not the difference of the two subtotals
 * @param discount promotions and manual discounts on the order
 * @param coupons coupon discounts, beside {@code discount}
 * @param storeCredit part of the total that was paid by store credit: a payment, not a discount
 * @param giftCertificates part of the total that was paid by gift certificates: a payment as well
 */
public record BcTotals(
        BigDecimal subtotalExTax,
        BigDecimal subtotalIncTax,
        BigDecimal subtotalTax,
        BigDecimal totalExTax,
        BigDecimal totalIncTax,
        BigDecimal totalTax,
        BigDecimal discount,
        BigDecimal coupons,
        BigDecimal storeCredit,
        BigDecimal giftCertificates) {}
