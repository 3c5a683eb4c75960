package dev.ordersync.bigcommerce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A BigCommerce order as read from a snapshot by {@link OrderReader}. Absent texts are empty, absent ids 0, absent
 * dates null. Source: {@code GET /v2/orders/{id}}.
 *
 * @param id also the number that merchant and shopper see
 * @param customerId 0 for a guest
 * @param statusId 0 to 14; the names can be renamed by the merchant, the ids cannot
 * @param taxInclusive whether the amounts with tax are the exact ones; null when the order does not say (old orders)
 * @param currency of all amounts: {@code default_currency_code}, never the one the shopper browsed in
 * @param displayCurrency what the shopper browsed in
 * @param storeCurrency the store's own, in which its catalogue is
 * @param storeRate from the store's own currency to {@code currency}; null when absent
 * @param itemsTotal sum of the quantities; -1 when absent
 * @param archived {@code is_deleted}: put away by the merchant, not cancelled
 * @param consignments shipping destinations in the order of the answer
 * @param lines of all consignments (shipping, pickup, download, gift certificate), each once
 * @param linesComplete false when the included lines were cut off, missing, or do not add up to {@code itemsTotal}: the
 *     order's {@code /products} must be read
 * @param taxes null when they were not read with the order
 */
public record BcOrder(
        long id,
        long customerId,
        Instant createdAt,
        Instant modifiedAt,
        Instant shippedAt,
        int statusId,
        String status,
        String paymentMethod,
        String paymentStatus,
        Boolean taxInclusive,
        String taxProviderId,
        String currency,
        String displayCurrency,
        String storeCurrency,
        BigDecimal storeRate,
        BcTotals totals,
        Charge shipping,
        Charge handling,
        Charge wrapping,
        List<BcFee> fees,
        int itemsTotal,
        int itemsShipped,
        boolean digital,
        boolean archived,
        String staffNotes,
        String customerMessage,
        String externalOrderId,
        String orderSource,
        long channelId,
        int shippingAddressCount,
        BcAddress billing,
        List<BcConsignment> consignments,
        List<BcPickup> pickups,
        List<BcLine> lines,
        boolean linesComplete,
        List<BcTax> taxes) {

    public BcOrder {
        fees = List.copyOf(fees);
        consignments = List.copyOf(consignments);
        pickups = List.copyOf(pickups);
        lines = List.copyOf(lines);
        taxes = taxes == null ? null : List.copyOf(taxes);
    }

    public boolean isGuest() {
        return customerId == 0;
    }
}
