package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The rows of sales orders (reference chapter 6). */
final class SalesOrderRows implements Resource {

    private static final List<String> COMMERCIAL =
            List.of("quantity", "variant_id", "tax_rate_id", "price_per_unit", "total_discount", "location_id");

    private final Account account;
    private final Drawing drawing;
    private final OrderChange changes;

    SalesOrderRows(Account account) {
        this.account = account;
        this.drawing = new Drawing(account);
        this.changes = new OrderChange(account);
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .among("sales_order_ids", "sales_order_id")
                .wholes("variant_id", "tax_rate_id", "linked_manufacturing_order_id")
                .where(row -> query.whole("location_id")
                        .map(wanted -> wanted == Drawing.location(row, orderOf(row)))
                        .orElse(true))
                .drawn(
                        "product_availability",
                        row -> drawing.row(row).path("product_availability").asText())
                .page(account.rows, row -> drawn(row, query));
    }

    @Override
    public JsonNode read(int id, Query query) {
        return drawn(account.rows.need(id), query);
    }

    private JsonNode drawn(JsonNode row, Query query) {
        ObjectNode drawn = drawing.row(row);
        if (query.extend("variant")) {
            drawn.set(
                    "variant",
                    Variants.drawn(account.variants
                            .any(row.path("variant_id").intValue())
                            .orElseThrow()));
        }
        return drawn;
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_ROW.demand(json);
        ObjectNode order = account.referred(account.orders, "sales order", Json.whole(body.get("sales_order_id")));
        if (!SalesOrders.open(order)) {
            throw Refusal.rule("Rows can only be added when the sales order status is NOT_SHIPPED or PENDING");
        }
        check(body);
        ObjectNode row = add(order.path("id").intValue(), body);
        changes.ofChild(order);
        return drawing.row(row);
    }

    /** Refuses what a row names when it does not exist, cannot be sold, or sells nowhere. */
    void check(JsonNode body) {
        if (body.has("variant_id")) {
            checkVariant(account.referred(account.variants, "variant", Json.whole(body.get("variant_id"))));
        }
        if (body.has("tax_rate_id")) {
            account.referred(account.taxRates, "tax rate", Json.whole(body.get("tax_rate_id")));
        }
        if (body.has("location_id")) {
            ObjectNode place = account.referred(account.locations, "location", Json.whole(body.get("location_id")));
            if (!place.path("sales_allowed").asBoolean()) {
                throw Refusal.rule("Location has selling disabled");
            }
        }
    }

    private void checkVariant(ObjectNode variant) {
        ObjectNode item = account.parentOf(variant).orElseThrow();
        if (!item.path("is_sellable").asBoolean()) {
            throw Refusal.rule("Variant " + variant.path("id").intValue() + " is not sellable");
        }
        if (!Json.absent(item.get("archived_at")) && !account.options().archivedVariantsSell) {
            throw Refusal.rule("Variant " + variant.path("id").intValue() + " is archived");
        }
    }

    ObjectNode add(int orderId, ObjectNode body) {
        ObjectNode variant = account.variants.need(body.path("variant_id").intValue());
        BigDecimal price =
                Json.decimal(body.has("price_per_unit") ? body.get("price_per_unit") : variant.get("sales_price"));
        ObjectNode row = Json.object();
        row.put("id", 0).put("sales_order_id", orderId);
        row.set("quantity", Json.number(Json.decimal(body.get("quantity"))));
        row.put("variant_id", body.path("variant_id").intValue());
        row.put("tax_rate_id", Json.whole(body.get("tax_rate_id")));
        row.put("location_id", Json.whole(body.get("location_id")));
        row.put("price_per_unit", Json.tenDecimals(price));
        row.put("total_discount", Json.tenDecimals(Json.decimal(body.get("total_discount"))));
        row.putNull("conversion_rate").putNull("conversion_date");
        row.set("attributes", body.has("attributes") ? body.get("attributes") : Json.array());
        row.set("custom_fields", body.get("custom_fields"));
        row.putArray("traceability");
        return account.rows.add(row);
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode row = account.rows.need(id);
        ObjectNode body = Bodies.ROW_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        ObjectNode order = orderOf(row);
        for (String field : COMMERCIAL) {
            if (body.has(field) && !editable(row, order)) {
                throw Refusal.rule(
                        field + " can only be updated when the sales order row status is NOT_SHIPPED or PENDING");
            }
        }
        check(body);
        new Allocation(account).reserve(row, order, body);
        Resource.mergeCustomFields(body, row);
        for (String field : List.of("variant_id", "tax_rate_id", "location_id", "attributes", "custom_fields")) {
            if (body.has(field)) {
                row.set(field, body.get(field));
            }
        }
        if (body.has("quantity")) {
            row.set("quantity", Json.number(Json.decimal(body.get("quantity"))));
        }
        for (String money : List.of("price_per_unit", "total_discount")) {
            if (body.has(money)) {
                row.put(money, Json.tenDecimals(Json.decimal(body.get(money))));
            }
        }
        account.rows.touch(row);
        changes.ofChild(order);
        return drawing.row(row);
    }

    private boolean editable(ObjectNode row, ObjectNode order) {
        return SalesOrders.open(order)
                || account.options().untouchedRowsEditable
                        && Fulfilled.of(account, row).signum() == 0;
    }

    @Override
    public boolean remove(int id) {
        ObjectNode row = account.rows.need(id);
        ObjectNode order = orderOf(row);
        if (!SalesOrders.open(order)) {
            throw Refusal.rule("Rows can only be deleted when the sales order status is NOT_SHIPPED or PENDING");
        }
        if (account.rows.of(order.path("id").intValue()).size() == 1 && !account.options().lastRowDeletable) {
            throw Refusal.rule("The last row of a sales order cannot be deleted");
        }
        account.rows.bury(row);
        changes.ofChild(order);
        return true;
    }

    private ObjectNode orderOf(ObjectNode row) {
        return account.orders.any(row.path("sales_order_id").intValue()).orElseThrow();
    }
}
