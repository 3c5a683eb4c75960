package dev.ordersync.bigcommerce;

import java.math.BigDecimal;
import java.util.List;

/**
 * One line of an order. All money is in the order's currency; prices and totals are before discounts of the order.
 * Absent texts are empty, absent ids 0. Source: {@code GET /v2/orders/{id}/products}.
 *
 * @param id the order product id: key of shipments, refunds and taxes
 * @param productId 0 for a custom item and for a gift certificate; the product may no longer exist
 * @param addressId the shipping consignment; 0 when the line is not shipped
 * @param name the store's own name of it ({@code name_merchant}), else the shopper's
 * @param sku as it was when the order was placed
 * @param type {@code physical}, {@code digital} or {@code giftcertificate}; physical when absent
 * @param totalTax tax of the line after discounts; null when absent
 * @param discountedTotalIncTax the line with tax after all its {@code discounts}; null when absent (old payloads)
 * @param quantity 0 for a line that was removed from the order and is still listed
 * @param wrapping gift wrap, on top of the totals of the line
 * @param parentLineId the bundle this line is a part of; 0 when none
 * @param eventDate free text, empty when the product has no event date
 */
public record BcLine(
        long id,
        long productId,
        long variantId,
        long addressId,
        long pickupMethodId,
        String name,
        String sku,
        String upc,
        String type,
        BigDecimal basePrice,
        BigDecimal priceExTax,
        BigDecimal priceIncTax,
        BigDecimal totalExTax,
        BigDecimal totalIncTax,
        BigDecimal totalTax,
        BigDecimal discountedTotalIncTax,
        int quantity,
        int quantityShipped,
        int quantityRefunded,
        boolean refunded,
        BigDecimal costPriceExTax,
        Charge wrapping,
        String wrappingName,
        long parentLineId,
        boolean bundled,
        List<BcDiscount> discounts,
        List<BcOption> options,
        String eventName,
        String eventDate) {

    public BcLine {
        discounts = List.copyOf(discounts);
        options = List.copyOf(options);
    }

    /** What is still to be made or shipped: quantity less shipped and refunded, never below 0. */
    public int quantityOpen() {
        return Math.max(0, quantity - quantityShipped - quantityRefunded);
    }

    public boolean isPhysical() {
        return type.equals("physical");
    }

    /** Typed in by hand, without a product of the catalogue. */
    public boolean isCustom() {
        return productId == 0 && !type.equals("giftcertificate");
    }
}
