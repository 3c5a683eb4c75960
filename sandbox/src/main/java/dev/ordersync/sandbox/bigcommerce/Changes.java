package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that can happen to an order, with the dates it moves and the events it fires. */
final class Changes {
    private final Store store;
    private final Events events;

    Changes(Store store, Events events) {
        this.store = store;
        this.events = events;
    }

    /** The storefront's sequence: created as Incomplete, then at once in its first real status. */
    Order place(Checkout checkout) {
        var order = new OpenOrder(store).from(checkout);
        order.history.add(new Order.StatusChange(order.createdAt, 0, false));
        events.order(store, "created", order);
        if (checkout.statusId != 0) {
            move(order, checkout.statusId, false);
            order.modifiedAt = order.createdAt;
        }
        return order;
    }

    /** Something was edited: prices are computed anew and {@code store/order/updated} fires. */
    void edited(Order order) {
        Pricing.price(order);
        touch(order);
        order.editedAt = order.modifiedAt;
        events.order(store, "updated", order);
    }

    /** A repeated value is allowed; it fires no status event. */
    void status(Order order, int statusId, boolean byApi) {
        if (order.statusId == statusId) {
            touch(order);
            events.order(store, "updated", order);
        } else {
            move(order, statusId, byApi);
        }
    }

    private void move(Order order, int statusId, boolean byApi) {
        var before = order.statusId;
        order.statusId = statusId;
        touch(order);
        order.history.add(new Order.StatusChange(order.modifiedAt, statusId, byApi));
        if (statusId == 2 && order.shippedAt == 0) {
            order.shippedAt = order.modifiedAt;
        }
        events.order(store, "updated", order);
        events.status(store, order, before);
    }

    void archive(Order order, boolean archived) {
        if (order.archived != archived) {
            order.archived = archived;
            touch(order);
            events.order(store, archived ? "archived" : "updated", order);
        }
    }

    /** Items must be open lines of that destination; see {@link ShipmentResource} for the refusals. */
    Shipment ship(Order order, int destinationId, Map<Integer, Integer> items, ObjectNode fields, boolean byApi) {
        var shipment = new Shipment(
                ++store.ids.shipment, destinationId, store.clock.millis(), new LinkedHashMap<>(items), fields);
        order.shipments.add(shipment);
        items.forEach((line, quantity) -> order.line(line).orElseThrow().shipped += quantity);
        touch(order);
        var all = order.physical().stream().allMatch(line -> line.shipped + line.refunded >= line.quantity);
        if (all) {
            order.shippedAt = order.modifiedAt;
        }
        events.shipment(store, "created", order, shipment.id());
        if (store.setup.quirks().shipmentMovesStatus()) {
            status(order, all ? 2 : 3, byApi);
        } else {
            events.order(store, "updated", order);
        }
        return shipment;
    }

    /** The order does not fall back from Shipped. */
    void unship(Order order, Shipment shipment) {
        order.shipments.remove(shipment);
        shipment.items().forEach((line, quantity) -> order.line(line).ifPresent(one -> one.shipped -= quantity));
        touch(order);
        events.shipment(store, "deleted", order, shipment.id());
        events.order(store, "updated", order);
    }

    void shipmentEdited(Order order, Shipment shipment) {
        touch(order);
        events.shipment(store, "updated", order, shipment.id());
        events.order(store, "updated", order);
    }

    /** Gives back lines (and shipping): 4 when nothing is left, else 14; totals stay, nothing is restocked. */
    Refund refund(Order order, Map<Integer, Integer> items, boolean shipping, String reason) {
        var amount = Money.ZERO;
        var tax = Money.ZERO;
        for (var item : items.entrySet()) {
            var line = order.line(item.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("No line " + item.getKey()));
            if (item.getValue() <= 0 || line.refunded + item.getValue() > line.quantity) {
                throw new IllegalArgumentException("Line " + line.id + " has less left to refund");
            }
            line.refunded += item.getValue();
            amount = amount.add(part(order, line.gross(), item.getValue(), line.quantity));
            tax = tax.add(part(order, line.tax(), item.getValue(), line.quantity));
        }
        if (shipping) {
            amount = amount.add(Pricing.shippingOf(order, Charge::inc));
            tax = tax.add(Pricing.shippingOf(order, Charge::tax));
        }
        var refund = new Refund(
                ++store.ids.refund, store.clock.millis(), reason, new LinkedHashMap<>(items), shipping, amount, tax);
        order.refunds.add(refund);
        order.editedAt = store.clock.millis();
        var whole = order.lines.stream().allMatch(line -> line.refunded >= line.quantity);
        order.paymentStatus = whole ? "refunded" : "partially refunded";
        events.refund(store, order, refund);
        status(order, whole ? 4 : 14, false);
        return refund;
    }

    private static BigDecimal part(Order order, BigDecimal whole, int some, int all) {
        var exact = whole.multiply(BigDecimal.valueOf(some)).divide(BigDecimal.valueOf(all), Money.EXACT);
        return Money.round(exact, order.currency.decimals());
    }

    /** Dates have whole seconds on the wire, so {@code modifiedAt} keeps milliseconds only for ordering. */
    private void touch(Order order) {
        order.modifiedAt = Math.max(store.clock.millis(), order.modifiedAt);
    }
}
