package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Loop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** One store in a test's hand: what shoppers and the people in the panel do. May be used from any thread. */
public final class Shop {
    private final Loop loop;
    private final Store store;
    private final Changes changes;
    private final OrderWording wording;

    Shop(Loop loop, Store store, Changes changes, OrderWording wording) {
        this.loop = loop;
        this.store = store;
        this.changes = changes;
        this.wording = wording;
    }

    public String hash() {
        return store.hash();
    }

    /** The first API account's token. */
    public String token() {
        return store.setup.account().token();
    }

    /** Reads state on the loop; what is returned must not be state itself when it is looked at later. */
    public <T> T read(Function<Store, T> question) {
        return loop.call(() -> question.apply(store));
    }

    /** @return the product's id */
    public int stock(Product.Spec spec) {
        return loop.call(() -> store.add(spec).id);
    }

    /** @return the customer's id */
    public int register(Address who) {
        return loop.call(() -> store.add(who).id());
    }

    /** @return the order's id */
    public int place(Checkout checkout) {
        return loop.call(() -> changes.place(checkout).id);
    }

    public void edit(int orderId, Consumer<OrderEdit> save) {
        loop.run(() -> {
            var order = order(orderId);
            save.accept(new OrderEdit(store, order));
            changes.edited(order);
        });
    }

    /** A person sets the status. */
    public void status(int orderId, int statusId) {
        loop.run(() -> changes.status(order(orderId), statusId, false));
    }

    public void complete(int orderId) {
        status(orderId, 10);
    }

    public void cancel(int orderId) {
        status(orderId, 5);
    }

    public void archive(int orderId) {
        loop.run(() -> changes.archive(order(orderId), true));
    }

    /** @param items line id to quantity */
    public int refund(int orderId, Map<Integer, Integer> items) {
        return loop.call(
                () -> changes.refund(order(orderId), items, false, "Returned").id());
    }

    public int refundAll(int orderId) {
        return loop.call(() -> {
            var items = new LinkedHashMap<Integer, Integer>();
            order(orderId).lines.forEach(line -> items.put(line.id, line.quantity - line.refunded));
            items.values().removeIf(left -> left <= 0);
            return changes.refund(order(orderId), items, true, "Returned").id();
        });
    }

    /** @param items line id to quantity, all of one destination */
    public int ship(int orderId, Map<Integer, Integer> items, String trackingNumber) {
        return loop.call(() -> {
            var order = order(orderId);
            var first = order.line(items.keySet().iterator().next()).orElseThrow();
            var fields = Json.object().put("tracking_number", trackingNumber);
            return changes.ship(order, first.destinationId, items, fields, false)
                    .id();
        });
    }

    /** A person sets, corrects or removes (empty) the tracking number of a shipment. */
    public void track(int orderId, int shipmentId, String trackingNumber) {
        loop.call(() -> {
            var order = order(orderId);
            var shipment = order.shipments.stream()
                    .filter(one -> one.id() == shipmentId)
                    .findFirst()
                    .orElseThrow();
            shipment.fields().put("tracking_number", trackingNumber);
            changes.shipmentEdited(order, shipment);
            return null;
        });
    }

    /** Places an order whose wire form is altered before it is given: for input that no shop would make. */
    public int placeSpoiled(Checkout checkout, Consumer<ObjectNode> alter) {
        return loop.call(() -> {
            var order = changes.place(checkout);
            order.spoiled = alter;
            return order.id;
        });
    }

    /** The order as the API words it, without includes. */
    public JsonNode json(int orderId) {
        return loop.call(() -> wording.order(store, order(orderId)));
    }

    /** The order for the eye: status, total, lines with what was shipped and refunded. */
    public ObjectNode brief(int orderId) {
        return loop.call(() -> ShopControl.brief(store, order(orderId)));
    }

    public int status(int orderId) {
        return loop.call(() -> order(orderId).statusId);
    }

    private Order order(int orderId) {
        return store.order(orderId)
                .orElseThrow(() -> new IllegalArgumentException("No order " + orderId + " in " + store.hash()));
    }
}
