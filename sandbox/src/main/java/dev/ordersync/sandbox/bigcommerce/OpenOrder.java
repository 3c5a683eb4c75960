package dev.ordersync.sandbox.bigcommerce;

import java.util.ArrayList;
import java.util.List;

/** Makes an order of a checkout: resolves the catalogue, gives out ids, computes the amounts. */
final class OpenOrder {
    private final Store store;

    OpenOrder(Store store) {
        this.store = store;
    }

    Order from(Checkout checkout) {
        var order = new Order(checkout.orderId > 0 ? checkout.orderId : nextId());
        store.ids.order = Math.max(store.ids.order, order.id);
        order.customerId = checkout.customerId;
        order.inclusive = store.inclusive;
        order.currency = currency(checkout.currency);
        order.displayCurrency = checkout.displayCurrency == null ? order.currency.code() : checkout.displayCurrency;
        order.displayRate = checkout.displayRate;
        order.billing = checkout.billing;
        order.createdAt = checkout.createdAt == null ? store.clock.millis() : checkout.createdAt.toEpochMilli();
        order.modifiedAt = order.createdAt;
        order.editedAt = order.createdAt;
        order.discounts.addAll(checkout.discounts);
        order.storeCredit = checkout.storeCredit;
        order.giftCertificate = checkout.giftCertificate;
        order.customerMessage = checkout.message;
        order.staffNotes = checkout.staffNotes;
        order.paymentMethod = checkout.paymentMethod;
        order.paymentStatus = checkout.paymentStatus;
        order.source = checkout.source;
        order.channelId = checkout.channelId;
        order.bareNumbers = checkout.bareNumbers;
        order.legacy = checkout.legacy;
        order.linesOnlyByProducts = checkout.linesOnlyByProducts;
        places(checkout, order);
        for (var item : checkout.items) {
            order.lines.add(line(item, order));
        }
        for (var fee : checkout.fees) {
            order.fees.add(new Fee(++store.ids.fee, fee.name(), new Charge(fee.amount(), store.rates(0), 0)));
        }
        Pricing.price(order);
        store.orders.put(order.id, order);
        return order;
    }

    private int nextId() {
        return store.ids.order + 1;
    }

    private Currency currency(String code) {
        return code == null
                ? store.currency
                : store.currencies.stream()
                        .filter(one -> one.code().equals(code))
                        .findFirst()
                        .orElseGet(() -> {
                            var more = new Currency(
                                    store.currencies.size() + 1,
                                    code,
                                    Currency.of(code).decimals());
                            store.currencies.add(more);
                            return more;
                        });
    }

    private void places(Checkout checkout, Order order) {
        var places = new ArrayList<>(checkout.places);
        if (places.isEmpty() && !checkout.shippingNowhere) {
            places.add(new Checkout.Place(checkout.billing));
        }
        for (var place : places) {
            var destination = new Destination(++store.ids.destination, place.address);
            var shippingClass = StoreSetup.SHIPPING_CLASS;
            var rates = place.rates == null ? store.rates(shippingClass) : place.rates;
            destination.method = place.method;
            destination.shipping = new Charge(place.shipping, rates, shippingClass);
            destination.handling = new Charge(place.handling, rates, shippingClass);
            order.destinations.add(destination);
        }
    }

    Line line(Checkout.Item item, Order order) {
        var line = new Line(++store.ids.line);
        line.quantity = item.quantity;
        line.type = item.type;
        line.legacy = order.legacy;
        if (item.custom) {
            line.name = item.name;
            line.sku = item.sku;
            line.rates = item.rates == null ? store.rates(0) : item.rates;
            line.price = item.price;
        } else {
            catalogue(item, line);
        }
        if (item.wrapping != null) {
            line.wrappingName = item.wrapping.name();
            line.wrapping = new Charge(
                    item.wrapping.amount(), store.rates(StoreSetup.WRAPPING_CLASS), StoreSetup.WRAPPING_CLASS);
        }
        if (item.parent >= 0) {
            line.parentId = order.lines.get(item.parent).id;
        }
        item.options.forEach(option -> addOption(line, option.name(), option.value(), option.type()));
        line.destinationId = destination(line, item, order.destinations);
        return line;
    }

    private void catalogue(Checkout.Item item, Line line) {
        var found = store.bySku(item.sku)
                .orElseThrow(() -> new IllegalArgumentException("No product with SKU " + item.sku + " in the store"));
        line.productId = found.product().id;
        line.variantId = found.variant().id();
        line.sku = found.variant().sku();
        line.name = found.product().name;
        line.type = found.product().type;
        line.taxClassId = found.product().taxClassId;
        line.cost = found.product().cost;
        line.weight = found.product().weight;
        line.price = item.price == null ? found.product().priceOf(found.variant()) : item.price;
        line.rates = item.rates == null ? store.rates(line.taxClassId) : item.rates;
        found.variant().options().forEach((name, value) -> addOption(line, name, value, "Multiple choice"));
    }

    private void addOption(Line line, String name, String value, String type) {
        var id = ++store.ids.option;
        line.options.add(new Line.Option(id, 100 + id, name, value, type));
    }

    private static int destination(Line line, Checkout.Item item, List<Destination> destinations) {
        if (!line.type.equals(Line.PHYSICAL) || destinations.isEmpty()) {
            return 0;
        }
        return destinations.get(item.place).id;
    }
}
