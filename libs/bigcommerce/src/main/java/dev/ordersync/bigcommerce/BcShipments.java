package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shipments of orders. The platform has no idempotency key: a marker in the comments is how one is found again. */
public final class BcShipments {
    private static final int NUMBER = 50;
    private static final int LINK = 500;

    private final Wire wire;
    private final BcOrders orders;

    BcShipments(Wire wire) {
        this.wire = wire;
        this.orders = new BcOrders(wire, wire);
    }

    /** All shipments of an order. */
    public Answer<List<BcShipment>> ofOrder(long orderId) {
        return orders.shipments(orderId).map(BcShipments::read);
    }

    /** The shipment of an order that carries our marker, to be asked before sending it again. */
    public Answer<Optional<BcShipment>> marked(long orderId, String marker) {
        return ofOrder(orderId)
                .map(all -> all.stream().filter(s -> s.isMarked(marker)).findFirst());
    }

    /**
     * Creates a shipment; mails the shopper where the merchant wants it and may move the order's status. {@code
     * Uncertain} when there is no answer: look it up by its marker.
     */
    public Answer<BcShipment> create(long orderId, NewShipment shipment) {
        return wire.create(
                wire.at("/v2/orders").id(orderId).path("/shipments"),
                body(shipment),
                BcShipments::shipment,
                BcShipment::id);
    }

    /**
     * Changes how a shipment is tracked and nothing else of it; the same once or twice. {@code Missing} when there is no such
     * shipment any more.
     */
    public Answer<BcShipment> track(long orderId, long shipmentId, ShipmentTracking tracking) {
        return wire.put(wire.at("/v2/orders").id(orderId).path("/shipments").id(shipmentId), body(tracking))
                .map(BcShipments::shipment);
    }

    /** The shipments of a snapshot; ones that cannot be read are left out. */
    public static List<BcShipment> read(JsonNode shipments) {
        List<BcShipment> read = new ArrayList<>();
        shipments.forEach(s -> {
            if (s.path("id").asLong() > 0) read.add(shipment(s));
        });
        return read;
    }

    private static BcShipment shipment(JsonNode node) {
        Fields f = Fields.lenient(node);
        return new BcShipment(
                f.id("id"),
                f.id("order_id"),
                f.id("order_address_id"),
                f.instant("date_created"),
                f.text("tracking_number"),
                f.text("tracking_link"),
                f.text("generated_tracking_link"),
                f.text("shipping_provider"),
                f.text("tracking_carrier"),
                f.text("shipping_method"),
                f.text("comments"),
                f.list("items", item -> new BcShipment.Item(item.id("order_product_id"), item.count("quantity"))));
    }

    private static JsonNode body(NewShipment s) {
        ObjectNode body = Json.TREE.createObjectNode().put("order_address_id", s.addressId());
        ArrayNode items = body.putArray("items");
        s.items()
                .forEach(i ->
                        items.addObject().put("order_product_id", i.lineId()).put("quantity", i.quantity()));
        put(body, "tracking_number", cut(s.trackingNumber(), NUMBER));
        put(
                body,
                "tracking_link",
                s.trackingLink() != null && s.trackingLink().length() > LINK ? null : s.trackingLink());
        put(body, "shipping_provider", s.shippingProvider());
        put(body, "tracking_carrier", s.trackingCarrier());
        put(body, "shipping_method", s.shippingMethod());
        put(body, "comments", s.comments());
        return body;
    }

    private static JsonNode body(ShipmentTracking t) {
        ObjectNode body = Json.TREE.createObjectNode().put("tracking_number", cut(t.number(), NUMBER));
        if (t.link() != null && t.link().length() <= LINK) body.put("tracking_link", t.link());
        if (t.method() != null) body.put("shipping_method", t.method());
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        if (value != null && !value.isBlank()) body.put(name, value);
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
