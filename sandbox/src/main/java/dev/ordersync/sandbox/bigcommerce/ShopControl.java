package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /sandbox/bigcommerce/...}: what shoppers and the people in the panel do, as JSON.
 *
 * <ul>
 *   <li>{@code GET|POST /stores}, {@code PUT /stores/{hash}} ({@code quota}, {@code token} to replace the first one)
 *   <li>{@code POST /presets/{name}}: a bundle of stores and orders
 *   <li>{@code POST /stores/{hash}/products} {@code {sku, name, price, type?, taxClassId?, cost?, variants?}}
 *   <li>{@code GET|POST /stores/{hash}/orders}: see {@link CheckoutReading}
 *   <li>{@code PATCH /stores/{hash}/orders/{id}} {@code {statusId?, message?, staffNotes?, shippingCost?, discount?,
 *       billing?: {}, shipping?: {}, lines?: [{sku|id, quantity?, price?}], add?: [{sku, quantity}]}}
 *   <li>{@code POST /stores/{hash}/orders/{id}/complete|cancel|archive|refund|ship}; refund and ship take
 *       {@code {items?: {"<line id>": quantity}}}, without it everything that is left
 * </ul>
 */
final class ShopControl {
    private final BigCommerce bigCommerce;
    private final Routes<BigCommerce> routes = new Routes<>();

    ShopControl(BigCommerce bigCommerce) {
        this.bigCommerce = bigCommerce;
        var order = "/stores/{hash}/orders/{id}";
        routes.add(
                        "GET",
                        "/stores",
                        (all, request, path) -> Reply.json(200, Json.array(all.stores(), ShopControl::store)))
                .add("POST", "/stores", (all, request, path) -> {
                    var shop = all.open(StoreSetup.read(request.json()));
                    return Reply.json(201, shop.read(ShopControl::store));
                })
                .add("POST", "/presets/{name}", (all, request, path) -> {
                    all.play(path.get("name"));
                    return Reply.json(201, Json.array(all.stores(), ShopControl::store));
                })
                .add(
                        "PUT",
                        "/stores/{hash}",
                        shop((shop, request, path) -> shop.read(store -> {
                            change(store, request.json());
                            return Reply.json(200, store(store));
                        })))
                .add(
                        "POST",
                        "/stores/{hash}/products",
                        shop((shop, request, path) ->
                                Reply.json(201, Json.object().put("id", shop.stock(product(request.json()))))))
                .add(
                        "GET",
                        "/stores/{hash}/orders",
                        shop((shop, request, path) -> shop.read(store -> Reply.json(
                                200,
                                Json.array(
                                        store.orders.descendingMap().values().stream()
                                                .limit(request.param("limit")
                                                        .map(Integer::parseInt)
                                                        .orElse(100))
                                                .toList(),
                                        one -> brief(store, one))))))
                .add("POST", "/stores/{hash}/orders", shop((shop, request, path) -> {
                    var id = shop.place(CheckoutReading.read(request.json()));
                    return Reply.json(201, shop.json(id));
                }))
                .add(
                        "GET",
                        order,
                        shop((shop, request, path) -> shop.read(store -> store.order(id(path))
                                .map(one -> Reply.json(200, brief(store, one)))
                                .orElse(Reply.empty(404)))))
                .add("PATCH", order, shop((shop, request, path) -> {
                    edit(shop, id(path), request.json());
                    return done(shop, path);
                }))
                .add("POST", order + "/complete", acting((shop, request, path) -> shop.complete(id(path))))
                .add("POST", order + "/cancel", acting((shop, request, path) -> shop.cancel(id(path))))
                .add("POST", order + "/archive", acting((shop, request, path) -> shop.archive(id(path))))
                .add("POST", order + "/refund", acting((shop, request, path) -> {
                    var items = items(request.json());
                    if (items.isEmpty()) {
                        shop.refundAll(id(path));
                    } else {
                        shop.refund(id(path), items);
                    }
                }))
                .add("POST", order + "/ship", acting(ShopControl::ship));
    }

    Reply answer(Request request) {
        return routes.answer(bigCommerce, request.path(), request)
                .orElseGet(() -> Reply.json(404, Json.object().put("error", "No such control: " + request.path())));
    }

    private interface Act {
        void on(Shop shop, Request request, Map<String, String> path);
    }

    private static Routes.Handler<BigCommerce> acting(Act act) {
        return shop((shop, request, path) -> {
            act.on(shop, request, path);
            return done(shop, path);
        });
    }

    private static Routes.Handler<BigCommerce> shop(Routes.Handler<Shop> handler) {
        return (all, request, path) -> all.shop(path.get("hash"))
                .map(shop -> handler.answer(shop, request, path))
                .orElseGet(() -> Reply.json(404, Json.object().put("error", "No store " + path.get("hash"))));
    }

    private static Reply done(Shop shop, Map<String, String> path) {
        return shop.read(store ->
                Reply.json(200, brief(store, store.order(id(path)).orElseThrow())));
    }

    private static int id(Map<String, String> path) {
        return Integer.parseInt(path.get("id"));
    }

    private static Map<Integer, Integer> items(JsonNode body) {
        var items = new LinkedHashMap<Integer, Integer>();
        body.path("items")
                .fields()
                .forEachRemaining(item -> items.put(
                        Integer.valueOf(item.getKey()), item.getValue().asInt()));
        return items;
    }

