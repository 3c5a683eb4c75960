package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code /v2/orders/{id}/shipments} (reference 13). */
final class ShipmentResource {
    private static final Set<String> FIELDS = Set.of(
            "tracking_number",
            "tracking_link",
            "shipping_provider",
            "tracking_carrier",
            "shipping_method",
            "merchant_shipping_cost",
            "comments");
    private static final Set<String> PROVIDERS = Set.of(
            "",
            "auspost",
            "canadapost",
            "endicia",
            "usps",
            "fedex",
            "royalmail",
            "ups",
            "upsready",
            "shipperhq",
            "upsonline");

    private final Events events;

    ShipmentResource(Events events) {
        this.events = events;
    }

    void routes(Routes<Store> routes) {
        var all = "/v2/orders/{id}/shipments";
        routes.add(
                        "GET",
                        all,
                        OrderResource.one((store, order, request, path) -> new Query(request)
                                .only()
                                .v2(
                                        order.shipments.stream()
                                                .filter(one -> !request.hides(one.createdAt()))
                                                .toList(),
                                        one -> json(order, one))))
                .add(
                        "GET",
                        all + "/count",
                        OrderResource.one((store, order, request, path) ->
                                Reply.json(200, Json.object().put("count", order.shipments.size()))))
                .add("POST", all, OrderResource.one(this::post))
                .add("DELETE", all, OrderResource.one((store, order, request, path) -> {
                    new ArrayList<>(order.shipments).forEach(one -> new Changes(store, events).unship(order, one));
                    return Reply.empty(204);
                }))
                .add(
                        "GET",
                        all + "/{sid}",
                        one((store, order, shipment, request) -> Reply.json(200, json(order, shipment))))
                .add("PUT", all + "/{sid}", one(this::put))
                .add("DELETE", all + "/{sid}", one((store, order, shipment, request) -> {
                    new Changes(store, events).unship(order, shipment);
                    return Reply.empty(204);
                }));
    }

    private interface ShipmentHandler {
        Reply answer(Store store, Order order, Shipment shipment, Request request);
    }

    private static Routes.Handler<Store> one(ShipmentHandler handler) {
        return OrderResource.one((store, order, request, path) -> order.shipments.stream()
                .filter(shipment -> shipment.id() == OrderResource.number(path.get("sid")))
                .findFirst()
                .map(shipment -> handler.answer(store, order, shipment, request))
                .orElseGet(Failures::notFound));
    }

    private Reply post(Store store, Order order, Request request, Map<String, String> path) {
        var body = request.json();
        for (var field : (Iterable<String>) body::fieldNames) {
            if (!FIELDS.contains(field) && !Set.of("order_address_id", "items").contains(field)) {
                return Failures.notWritable(field);
            }
        }
        if (!body.has("order_address_id")
                || !body.path("items").isArray()
                || body.path("items").isEmpty()) {
            return Failures.v2(
                    400,
                    "The required field '" + (body.has("order_address_id") ? "items" : "order_address_id")
                            + "' was not supplied.");
        }
        var bad = badText(body);
        if (bad != null) {
            return Failures.invalid(bad);
        }
        var destinationId = body.path("order_address_id").asInt();
        var items = items(order, destinationId, body.path("items"));
        var shipment = new Changes(store, events).ship(order, destinationId, items, texts(body), true);
        return Reply.json(201, json(order, shipment));
    }

    /** Line id to quantity; refuses what is not open, not physical or of another address. */
    private static Map<Integer, Integer> items(Order order, int destinationId, JsonNode items) {
        var wanted = new LinkedHashMap<Integer, Integer>();
        for (var item : items) {
            var id = item.path("order_product_id").asInt();
            var quantity = item.path("quantity").asInt();
            var line = order.line(id)
                    .filter(one -> one.type.equals(Line.PHYSICAL) && one.destinationId == destinationId)
                    .orElseThrow(() -> new Failures.Refused(Failures.v2(
                            400, "The order product " + id + " is not part of order address " + destinationId + ".")));
            wanted.merge(id, quantity, Integer::sum);
            if (quantity <= 0 || wanted.get(id) > line.open()) {
                throw new Failures.Refused(
                        Failures.v2(400, "The quantity of order product " + id + " is more than is left to ship."));
            }
        }
        return wanted;
    }

    private static String badText(JsonNode body) {
        if (body.path("tracking_number").asText("").length() > 50) {
            return "tracking_number";
        }
        if (body.path("tracking_link").asText("").length() > 500) {
            return "tracking_link";
        }
        var provider = body.path("shipping_provider").asText("");
        return PROVIDERS.contains(provider) || provider.startsWith("carrier_") ? null : "shipping_provider";
    }

    private static ObjectNode texts(JsonNode body) {
        var fields = Json.object();
        FIELDS.forEach(field -> {
            if (body.has(field)) {
                fields.set(field, body.path(field));
            }
        });
        return fields;
    }

    /** Texts only: quantities change by deleting and creating. */
    private Reply put(Store store, Order order, Shipment shipment, Request request) {
        var body = request.json();
        for (var field : (Iterable<String>) body::fieldNames) {
            if (!FIELDS.contains(field) && !field.equals("order_address_id")) {
                return Failures.notWritable(field);
            }
        }
        var bad = badText(body);
        if (bad != null) {
            return Failures.invalid(bad);
        }
        shipment.fields().setAll(texts(body));
        new Changes(store, events).shipmentEdited(order, shipment);
        return Reply.json(200, json(order, shipment));
    }

    static ObjectNode json(Order order, Shipment shipment) {
        var link = shipment.text("tracking_link");
        var carrier = shipment.text("shipping_provider") + shipment.text("tracking_carrier");
        var number = shipment.text("tracking_number");
        var generated = link.isEmpty() && !carrier.isEmpty() && !number.isEmpty()
                ? "https://tracking.example/" + carrier + "/" + number
                : "";
        var json = Json.object()
                .put("id", shipment.id())
                .put("order_id", order.id)
                .put("customer_id", order.customerId)
                .put("order_address_id", shipment.destinationId())
                .put("date_created", Dates.v2(shipment.createdAt()))
                .put("tracking_number", number)
                .put(
                        "merchant_shipping_cost",
                        shipment.fields().path("merchant_shipping_cost").asText("0.0000"))
                .put("shipping_method", shipment.text("shipping_method"))
                .put("comments", shipment.text("comments"))
                .put("shipping_provider", shipment.text("shipping_provider"))
                .put("tracking_carrier", shipment.text("tracking_carrier"))
                .put("tracking_link", link)
                .put("shipping_provider_display_name", shipment.text("shipping_provider"))
                .put("generated_tracking_link", generated);
        json.set("billing_address", order.billing.json());
        order.destination(shipment.destinationId())
                .ifPresent(destination -> json.set("shipping_address", destination.address.json()));
        var items = json.putArray("items");
        shipment.items()
                .forEach((line, quantity) -> items.addObject()
                        .put("order_product_id", line)
                        .put("product_id", order.line(line).map(Line::productId).orElse(0))
                        .put("quantity", quantity));
        return json;
    }
}
