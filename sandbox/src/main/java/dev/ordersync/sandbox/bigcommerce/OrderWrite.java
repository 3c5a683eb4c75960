package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code PUT} and {@code DELETE /v2/orders/{id}} (reference 8): partial, unknown and read-only fields are refused by
 * name, changed lines lose their discounts. Archiving all orders at once is refused.
 */
final class OrderWrite {
    private static final Set<String> SAFE = Set.of(
            "status_id",
            "staff_notes",
            "customer_message",
            "external_order_id",
            "is_deleted",
            "payment_method",
            "payment_provider_id",
            "customer_id");
    private static final Set<String> PRICED =
            Set.of("products", "discount_amount", "billing_address", "base_shipping_cost");
    /** Writable in the real system, not imitated here: answered 501 so that nobody takes silence for success. */
    private static final Set<String> NOT_IMITATED = Set.of(
            "base_handling_cost",
            "base_wrapping_cost",
            "channel_id",
            "consignments",
            "date_created",
            "order_source",
            "ebay_order_id",
            "external_merchant_id",
            "external_source",
            "fees",
            "geoip_country",
            "geoip_country_iso2",
            "handling_cost_ex_tax",
            "handling_cost_inc_tax",
            "ip_address",
            "ip_address_v6",
            "items_shipped",
            "items_total",
            "order_is_digital",
            "refunded_amount",
            "shipping_addresses",
            "shipping_cost_ex_tax",
            "shipping_cost_inc_tax",
            "subtotal_ex_tax",
            "subtotal_inc_tax",
            "tax_provider_id",
            "customer_locale",
            "total_ex_tax",
            "total_inc_tax",
            "wrapping_cost_ex_tax",
            "wrapping_cost_inc_tax");

    private final OrderResource reading;
    private final Events events;

    OrderWrite(OrderResource reading, Events events) {
        this.reading = reading;
        this.events = events;
    }

    void routes(Routes<Store> routes) {
        routes.add("PUT", "/v2/orders/{id}", OrderResource.one(this::put))
                .add("DELETE", "/v2/orders/{id}", OrderResource.one((store, order, request, path) -> {
                    new Changes(store, events).archive(order, true);
                    return Reply.empty(204);
                }))
                .add(
                        "DELETE",
                        "/v2/orders",
                        (store, request, path) ->
                                Failures.v2(403, "The sandbox refuses to archive all orders of a store."));
        for (var spelling : List.of("shipping_addresses", "shippingaddresses")) {
            routes.add("PUT", "/v2/orders/{id}/" + spelling + "/{aid}", OrderResource.one(this::putAddress));
        }
    }

    private Reply put(Store store, Order order, Request request, Map<String, String> path) {
        var body = request.json();
        if (!body.isObject()) {
            return Failures.v2(400, "The request body must be a JSON object.");
        }
        for (var field : (Iterable<String>) body::fieldNames) {
            if (NOT_IMITATED.contains(field)) {
                return Failures.v2(501, "The sandbox does not imitate writing '" + field + "'.");
            }
            if (!SAFE.contains(field) && !PRICED.contains(field)) {
                return Failures.notWritable(field);
            }
        }
        var status = body.path("status_id");
        if (!status.isMissingNode()
                && (!status.isInt() || status.intValue() < 0 || status.intValue() >= Statuses.count())) {
            return Failures.invalid("status_id");
        }
        apply(store, order, body);
        return Reply.json(200, reading.worded(store, order));
    }

    private void apply(Store store, Order order, JsonNode body) {
        var changes = new Changes(store, events);
        texts(order, body);
        if (body.has("billing_address")) {
            order.billing = order.billing.merged(body.path("billing_address"));
        }
        if (body.has("base_shipping_cost") && !order.destinations.isEmpty()) {
            order.destinations.get(0).shipping.base = amount(body, "base_shipping_cost");
        }
        if (body.has("discount_amount")) {
            order.discounts.removeIf(discount -> discount.kind() == Discount.Kind.MANUAL);
            order.discounts.add(Discount.manual(amount(body, "discount_amount").toPlainString()));
        }
        body.path("products").forEach(product -> product(store, order, product));
        Pricing.price(order);
        if (body.has("is_deleted")) {
            changes.archive(order, body.path("is_deleted").asBoolean());
        }
        if (body.has("status_id")) {
            changes.status(order, body.path("status_id").intValue(), true);
        } else if (!body.has("is_deleted") || body.size() > 1) {
            changes.edited(order);
        }
    }

