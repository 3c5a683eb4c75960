package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What people do in Katana's own user interface. It obeys the same rules and fires the same webhooks as the API, costs no
 * quota, and is remembered as done by a person.
 */
public final class Hand {

    /** One thing a person did. */
    public record Act(Instant at, String what, int id) {}

    private final Account account;
    private final Fulfillments fulfillments;
    private final World world;
    private final List<Act> acts = new ArrayList<>();

    Hand(Account account, Fulfillments fulfillments, World world) {
        this.account = account;
        this.fulfillments = fulfillments;
        this.world = world;
    }

    public List<Act> acts() {
        return List.copyOf(acts);
    }

    /** Delivers all that is left of the order; answers the fulfillment. */
    public JsonNode deliver(int orderId) {
        return act("deliver", orderId, () -> fulfilRest(orderId, "DELIVERED"));
    }

    public JsonNode pack(int orderId) {
        return act("pack", orderId, () -> fulfilRest(orderId, "PACKED"));
    }

    private JsonNode fulfilRest(int orderId, String status) {
        ObjectNode order = account.orders.need(orderId);
        for (ObjectNode packed : account.fulfillments.of(orderId)) {
            if (status.equals("DELIVERED") && packed.path("status").asText().equals("PACKED")) {
                fulfillments.change(packed.path("id").intValue(), Json.object().put("status", status));
            }
        }
        return fulfillments.fulfilRest(order, status).orElseGet(Json::object);
    }

    /** Delivers some: quantities by row id, and tracking when given. */
    public JsonNode deliverPart(int orderId, Map<Integer, BigDecimal> quantities, ObjectNode tracking) {
        return fulfilPart(orderId, "DELIVERED", quantities, tracking);
    }

    public JsonNode fulfilPart(int orderId, String status, Map<Integer, BigDecimal> quantities, ObjectNode tracking) {
        ObjectNode body = tracking == null ? Json.object() : tracking.deepCopy();
        body.put("sales_order_id", orderId).put("status", status);
        ArrayNode parts = body.putArray("sales_order_fulfillment_rows");
        quantities.forEach((row, quantity) ->
                parts.addObject().put("sales_order_row_id", row).set("quantity", Json.number(quantity)));
        return act("deliverPart", orderId, () -> fulfillments.create(body));
    }

    /** Undoes every fulfillment of the order: stock comes back. */
    public void revert(int orderId) {
        account.orders.need(orderId);
        act("revert", orderId, () -> {
            account.fulfillments
                    .of(orderId)
                    .forEach(f -> fulfillments.remove(f.path("id").intValue()));
            return null;
        });
    }

    public void delete(int orderId) {
        act("delete", orderId, () -> world.resource("sales_orders").remove(orderId));
    }

    /** Fields of the header, such as additional_info or customer_ref; the note stays when it is not among them. */
    public JsonNode edit(int orderId, ObjectNode fields) {
        ObjectNode order = account.orders.need(orderId);
        ObjectNode all = fields.deepCopy();
        if (!all.has("additional_info") && !Json.absent(order.get("additional_info"))) {
            all.set("additional_info", order.get("additional_info"));
        }
        return act("edit", orderId, () -> world.resource("sales_orders").change(orderId, all));
    }

    public JsonNode editRow(int rowId, ObjectNode fields) {
        return act("editRow", rowId, () -> world.resource("sales_order_rows").change(rowId, fields));
    }

    /** Any object that the API can create too: a customer, a product with many variants, an order. */
    public JsonNode add(String resource, ObjectNode body) {
        JsonNode made = act("add " + resource, 0, () -> need(resource).create(body));
        if (made == null) {
            throw new IllegalArgumentException(resource + " cannot be added");
        }
        return made;
    }

    public JsonNode change(String resource, int id, ObjectNode body) {
        return act("change " + resource, id, () -> need(resource).change(id, body));
    }

    public void remove(String resource, int id) {
        act("remove " + resource, id, () -> need(resource).remove(id));
    }

    private Resource need(String name) {
        Resource resource = world.resource(name);
        if (resource == null) {
            throw new IllegalArgumentException("no resource " + name);
        }
        return resource;
    }

    private <T> T act(String what, int id, Supplier<T> doing) {
        account.byHand = true;
        try {
            T result = doing.get();
            did(what, id);
            return result;
        } finally {
            account.byHand = false;
        }
    }

    /** A second product with a variant of the same SKU. */
    public JsonNode duplicateSku(int variantId) {
        ObjectNode variant = account.variants.need(variantId);
        ObjectNode body = Json.object().put("name", "Twin of " + Json.text(variant.get("sku")));
        body.put("is_sellable", true).putArray("variants").addObject().set("sku", variant.get("sku"));
        boolean allowed = account.options().duplicateSkus;
        account.options().duplicateSkus = true;
        try {
            return add("products", body);
        } finally {
            account.options().duplicateSkus = allowed;
        }
    }

