package dev.ordersync.sandbox.katana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Refusal;
import dev.ordersync.sandbox.katana.world.Hand;
import dev.ordersync.sandbox.katana.world.Options;
import dev.ordersync.sandbox.katana.world.World;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The back door of the Katana simulator, below {@code /sandbox/katana}: accounts, switches, and what people do by hand. An
 * account is named in the path; refusals are worded as the API words them.
 */
final class KatanaDesk {

    private final KatanaSandbox sandbox;
    private final Routes<KatanaSandbox> routes = new Routes<>();

    KatanaDesk(KatanaSandbox sandbox) {
        this.sandbox = sandbox;
        routes.add("GET", "/accounts", (s, request, path) -> Reply.json(200, accounts()))
                .add("PUT", "/accounts/{account}", (s, request, path) -> open(path.get("account"), json(request)))
                .add("GET", "/accounts/{account}", (s, request, path) -> Reply.json(200, account(world(path))))
                .add("PATCH", "/accounts/{account}/options", (s, request, path) -> options(world(path), json(request)))
                .add(
                        "GET",
                        "/accounts/{account}/orders",
                        (s, request, path) -> Reply.json(200, OrderSheet.of(world(path), request)));
        orderActs();
        stockActs();
        placeActs();
    }

    private void orderActs() {
        act("POST", "/orders/{id}/deliver", (hand, call) -> hand.deliver(call.id()));
        act("POST", "/orders/{id}/pack", (hand, call) -> hand.pack(call.id()));
        act("POST", "/orders/{id}/fulfillments", KatanaDesk::fulfilPart);
        act("POST", "/orders/{id}/revert", (hand, call) -> {
            hand.revert(call.id());
            return Json.object();
        });
        act("POST", "/orders/{id}/return", (hand, call) -> Json.object().put("id", hand.returnOrder(call.id())));
        act("PATCH", "/orders/{id}", (hand, call) -> hand.edit(call.id(), call.body()));
        act("DELETE", "/orders/{id}", (hand, call) -> {
            hand.delete(call.id());
            return Json.object();
        });
        act("PATCH", "/rows/{id}", (hand, call) -> hand.editRow(call.id(), call.body()));
    }

    private void stockActs() {
        act("POST", "/stock", KatanaDesk::addStock);
        act("POST", "/serials", KatanaDesk::addSerials);
        act("POST", "/variants/{id}/duplicate", (hand, call) -> hand.duplicateSku(call.id()));
        act("POST", "/variants/{id}/archive", (hand, call) -> {
            hand.archive(call.id(), true);
            return Json.object();
        });
        act("POST", "/variants/{id}/unarchive", (hand, call) -> {
            hand.archive(call.id(), false);
            return Json.object();
        });
        act("POST", "/objects/{resource}", (hand, call) -> hand.add(call.path("resource"), call.body()));
        act(
                "PATCH",
                "/objects/{resource}/{id}",
                (hand, call) -> hand.change(call.path("resource"), call.id(), call.body()));
        act("DELETE", "/objects/{resource}/{id}", (hand, call) -> {
            hand.remove(call.path("resource"), call.id());
            return Json.object();
        });
    }

    private void placeActs() {
        act(
                "POST",
                "/locations",
                (hand, call) -> Json.object()
                        .put(
                                "id",
                                hand.addLocation(
                                        call.body().path("name").asText("Another location"),
                                        call.body().path("salesAllowed").asBoolean(true))));
        act("PATCH", "/locations/{id}", (hand, call) -> {
            hand.allowSelling(call.id(), call.body().path("salesAllowed").asBoolean());
            return Json.object();
        });
        act("DELETE", "/locations/{id}", (hand, call) -> {
            hand.deleteLocation(call.id());
            return Json.object();
        });
        act("PATCH", "/factory", (hand, call) -> {
            hand.setFactory(call.body());
            return Json.object();
        });
        act("POST", "/period", (hand, call) -> {
            hand.closePeriod(instant(call.body(), "closedUntil"));
            return Json.object();
        });
        act("PUT", "/currencies/{currency}", (hand, call) -> {
            hand.setCurrencyRate(call.path("currency"), Json.decimal(call.body().get("rate")));
            return Json.object();
        });
    }

