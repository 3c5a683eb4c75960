package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Routes;
import java.util.ArrayList;
import java.util.List;

/** Reading refunds (reference 14.2); giving money back is done in the panel, not through this API. */
final class RefundResource {
    void routes(Routes<Store> routes) {
        routes.add("GET", "/v3/orders/payment_actions/refunds", (store, request, path) -> {
                    var query = new Query(request);
                    var orders = Query.integers(query.list("order_id:in"));
                    var ids = Query.integers(query.list("id:in"));
                    var found = new ArrayList<ObjectNode>();
                    for (var order : store.orders.values()) {
                        for (var refund : order.refunds) {
                            if ((orders.isEmpty() || orders.contains(order.id))
                                    && (ids.isEmpty() || ids.contains(refund.id()))
                                    && query.date("created:min").orElse(Long.MIN_VALUE) <= refund.createdAt()
                                    && query.date("created:max").orElse(Long.MAX_VALUE) >= refund.createdAt()) {
                                found.add(json(order, refund));
                            }
                        }
                    }
                    return query.v3(found, refund -> refund);
                })
                .add(
                        "GET",
                        "/v3/orders/payment_actions/refunds/{rid}",
                        (store, request, path) -> all(store).stream()
                                .filter(refund ->
                                        path.get("rid").equals(refund.path("id").asText()))
                                .findFirst()
                                .map(Query::v3)
                                .orElseGet(() -> Failures.v3(404, "Refund not found")))
                .add(
                        "GET",
                        "/v3/orders/{id}/payment_actions/refunds",
                        OrderResource.one((store, order, request, path) ->
                                new Query(request).v3(order.refunds, refund -> json(order, refund))));
    }

    private static List<ObjectNode> all(Store store) {
        return store.orders.values().stream()
                .flatMap(order -> order.refunds.stream().map(refund -> json(order, refund)))
                .toList();
    }

    private static ObjectNode json(Order order, Refund refund) {
        var json = Json.object()
                .put("id", refund.id())
                .put("order_id", order.id)
                .put("user_id", 0)
                .put("created", Dates.v3(refund.createdAt()).replace("Z", "+00:00"))
                .put("reason", refund.reason())
                .put("total_amount", refund.amount())
                .put("total_tax", refund.tax())
                .put("uses_merchant_override_values", false);
        var items = json.putArray("items");
        refund.items()
                .forEach((line, quantity) -> items.addObject()
                        .put("item_type", "PRODUCT")
                        .put("item_id", line)
                        .put("quantity", quantity)
                        .put(
                                "requested_amount",
                                Money.wire(order.line(line)
                                        .map(one -> one.gross()
                                                .multiply(java.math.BigDecimal.valueOf(quantity))
                                                .divide(java.math.BigDecimal.valueOf(one.quantity), Money.EXACT))
                                        .orElse(Money.ZERO)))
                        .put("reason", refund.reason()));
        if (refund.shipping() && !order.destinations.isEmpty()) {
            items.addObject()
                    .put("item_type", "SHIPPING")
                    .put("item_id", order.destinations.get(0).id)
                    .put("quantity", 1)
                    .put("requested_amount", Money.wire(Pricing.shippingOf(order, Charge::inc)))
                    .put("reason", refund.reason());
        }
        json.putArray("payments")
                .addObject()
                .put("id", refund.id())
                .put("provider_id", "custom")
                .put("amount", refund.amount())
                .put("offline", true)
                .put("is_declined", false)
                .put("declined_message", "");
        return json;
    }
}
