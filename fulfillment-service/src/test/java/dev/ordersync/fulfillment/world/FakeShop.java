package dev.ordersync.fulfillment.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One BigCommerce store with its orders. */
public final class FakeShop extends World.Desk {
    private final Map<Long, ObjectNode> orders = new TreeMap<>();
    private final Map<Long, ArrayNode> shipments = new TreeMap<>();

    private static final int MOST_LINES = 50;
    private boolean shipmentsMoveStatus;
    private ArrayNode refusal;

    /** A line of an order to place. */
    public record Line(long id, String sku, int quantity) {}

    public synchronized long place(int status, List<Line> lines) {
        long id = World.nextId();
        ObjectNode order = Json.TREE.createObjectNode();
        order.put("id", id).put("status_id", status).put("date_created", "Tue, 05 May 2026 10:00:00 +0000");
        order.put("default_currency_code", "EUR").put("total_ex_tax", "10.0000").put("total_inc_tax", "10.0000");
        order.put("is_deleted", false)
                .put("items_total", lines.stream().mapToInt(Line::quantity).sum());
        ArrayNode shipping = order.putObject("consignments").putArray("shipping");
        ArrayNode items = shipping.addObject().put("id", 7).putArray("line_items");
        lines.forEach(line -> items.addObject()
                .put("id", line.id())
                .put("product_id", 5)
                .put("order_address_id", 7)
                .put("type", "physical")
                .put("sku", line.sku())
                .put("quantity", line.quantity())
                .put("quantity_shipped", 0)
                .put("quantity_refunded", 0)
                .put("price_ex_tax", "1.0000")
                .put("price_inc_tax", "1.0000")
                .put("total_ex_tax", "1.0000")
                .put("total_inc_tax", "1.0000"));
        orders.put(id, order);
        shipments.put(id, Json.TREE.createArrayNode());
        return id;
    }

    /** The last line is no product of the catalogue. */
    public synchronized void lastIsCustom(long id) {
        ((ObjectNode) lines(id).get(lines(id).size() - 1)).put("product_id", 0);
    }

    public synchronized void status(long id, int status) {
        orders.get(id).put("status_id", status);
    }

    public synchronized int status(long id) {
        return orders.get(id).path("status_id").asInt();
    }

    /** From now on a shipment of ours sets its order to Shipped. */
    public synchronized void shipmentsMoveStatus() {
        shipmentsMoveStatus = true;
    }

    /** From now on; null for no longer. */
    public synchronized void refuseShipments(String message) {
        refusal = message == null ? null : Json.TREE.createArrayNode();
        if (refusal != null) refusal.addObject().put("status", 400).put("message", message);
    }

    public synchronized void archive(long id) {
        orders.get(id).put("is_deleted", true);
    }

    public synchronized JsonNode order(long id) {
        return orders.get(id).deepCopy();
    }

    public synchronized ArrayNode shipments(long id) {
        return shipments.get(id).deepCopy();
    }

    public synchronized long ship(long id, Map<Long, Integer> items, String tracking) {
        ObjectNode shipment = Json.TREE.createObjectNode();
        shipment.put("id", World.nextId()).put("order_address_id", 7).put("tracking_number", tracking);
        shipment.put("comments", "");
        ArrayNode list = shipment.putArray("items");
        items.forEach((line, quantity) ->
                list.addObject().put("order_product_id", line).put("quantity", quantity));
        return keep(id, shipment);
    }

    /** A person deletes the shipment. */
    public synchronized void unship(long id, long shipmentId) {
        ArrayNode left = Json.TREE.createArrayNode();
        for (JsonNode shipment : shipments.get(id))
            if (shipment.path("id").asLong() != shipmentId) left.add(shipment);
            else shipped(id, shipment, -1);
        shipments.put(id, left);
    }

    /** A person sets, corrects or removes the tracking number of a shipment. */
    public synchronized void track(long id, long shipmentId, String number) {
        shipment(id, shipmentId).put("tracking_number", number);
    }

    private ObjectNode shipment(long id, long shipmentId) {
        for (JsonNode shipment : shipments.get(id))
            if (shipment.path("id").asLong() == shipmentId) return (ObjectNode) shipment;
        return null;
    }

    private World.Answer change(long id, long shipmentId, JsonNode body) {
        ObjectNode shipment = shipment(id, shipmentId);
        if (shipment == null) return World.Answer.missing();
        if (body.has("items")) return World.Answer.refused("the items cannot be changed");
        if (body.path("tracking_number").asText().length() > 50) return World.Answer.refused("too long");
        shipment.setAll((ObjectNode) body);
        return World.Answer.ok(shipment.deepCopy());
    }

    private long keep(long id, ObjectNode shipment) {
        shipped(id, shipment, 1);
        shipments.get(id).add(shipment);
        return shipment.path("id").asLong();
    }

    private void shipped(long id, JsonNode shipment, int times) {
        for (JsonNode item : shipment.path("items"))
            for (JsonNode line : lines(id))
                if (line.path("id").asLong() == item.path("order_product_id").asLong())
                    ((ObjectNode) line)
                            .put(
                                    "quantity_shipped",
                                    line.path("quantity_shipped").asInt()
                                            + times * item.path("quantity").asInt());
    }

    private JsonNode lines(long id) {
        return orders.get(id).path("consignments").path("shipping").path(0).path("line_items");
    }

    synchronized World.Answer handle(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        long id = Long.parseLong(parts[2]);
        ObjectNode order = orders.get(id);
        if (order == null) return World.Answer.missing();
        if (parts.length > 3 && parts[3].equals("shipments")) {
            if (method.equals("GET")) return World.Answer.ok(shipments(id));
            if (refusal != null) return new World.Answer(400, refusal);
            if (method.equals("PUT")) return change(id, Long.parseLong(parts[4]), body);
            ObjectNode shipment = ((ObjectNode) body.deepCopy()).put("id", World.nextId());
            keep(id, shipment);
            if (shipmentsMoveStatus) order.put("status_id", 2);
            return new World.Answer(201, shipment);
        }
        if (method.equals("PUT")) {
            if (body.size() != 1 || !body.has("status_id")) return World.Answer.refused("only the status, please");
            order.put("status_id", body.path("status_id").asInt());
        }
        return World.Answer.ok(included(order));
    }

    /** With no more lines than BigCommerce includes in an order. */
    private static ObjectNode included(ObjectNode order) {
        ObjectNode cut = order.deepCopy();
        ArrayNode lines =
                (ArrayNode) cut.path("consignments").path("shipping").path(0).path("line_items");
        while (lines.size() > MOST_LINES) lines.remove(MOST_LINES);
        return cut;
    }
}