    private static void texts(Order order, JsonNode body) {
        order.staffNotes = body.path("staff_notes").asText(order.staffNotes);
        order.customerMessage = body.path("customer_message").asText(order.customerMessage);
        order.externalOrderId = body.path("external_order_id").asText(order.externalOrderId);
        order.paymentMethod = body.path("payment_method").asText(order.paymentMethod);
        order.paymentProvider = body.path("payment_provider_id").asText(order.paymentProvider);
        order.customerId = body.path("customer_id").asInt(order.customerId);
    }

    private static BigDecimal amount(JsonNode body, String field) {
        try {
            return new BigDecimal(body.path(field).asText());
        } catch (NumberFormatException bad) {
            throw new Failures.Refused(Failures.invalid(field));
        }
    }

    /** With an id an update (quantity 0 removes), without one an addition. */
    private static void product(Store store, Order order, JsonNode product) {
        if (!product.has("id")) {
            add(store, order, product);
            return;
        }
        var line = order.line(product.path("id").intValue())
                .orElseThrow(() -> new Failures.Refused(Failures.invalid("products.id")));
        loseDiscounts(order, line);
        line.quantity = product.path("quantity").asInt(line.quantity);
        var price = product.path(order.inclusive ? "price_inc_tax" : "price_ex_tax");
        if (!price.isMissingNode()) {
            line.price = new BigDecimal(price.asText());
        }
    }

    /** The line's shares are gone for good and are not spread over the other lines. */
    private static void loseDiscounts(Order order, Line line) {
        for (var share : line.shares) {
            order.discounts.replaceAll(
                    discount -> discount.kind().spread() && discount.id().equals(share.id())
                            ? discount.less(share.amount())
                            : discount);
        }
        line.discountsLost = true;
    }

    private static void add(Store store, Order order, JsonNode product) {
        var item = new Checkout.Item();
        item.quantity = product.path("quantity").asInt(1);
        var price = product.path(order.inclusive ? "price_inc_tax" : "price_ex_tax");
        if (!price.isMissingNode()) {
            item.price(price.asText());
        }
        if (product.has("product_id")) {
            var variant = product.path("variant_id").asInt(0);
            var found = store.products.get(product.path("product_id").intValue());
            if (found == null) {
                throw new Failures.Refused(Failures.invalid("products.product_id"));
            }
            item.sku = found.variants.stream()
                    .filter(one -> variant == 0 || one.id() == variant)
                    .findFirst()
                    .orElseThrow(() -> new Failures.Refused(Failures.invalid("products.variant_id")))
                    .sku();
        } else {
            item.custom = true;
            item.name = product.path("name").asText();
            item.sku = product.path("sku").asText("");
            item.price = item.price == null ? Money.ZERO : item.price;
        }
        var line = new OpenOrder(store).line(item, order);
        line.discountsLost = true;
        order.lines.add(line);
    }

    /** Changes the address without computing tax or shipping anew. */
    private Reply putAddress(Store store, Order order, Request request, Map<String, String> path) {
        var destination = order.destination(OrderResource.number(path.get("aid")));
        if (destination.isEmpty()) {
            return Failures.notFound();
        }
        var body = request.json();
        var known = destination.get().address.json();
        for (var field : (Iterable<String>) body::fieldNames) {
            if (!known.has(field)) {
                return Failures.notWritable(field);
            }
        }
        destination.get().address = destination.get().address.merged(body);
        new Changes(store, events).edited(order);
        return Reply.json(200, reading.worded(store, order, destination.get()));
    }
}