    public void archive(int variantId, boolean archived) {
        ObjectNode variant = account.variants.need(variantId);
        String type = variant.path("type").asText();
        ObjectNode item = account.parentOf(variant).orElseThrow();
        new Items(account, type).archive(item, archived);
        account.tell(type, "updated", item.path("id").intValue(), "");
        did(archived ? "archive" : "unarchive", variantId);
    }

    /** Unbatched stock; a negative quantity takes away. */
    public void addStock(int variantId, int locationId, BigDecimal quantity) {
        account.variants.need(variantId);
        account.locations.need(locationId);
        account.stock.move(new Stock.Heap(variantId, locationId, null), quantity);
        did("addStock", variantId);
    }

    /** A new batch with stock; dates may be null. Answers its id. */
    public int addBatch(
            int variantId, int locationId, String number, BigDecimal quantity, Instant created, Instant expires) {
        account.variants.need(variantId);
        account.locations.need(locationId);
        ObjectNode body = Json.object().put("batch_number", number);
        body.put("batch_created_date", created == null ? null : Json.instant(created));
        body.put("expiration_date", expires == null ? null : Json.instant(expires));
        int id = new Batches(account).add(variantId, body).path("id").intValue();
        addBatchStock(id, locationId, quantity);
        return id;
    }

    public void addBatchStock(int batchId, int locationId, BigDecimal quantity) {
        ObjectNode batch = account.batches.need(batchId);
        account.locations.need(locationId);
        account.stock.move(new Stock.Heap(batch.path("variant_id").intValue(), locationId, batchId), quantity);
        did("addBatchStock", batchId);
    }

    /** Serial numbers in stock at a location; answers their ids. */
    public List<Integer> addSerials(int variantId, int locationId, List<String> numbers) {
        List<Integer> ids = new ArrayList<>();
        for (String number : numbers) {
            ObjectNode serial = Json.object().put("id", 0).put("serial_number", number);
            serial.put("variant_id", variantId).put("_inStock", true);
            ids.add(account.serials.add(serial).path("id").intValue());
        }
        addStock(variantId, locationId, BigDecimal.valueOf(numbers.size()));
        return ids;
    }

    public int addLocation(String name, boolean sells) {
        ObjectNode location = Json.object().put("id", 0).put("name", name).put("legal_name", name);
        location.putNull("address_id")
                .putNull("address")
                .put("is_primary", account.locations.living().findAny().isEmpty());
        location.put("sales_allowed", sells).put("purchase_allowed", true).put("manufacturing_allowed", true);
        int id = account.locations.add(location).path("id").intValue();
        for (String use : List.of("sales", "manufacturing", "purchases")) {
            String field = "default_" + use + "_location_id";
            if (!account.factory.has(field)) {
                account.factory.put(field, id);
            }
        }
        did("addLocation", id);
        return id;
    }

    public void allowSelling(int locationId, boolean allowed) {
        ObjectNode location = account.locations.need(locationId);
        location.put("sales_allowed", allowed);
        account.locations.touch(location);
        did("allowSelling", locationId);
    }

    public void deleteLocation(int locationId) {
        account.locations.bury(account.locations.need(locationId));
        did("deleteLocation", locationId);
    }

    /** Null opens it again. */
    public void closePeriod(Instant until) {
        account.factory.put("inventory_closing_date", until == null ? null : Json.instant(until));
        did("closePeriod", 0);
    }

    /** Settings of the factory, such as default_so_delivery_time or base_currency_code. */
    public void setFactory(ObjectNode fields) {
        fields.properties().forEach(e -> account.factory.set(e.getKey(), e.getValue()));
        did("setFactory", 0);
    }

    /** Base amount = amount / rate. */
    public void setCurrencyRate(String currency, BigDecimal rate) {
        if (rate.signum() <= 0) {
            throw Refusal.rule("A currency rate is greater than zero");
        }
        account.currencyRates.put(currency, rate);
        did("setCurrencyRate", 0);
    }

    /** A return of delivered goods; from now on the order cannot be deleted. */
    public int returnOrder(int orderId) {
        ObjectNode order = account.orders.need(orderId);
        ObjectNode made = Json.object().put("id", 0).put("sales_order_id", orderId);
        made.put("order_no", "R-" + order.path("order_no").asText()).put("status", "NOT_RETURNED");
        made.put("customer_id", order.path("customer_id").intValue());
        made.put("order_created_date", Json.instant(account.now()));
        made.put("return_location_id", order.path("location_id").intValue());
        int id = account.returns.add(made).path("id").intValue();
        did("returnOrder", orderId);
        return id;
    }

    int addUser(String first, String last, String email) {
        ObjectNode user = Json.object().put("id", 0).put("firstName", first).put("lastName", last);
        user.put("email", email).put("role", "admin").put("status", "active");
        return account.users.add(user).path("id").intValue();
    }

    private void did(String what, int id) {
        acts.add(new Act(account.now(), what, id));
    }
}
