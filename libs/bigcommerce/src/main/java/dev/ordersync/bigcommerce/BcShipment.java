package dev.ordersync.bigcommerce;

import java.time.Instant;
import java.util.List;

/**
 * A shipment of an order. Source: {@code GET /v2/orders/{id}/shipments}. Absent texts are empty.
 *
 * @param comments holds our marker when it was made by us
 */
public record BcShipment(
        long id,
        long orderId,
        long addressId,
        Instant createdAt,
        String trackingNumber,
        String trackingLink,
        String generatedTrackingLink,
        String shippingProvider,
        String trackingCarrier,
        String shippingMethod,
        String comments,
        List<Item> items) {

    public BcShipment {
        items = List.copyOf(items);
    }

    /** How much of which order line. */
    public record Item(long lineId, int quantity) {}

    /** Whether the comments hold the marker as a word of its own ({@code ...:12} is not found in {@code ...:123}). */
    public boolean isMarked(String marker) {
        return List.of(comments.split("[\\s,;]+")).contains(marker);
    }
}