    /** One call of the desk about one account. */
    private record Call(Map<String, String> values, ObjectNode body) {
        int id() {
            return Integer.parseInt(values.get("id"));
        }

        String path(String name) {
            return values.get(name);
        }
    }

    private void act(String method, String below, BiFunction<Hand, Call, JsonNode> doing) {
        routes.add(
                method,
                "/accounts/{account}" + below,
                (s, request, path) -> Reply.json(200, doing.apply(world(path).hand(), new Call(path, json(request)))));
    }

    Reply answer(Request request) {
        try {
            return routes.answer(sandbox, request.path(), request)
                    .orElseGet(() -> Reply.text(404, "text/plain", "Nothing here; known: " + routes + "\n"));
        } catch (Refusal refusal) {
            return Reply.json(refusal.status(), refusal.body(true));
        }
    }

    private World world(Map<String, String> path) {
        return sandbox.world(path.get("account"));
    }

    private ArrayNode accounts() {
        ArrayNode list = Json.array();
        sandbox.accounts().forEach(name -> list.add(account(sandbox.world(name))));
        return list;
    }

    private ObjectNode account(World world) {
        ObjectNode json = Json.object().put("account", world.account().name());
        ArrayNode keys = json.putArray("apiKeys");
        sandbox.keys(world).forEach(keys::add);
        json.set("factory", world.factory());
        json.set("options", Json.MAPPER.valueToTree(world.account().options()));
        return json;
    }

    /** Body: {@code {"apiKey": "...", "baseCurrency": "USD"}}. */
    private Reply open(String name, ObjectNode body) {
        sandbox.account(
                name, body.path("apiKey").asText(), body.path("baseCurrency").asText("USD"));
        return Reply.json(200, account(sandbox.world(name)));
    }

    private static Reply options(World world, ObjectNode body) {
        Options options = world.account().options();
        try {
            Json.MAPPER
                    .readerForUpdating(options)
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("no such option or value: " + e.getMessage(), e);
        }
        return Reply.json(200, Json.MAPPER.valueToTree(options));
    }

    /** Body: {@code {"status": "DELIVERED", "rows": [{"rowId": 1, "quantity": 2}], "tracking_number": "..."}}. */
    private static JsonNode fulfilPart(Hand hand, Call call) {
        Map<Integer, BigDecimal> quantities = new LinkedHashMap<>();
        for (JsonNode row : call.body().path("rows")) {
            quantities.put(row.path("rowId").intValue(), Json.decimal(row.get("quantity")));
        }
        ObjectNode rest = call.body().deepCopy();
        rest.remove(List.of("rows", "status"));
        return hand.fulfilPart(call.id(), call.body().path("status").asText("DELIVERED"), quantities, rest);
    }

    /** Body: {@code {"variantId", "locationId", "quantity", "batch": {"number", "created", "expires"}}}; batch optional. */
    private static JsonNode addStock(Hand hand, Call call) {
        ObjectNode body = call.body();
        int variant = body.path("variantId").intValue();
        int location = body.path("locationId").intValue();
        BigDecimal quantity = Json.decimal(body.get("quantity"));
        JsonNode batch = body.get("batch");
        if (Json.absent(batch)) {
            hand.addStock(variant, location, quantity);
            return Json.object();
        }
        int id = hand.addBatch(
                variant,
                location,
                batch.path("number").asText(),
                quantity,
                instant(batch, "created"),
                instant(batch, "expires"));
        return Json.object().put("batchId", id);
    }

    private static JsonNode addSerials(Hand hand, Call call) {
        List<String> numbers = new ArrayList<>();
        call.body().path("numbers").forEach(n -> numbers.add(n.asText()));
        ArrayNode ids = Json.array();
        hand.addSerials(
                        call.body().path("variantId").intValue(),
                        call.body().path("locationId").intValue(),
                        numbers)
                .forEach(ids::add);
        return ids;
    }

    private static Instant instant(JsonNode body, String field) {
        if (Json.absent(body.get(field))) {
            return null;
        }
        return Json.instant(body.get(field).asText())
                .orElseThrow(() -> new IllegalArgumentException(field + " needs date, time and offset"));
    }

    private static ObjectNode json(Request request) {
        JsonNode body = request.json();
        return body.isObject() ? (ObjectNode) body : Json.object();
    }
}