    private static void ship(Shop shop, Request request, Map<String, String> path) {
        var wanted = items(request.json());
        var open = shop.read(store -> {
            var byPlace = new LinkedHashMap<Integer, Map<Integer, Integer>>();
            for (var line : store.order(id(path)).orElseThrow().physical()) {
                var quantity = wanted.isEmpty() ? line.open() : wanted.getOrDefault(line.id, 0);
                if (quantity > 0) {
                    byPlace.computeIfAbsent(line.destinationId, place -> new LinkedHashMap<>())
                            .put(line.id, quantity);
                }
            }
            return byPlace;
        });
        var number = request.json().path("trackingNumber").asText("");
        open.values().forEach(items -> shop.ship(id(path), items, number));
    }

    private static void edit(Shop shop, int id, JsonNode body) {
        if (body.size() > (body.has("statusId") ? 1 : 0)) {
            shop.edit(id, save -> {
                body.path("lines").forEach(line -> line(save, line));
                body.path("add")
                        .forEach(line -> save.add(
                                line.path("sku").asText(), line.path("quantity").asInt(1)));
                if (body.has("message")) {
                    save.message(body.path("message").asText());
                }
                if (body.has("staffNotes")) {
                    save.staffNotes(body.path("staffNotes").asText());
                }
                if (body.has("shippingCost")) {
                    save.shippingCost(body.path("shippingCost").asText());
                }
                if (body.has("discount")) {
                    save.manualDiscount(body.path("discount").asText());
                }
                if (body.has("billing")) {
                    save.mergeBilling(body.path("billing"));
                }
                if (body.has("shipping")) {
                    save.mergeShipping(body.path("shipping"));
                }
            });
        }
        if (body.has("statusId")) {
            var status = body.path("statusId").asInt(-1);
            if (status < 0 || status >= Statuses.count()) {
                throw new IllegalArgumentException("No status " + body.path("statusId"));
            }
            shop.status(id, status);
        }
    }

    private static void line(OrderEdit save, JsonNode line) {
        var id = line.has("id")
                ? line.path("id").asInt()
                : save.lineId(line.path("sku").asText());
        if (line.has("price")) {
            save.price(id, line.path("price").asText());
        }
        if (line.has("quantity")) {
            save.quantity(id, line.path("quantity").asInt());
        }
    }

    private static void change(Store store, JsonNode body) {
        if (body.has("quota")) {
            store.quota.quota(body.path("quota").asInt());
        }
        if (body.has("token")) {
            var first = store.accounts.values().iterator().next();
            var token = body.path("token").asText();
            store.accounts.remove(first.token());
            store.accounts.put(token, new ApiAccount(token, first.clientId(), first.clientSecret(), first.scopes()));
        }
    }

    private static Product.Spec product(JsonNode body) {
        var spec = Product.Spec.of(
                body.path("sku").asText(),
                body.path("name").asText(),
                body.path("price").asText("0"));
        var variants = new LinkedHashMap<String, Map<String, String>>();
        body.path("variants").fields().forEachRemaining(variant -> {
            var options = new LinkedHashMap<String, String>();
            variant.getValue()
                    .fields()
                    .forEachRemaining(option ->
                            options.put(option.getKey(), option.getValue().asText()));
            variants.put(variant.getKey(), options);
        });
        return new Product.Spec(
                spec.sku(),
                spec.name(),
                spec.price(),
                body.path("type").asText(Line.PHYSICAL),
                body.path("taxClassId").asInt(0),
                new BigDecimal(body.path("cost").asText("0")),
                variants);
    }

    private static ObjectNode store(Store store) {
        var json = Json.object()
                .put("hash", store.hash())
                .put("name", store.name)
                .put("currency", store.currency.code())
                .put("inclusive", store.inclusive)
                .put("quota", store.quota.quota())
                .put("orders", store.orders.size());
        json.set(
                "products",
                Json.array(
                        store.products.values(),
                        product -> Json.object()
                                .put("id", product.id)
                                .put("name", product.name)
                                .put("price", product.price.toPlainString())
                                .put("type", product.type)
                                .set(
                                        "skus",
                                        Json.array(
                                                product.variants,
                                                one -> Json.MAPPER
                                                        .getNodeFactory()
                                                        .textNode(one.sku())))));
        json.set("hooks", Json.array(store.hooks.values(), Hook::adminJson));
        return json;
    }

    /** What the page and a person need of an order. */
    static ObjectNode brief(Store store, Order order) {
        var json = Json.object()
                .put("id", order.id)
                .put("store", store.hash())
                .put("statusId", order.statusId)
                .put("status", Statuses.name(order.statusId))
                .put("customer", order.billing.firstName() + " " + order.billing.lastName())
                .put("currency", order.currency.code())
                .put(
                        "total",
                        Money.round(order.totals.totalInc(), order.currency.decimals())
                                .toPlainString())
                .put(
                        "tax",
                        Money.round(order.totals.totalTax(), order.currency.decimals())
                                .toPlainString())
                .put(
                        "discount",
                        order.totals
                                .discount()
                                .add(order.totals.couponDiscount())
                                .toPlainString())
                .put("createdAt", order.createdAt)
                .put("modifiedAt", order.modifiedAt)
                .put("message", order.customerMessage)
                .put("archived", order.archived)
                .put("shipments", order.shipments.size())
                .put("refunds", order.refunds.size());
        json.set(
                "lines",
                Json.array(
                        order.lines,
                        line -> Json.object()
                                .put("id", line.id)
                                .put("sku", line.sku)
                                .put("name", line.name)
                                .put("type", line.type)
                                .put("price", line.price.toPlainString())
                                .put("quantity", line.quantity)
                                .put("shipped", line.shipped)
                                .put("refunded", line.refunded)
                                .put("discount", line.discount().toPlainString())));
        return json;
    }
}
