package dev.ordersync.sandbox.katana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.katana.world.World;
import dev.ordersync.sandbox.kernel.Request;

/** The sales orders of an account for the page and for people with curl: newest first, deleted ones too. */
final class OrderSheet {

    private static final int MOST = 200;

    private OrderSheet() {}

    /** Parameters: {@code bigcommerceOrderId} and {@code store} narrow it. */
    static ArrayNode of(World world, Request request) {
        var orders = new java.util.ArrayList<>(world.snapshot().orders());
        java.util.Collections.reverse(orders);
        ArrayNode sheet = Json.array();
        orders.stream()
                .filter(o -> request.param("bigcommerceOrderId")
                        .map(id -> id.equals(o.ecommerceOrderId()))
                        .orElse(true))
                .filter(o -> request.param("store")
                        .map(store -> store.equals(o.ecommerceStore()))
                        .orElse(true))
                .limit(MOST)
                .forEach(o -> sheet.add(line(world.drawnOrder(o.id()), o)));
        return sheet;
    }

    private static ObjectNode line(ObjectNode line, Snapshot.Order order) {
        ArrayNode addresses = line.putArray("addresses");
        order.addresses().stream().filter(a -> a.deletedAt() == null).forEach(a -> {
            ObjectNode address = addresses.addObject().put("entity_type", a.type());
            a.lines().forEach(address::put);
        });
        ArrayNode fulfillments = line.putArray("fulfillments");
        order.livingFulfillments().forEach(f -> {
            ObjectNode shown = fulfillments.addObject().put("id", f.id()).put("status", f.status());
            shown.put("tracking_number", f.trackingNumber());
            ArrayNode parts = shown.putArray("rows");
            f.parts()
                    .forEach(p -> parts.addObject()
                            .put("sales_order_row_id", p.rowId())
                            .put("quantity", Json.plain(p.quantity())));
        });
        return line;
    }
}
