package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.time.Duration;
import java.util.List;

/** Bill-to and ship-to of an order (reference chapter 8): no read by id; the newest of a kind is the order's. */
final class OrderAddresses implements Resource {

    static final List<String> LINES = List.of(
            "first_name", "last_name", "company", "phone", "line_1", "line_2", "city", "state", "zip", "country");

    private final Account account;
    private final OrderChange changes;

    OrderAddresses(Account account) {
        this.account = account;
        this.changes = new OrderChange(account);
    }

    static ObjectNode address(int orderId, ObjectNode body) {
        ObjectNode address = Json.object();
        address.put("id", 0).put("sales_order_id", orderId);
        address.put("entity_type", body.path("entity_type").asText());
        LINES.forEach(line -> address.put(line, Json.text(body.get(line))));
        return address;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .among("sales_order_ids", "sales_order_id")
                .texts("entity_type")
                .texts(LINES.toArray(String[]::new))
                .page(account.orderAddresses, Drawing::plain);
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_ORDER_ADDRESS.demand(json);
        ObjectNode order = account.referred(account.orders, "sales order", Json.whole(body.get("sales_order_id")));
        ObjectNode address = account.orderAddresses.add(address(order.path("id").intValue(), body));
        changes.ofChild(order);
        return Drawing.plain(address);
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode address = account.orderAddresses.need(id);
        ObjectNode body = Bodies.ORDER_ADDRESS_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        Resource.copy(body, address);
        account.orderAddresses.touch(address);
        changes.ofChild(orderOf(address));
        return Drawing.plain(address);
    }

    @Override
    public boolean remove(int id) {
        ObjectNode address = account.orderAddresses.need(id);
        account.orderAddresses.bury(address);
        changes.ofChild(orderOf(address));
        return true;
    }

    private ObjectNode orderOf(ObjectNode address) {
        return account.orders.need(address.path("sales_order_id").intValue());
    }
}
