package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reading orders and their parts: {@code /v2/orders...}. */
final class OrderResource {
    private static final Set<String> INCLUDES = Set.of("consignments", "consignments.line_items", "fees");

    private final OrderWording wording;
    private final ConsignmentWording consignments;

    OrderResource(OrderWording wording) {
        this.wording = wording;
        this.consignments = new ConsignmentWording(wording);
    }

    void routes(Routes<Store> routes) {
        routes.add("GET", "/v2/orders", this::list)
                .add("GET", "/v2/orders/count", (store, request, path) -> count(store, request))
                .add("GET", "/v2/orders/{id}", one(this::get))
                .add("GET", "/v2/orders/{id}/products", one(this::lines))
                .add("GET", "/v2/orders/{id}/products/{pid}", one(this::line))
                .add(
                        "GET",
                        "/v2/orders/{id}/consignments",
                        one((store, order, request, path) -> Reply.json(
                                200,
                                consignments.object(
                                        store,
                                        order,
                                        new Query(request).list("include").contains("line_items")))))
                .add(
                        "GET",
                        "/v2/orders/{id}/coupons",
                        one((store, order, request, path) ->
                                new Query(request).only().v2(coupons(store, order), coupon -> coupon)))
                .add("GET", "/v2/orders/{id}/fees", one((store, order, request, path) -> {
                    var json = Json.object();
                    json.set("fees", ConsignmentWording.fees(order));
                    return Reply.json(200, json);
                }))
                .add("GET", "/v2/orders/{id}/taxes", one((store, order, request, path) -> {
                    var query = new Query(request).only("details");
                    return query.v2(new TaxRows(order).list(query.flag("details")), row -> row);
                }))
                .add("GET", "/v2/orders/{id}/messages", one((store, order, request, path) -> Reply.empty(204)));
        for (var spelling : List.of("shipping_addresses", "shippingaddresses")) {
            routes.add(
                            "GET",
                            "/v2/orders/{id}/" + spelling,
                            one((store, order, request, path) -> new Query(request)
                                    .only()
                                    .v2(order.destinations, place -> consignments.address(store, order, place))))
                    .add(
                            "GET",
                            "/v2/orders/{id}/" + spelling + "/{aid}",
                            one((store, order, request, path) -> order.destination(number(path.get("aid")))
                                    .map(place -> Reply.json(200, consignments.address(store, order, place)))
                                    .orElseGet(Failures::notFound)));
        }
    }

    interface OrderHandler {
        Reply answer(Store store, Order order, Request request, Map<String, String> path);
    }

    /** Finds the order first; 404 when there is none. Archived orders remain readable by id. */
    static Routes.Handler<Store> one(OrderHandler handler) {
        return (store, request, path) -> store.order(number(path.get("id")))
                .map(order -> handler.answer(store, order, request, path))
                .orElseGet(Failures::notFound);
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new Failures.Refused(Failures.notFound());
        }
    }

    private Reply list(Store store, Request request, Map<String, String> path) {
        var query = new Query(request);
        return query.v2(OrderSearch.find(store, request), worded(store, query));
    }

    private Reply get(Store store, Order order, Request request, Map<String, String> path) {
        var query = new Query(request).only("include", "consignment_structure");
        return Reply.json(200, worded(store, query).apply(order));
    }

    /** Without {@code consignment_structure=object} an included consignment comes in the older array form. */
    private Function<Order, ObjectNode> worded(Store store, Query query) {
        var includes = query.list("include");
        if (!INCLUDES.containsAll(includes)) {
            throw new Failures.Refused(Failures.invalid("include"));
        }
        var structure = query.text("consignment_structure").orElse("array");
        var withLines = includes.contains("consignments.line_items");
        return order -> {
            var json = wording.order(store, order);
            if (withLines || includes.contains("consignments")) {
                var object = consignments.object(store, order, withLines);
                json.set(
                        "consignments",
                        structure.equals("object") ? object : Json.array().add(object));
            }
            if (includes.contains("fees")) {
                json.set("fees", ConsignmentWording.fees(order));
            }
            order.spoiled.accept(json);
            return json;
        };
    }

    ObjectNode worded(Store store, Order order, Destination destination) {
        return consignments.address(store, order, destination);
    }

    ObjectNode worded(Store store, Order order) {
        return wording.order(store, order);
    }

    private Reply count(Store store, Request request) {
        var found = OrderSearch.find(store, request);
        var json = Json.object();
        var statuses = json.putArray("statuses");
        for (int id = 0; id < Statuses.count(); id++) {
            var status = id;
            var one = Statuses.json(id);
            one.set("sort_order", one.remove("order"));
            one.put(
                    "count",
                    found.stream().filter(order -> order.statusId == status).count());
            statuses.add(one);
        }
        return Reply.json(200, json.put("count", found.size()));
    }

    private Reply lines(Store store, Order order, Request request, Map<String, String> path) {
        return new Query(request).only().v2(order.lines, line -> LineWording.line(order, line));
    }

    private Reply line(Store store, Order order, Request request, Map<String, String> path) {
        return order.line(number(path.get("pid")))
                .map(line -> Reply.json(200, LineWording.line(order, line)))
                .orElseGet(Failures::notFound);
    }

    private static List<ObjectNode> coupons(Store store, Order order) {
        var coupons = new ArrayList<ObjectNode>();
        for (var discount : order.discounts) {
            if (discount.kind().couponType >= 0) {
                var given = discount.kind().onShipping()
                        ? order.shippingDiscount
                        : Money.sum(order.lines.stream()
                                .flatMap(line -> line.shares.stream())
                                .filter(share -> discount.code().equals(share.code()))
                                .map(Share::amount)
                                .toList());
                coupons.add(Json.object()
                        .put("id", coupons.size() + 1)
                        .put("coupon_id", coupons.size() + 1)
                        .put("order_id", order.id)
                        .put("code", discount.code())
                        .put("amount", discount.value())
                        .put("type", discount.kind().couponType)
                        .put("discount", given));
            }
        }
        return coupons;
    }
}
