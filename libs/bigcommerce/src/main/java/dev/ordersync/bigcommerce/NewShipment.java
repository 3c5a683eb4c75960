package dev.ordersync.bigcommerce;

import java.util.List;

/**
 * A shipment to create: one parcel to one address. Texts over the platform's limits are cut. Source: orders v2,
 * {@code POST /v2/orders/{id}/shipments}.
 *
 * @param addressId {@code order_address_id} of all its lines
 * @param trackingNumber at most 50 characters
 * @param trackingLink own tracking URL, at most 500 characters; a longer one is left out
 * @param shippingProvider {@code ups}, {@code fedex}...: one of the platform's names, or empty
 * @param trackingCarrier a courier's slug, or empty; unknown ones may be refused
 * @param comments must hold the marker by which the shipment is found again
 */
public record NewShipment(
        long addressId,
        List<BcShipment.Item> items,
        String trackingNumber,
        String trackingLink,
        String shippingProvider,
        String trackingCarrier,
        String shippingMethod,
        String comments) {

    public NewShipment {
        if (addressId <= 0) throw new IllegalArgumentException("a shipment needs an address");
        if (items.isEmpty()) throw new IllegalArgumentException("a shipment needs items");
        items = List.copyOf(items);
    }
}
