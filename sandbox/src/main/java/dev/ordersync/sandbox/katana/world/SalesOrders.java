package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The headers of sales orders (reference chapter 5): create, change by status, delete, list. */
final class SalesOrders implements Resource {

    private static final Set<String> OPEN = Set.of("NOT_SHIPPED", "PENDING");
    private static final List<String> ONLY_WHILE_OPEN =
            List.of("order_no", "customer_id", "delivery_date", "picked_date", "location_id", "currency");
    private static final List<String> TEXTS = List.of(
            "additional_info",
            "customer_ref",
            "ecommerce_order_type",
            "ecommerce_store_name",
            "ecommerce_order_id",
            "tracking_number",
            "tracking_number_url");

    private final Account account;
    private final Drawing drawing;
    private final OrderChange changes;
    private final SalesOrderRows rows;
    private final Fulfillments fulfillments;

    SalesOrders(Account account, SalesOrderRows rows, Fulfillments fulfillments) {
        this.account = account;
        this.drawing = new Drawing(account);
        this.changes = new OrderChange(account);
        this.rows = rows;
        this.fulfillments = fulfillments;
    }

    static boolean open(ObjectNode order) {
        return OPEN.contains(order.path("status").asText());
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .texts("order_no", "source", "status", "currency")
                .texts("ecommerce_order_type", "ecommerce_store_name", "ecommerce_order_id")
                .wholes("customer_id", "location_id")
                .drawn("product_availability", drawing::availability)
                .drawn("ingredient_availability", order -> "NOT_APPLICABLE")
                .drawn("production_status", order -> "NOT_APPLICABLE")
                .drawn("invoicing_status", order -> "notInvoiced")
                .page(account.orders, drawing::order);
    }

    @Override
    public JsonNode read(int id, Query query) {
        return drawing.order(account.orders.need(id));
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_ORDER.demand(json);
        ObjectNode customer = account.referred(account.customers, "customer", Json.whole(body.get("customer_id")));
        int location = sellingLocation(Optional.ofNullable(Json.whole(body.get("location_id")))
                .orElse(Json.whole(account.factory.get("default_sales_location_id"))));
        String currency = Optional.ofNullable(Json.text(body.get("currency")))
                .or(() -> Optional.ofNullable(Json.text(customer.get("currency"))))
                .orElse(account.baseCurrency());
        Currencies.demand(currency);
        body.get("sales_order_rows").forEach(rows::check);
        String orderNo = body.has("order_no") ? body.get("order_no").asText() : nextNumber();
        refuseTakenNumber(orderNo, null);

        ObjectNode order = account.orders.add(header(body, orderNo, location, currency));
        int id = order.path("id").intValue();
        body.get("sales_order_rows").forEach(row -> rows.add(id, (ObjectNode) row));
        body.path("addresses").forEach(address -> addAddress(id, (ObjectNode) address));
        changes.tell(order, "created");
        return drawing.order(order);
    }

    private ObjectNode header(ObjectNode body, String orderNo, int location, String currency) {
        Instant created =
                Json.instant(Json.text(body.get("order_created_date"))).orElse(account.now());
        ObjectNode order = Json.object();
        order.put("id", 0).put("customer_id", body.path("customer_id").intValue());
        order.put("order_no", orderNo).put("source", "api");
        order.put("order_created_date", Json.instant(created));
        order.put("delivery_date", date(body.get("delivery_date"))).putNull("picked_date");
        order.put("location_id", location).put("currency", currency);
        boolean quote = body.path("status").asText().equals("PENDING");
        order.put("_quote", quote).put("status", quote ? "PENDING" : "NOT_SHIPPED");
        order.putNull("conversion_rate").put("conversion_date", Json.instant(created.truncatedTo(ChronoUnit.DAYS)));
        TEXTS.forEach(field -> order.put(field, Json.text(body.get(field))));
        order.set("custom_fields", body.has("custom_fields") ? body.get("custom_fields") : null);
        return order;
    }

