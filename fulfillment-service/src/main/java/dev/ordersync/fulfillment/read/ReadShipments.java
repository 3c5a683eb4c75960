package dev.ordersync.fulfillment.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.bigcommerce.BcShipment;
import dev.ordersync.bigcommerce.BcShipments;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the shipments of a BigCommerce order, and in their comments the marker by which we know our own. */
public final class ReadShipments {
    private static final String MARKER = "katana-fulfillment:";
    private static final Pattern MARKED = Pattern.compile("(?<![\\w-])" + MARKER + "(\\d{1,18})(?!\\w)");

    /** What the comments of a shipment say that we make for this fulfillment. */
    public static String marker(long fulfillmentId) {
        return MARKER + fulfillmentId;
    }

    public static List<Shipment> read(JsonNode shipments) {
        return BcShipments.read(shipments).stream()
                .map(ReadShipments::shipment)
                .sorted(Comparator.comparingLong(Shipment::id))
                .toList();
    }

    public static Shipment shipment(BcShipment read) {
        Matcher marked = MARKED.matcher(read.comments());
        String link = read.trackingLink().isEmpty() ? read.generatedTrackingLink() : read.trackingLink();
        String carrier = read.trackingCarrier().isEmpty() ? read.shippingProvider() : read.trackingCarrier();
        return new Shipment(
                read.id(),
                read.addressId(),
                marked.find() ? Long.parseLong(marked.group(1)) : 0,
                read.trackingNumber(),
                link,
                carrier,
                read.items().stream()
                        .map(item -> new Shipment.Item(item.lineId(), item.quantity()))
                        .sorted(Comparator.comparingLong(Shipment.Item::lineId))
                        .toList());
    }

    private ReadShipments() {}
}
