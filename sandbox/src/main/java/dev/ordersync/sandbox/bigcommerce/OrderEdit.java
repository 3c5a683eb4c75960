package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** What a person changes in the control panel before pressing save; one save is one event. */
public final class OrderEdit {
    private final Store store;
    private final Order order;

    OrderEdit(Store store, Order order) {
        this.store = store;
        this.order = order;
    }

    public OrderEdit quantity(int lineId, int quantity) {
        line(lineId).quantity = quantity;
        return this;
    }

    public OrderEdit quantity(String sku, int quantity) {
        return quantity(lineId(sku), quantity);
    }

    /** As the store enters prices. */
    public OrderEdit price(int lineId, String price) {
        line(lineId).price = new BigDecimal(price);
        return this;
    }

    public OrderEdit price(String sku, String price) {
        return price(lineId(sku), price);
    }

    public OrderEdit add(String sku, int quantity) {
        var item = new Checkout.Item();
        item.sku = sku;
        item.quantity = quantity;
        order.lines.add(new OpenOrder(store).line(item, order));
        return this;
    }

    /** Another variant or other options: the panel makes a new line of it. */
    public OrderEdit replace(String sku, String other) {
        var old = line(lineId(sku));
        add(other, old.quantity);
        old.quantity = 0;
        return this;
    }

    /** The line stays listed with quantity 0. */
    public OrderEdit remove(String sku) {
        return quantity(sku, 0);
    }

    public OrderEdit remove(int lineId) {
        return quantity(lineId, 0);
    }

    public OrderEdit billing(Address address) {
        order.billing = address;
        return this;
    }

    /** Of the first destination. */
    public OrderEdit shippingAddress(Address address) {
        order.destinations.get(0).address = address;
        return this;
    }

    public OrderEdit shippingCost(String amount) {
        order.destinations.get(0).shipping.base = new BigDecimal(amount);
        return this;
    }

    /** Replaces the manual discount; {@code "0"} takes it away. */
    public OrderEdit manualDiscount(String amount) {
        order.discounts.removeIf(discount -> discount.kind() == Discount.Kind.MANUAL);
        if (new BigDecimal(amount).signum() > 0) {
            order.discounts.add(Discount.manual(amount));
        }
        return this;
    }

    /** The shopper's comment. */
    public OrderEdit message(String text) {
        order.customerMessage = text;
        return this;
    }

    public OrderEdit staffNotes(String text) {
        order.staffNotes = text;
        return this;
    }

    OrderEdit mergeBilling(JsonNode changes) {
        return billing(order.billing.merged(changes));
    }

    OrderEdit mergeShipping(JsonNode changes) {
        return shippingAddress(order.destinations.get(0).address.merged(changes));
    }

    int lineId(String sku) {
        return order.line(sku)
                .orElseThrow(() -> new IllegalArgumentException("No line with SKU " + sku + " in order " + order.id))
                .id;
    }

    private Line line(int lineId) {
        return order.line(lineId)
                .orElseThrow(() -> new IllegalArgumentException("No line " + lineId + " in order " + order.id));
    }
}