    private void addAddress(int orderId, ObjectNode body) {
        account.orderAddresses.add(OrderAddresses.address(orderId, body));
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode order = account.orders.need(id);
        ObjectNode body = Bodies.ORDER_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        checkAllowed(order, body);
        JsonNode wanted = body.remove("status");
        for (String field : List.of("order_created_date", "delivery_date", "picked_date", "conversion_date")) {
            if (body.has(field)) {
                body.put(field, date(body.get(field)));
            }
        }
        if (!body.has("additional_info") && account.options().orderPatchWipesInfo) {
            body.put("additional_info", "");
        }
        Resource.mergeCustomFields(body, order);
        Resource.copy(body, order);
        if (wanted == null || !setStatus(order, wanted.asText())) {
            changes.ofHeader(order);
        }
        return drawing.order(order);
    }

    private void checkAllowed(ObjectNode order, ObjectNode body) {
        String status = order.path("status").asText();
        for (String field : ONLY_WHILE_OPEN) {
            if (body.has(field) && !open(order)) {
                throw Refusal.rule(
                        field + " can only be updated when the sales order status is NOT_SHIPPED or PENDING");
            }
        }
        for (String field : List.of("conversion_rate", "conversion_date")) {
            if (body.has(field) && !Set.of("PACKED", "DELIVERED").contains(status)) {
                throw Refusal.rule(field + " can only be updated when the sales order status is PACKED or DELIVERED");
            }
        }
        if (body.has("customer_id")) {
            account.referred(account.customers, "customer", Json.whole(body.get("customer_id")));
        }
        if (body.has("location_id")) {
            sellingLocation(Json.whole(body.get("location_id")));
        }
        if (body.has("currency")) {
            Currencies.demand(body.get("currency").asText());
        }
        if (body.has("order_no")) {
            refuseTakenNumber(body.get("order_no").asText(), order);
        }
        if (body.has("picked_date")) {
            account.refuseClosed(Json.instant(body.get("picked_date").asText()).orElseThrow());
        }
        if (OPEN.contains(body.path("status").asText()) && !open(order)) {
            throw Refusal.rule("Sales order with fulfillments cannot be set to "
                    + body.path("status").asText());
        }
    }

    /** True when the change of status already told everyone. */
    private boolean setStatus(ObjectNode order, String wanted) {
        if (OPEN.contains(wanted)) {
            order.put("_quote", wanted.equals("PENDING")).put("status", wanted);
            return false;
        }
        return account.options().statusPatchFulfils
                && fulfillments.fulfilRest(order, wanted).isPresent();
    }

    @Override
    public boolean remove(int id) {
        ObjectNode order = account.orders.need(id);
        if (!account.returns.of(id).isEmpty()) {
            throw Refusal.linked("Cannot delete sales orders as sales orders have return orders.");
        }
        account.fulfillments.of(id).forEach(fulfillments::refuseClosedPeriod);
        account.fulfillments.of(id).forEach(fulfillments::takeBack);
        List.of(account.fulfillments, account.rows, account.fees, account.orderAddresses)
                .forEach(children -> children.of(id).forEach(children::bury));
        account.orders.bury(order);
        order.put("_deletedByHand", account.byHand);
        changes.tell(order, "deleted");
        return true;
    }

    private int sellingLocation(Integer id) {
        ObjectNode location = account.referred(account.locations, "location", id);
        if (!location.path("sales_allowed").asBoolean()) {
            throw Refusal.rule("Location has selling disabled");
        }
        return id;
    }

    private void refuseTakenNumber(String number, ObjectNode self) {
        boolean taken = !account.options().duplicateOrderNumbers
                && account.orders
                        .living()
                        .anyMatch(o -> o != self && o.path("order_no").asText().equals(number));
        if (taken) {
            throw Refusal.rule("Sales order with order_no " + number + " already exists");
        }
    }

    private String nextNumber() {
        return "SO-" + ++account.orderNumber;
    }

    private static String date(JsonNode value) {
        return Json.instant(Json.text(value)).map(Json::instant).orElse(null);
    }
}
