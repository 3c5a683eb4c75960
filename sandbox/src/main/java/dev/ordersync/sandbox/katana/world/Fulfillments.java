package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was packed or delivered of an order, and thereby its status (reference chapter 10). */
final class Fulfillments implements Resource {

    private static final List<String> TRACKING =
            List.of("tracking_number", "tracking_url", "tracking_carrier", "tracking_method");

    private final Account account;
    private final Drawing drawing;
    private final OrderChange changes;
    private final Shipping shipping;

    Fulfillments(Account account) {
        this.account = account;
        this.drawing = new Drawing(account);
        this.changes = new OrderChange(account);
        this.shipping = new Shipping(account);
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .wholes("sales_order_id")
                .texts("status", "invoice_status")
                .texts(TRACKING.toArray(String[]::new))
                .dates("picked_date", "picked_date")
                .page(account.fulfillments, drawing::fulfillment);
    }

    @Override
    public JsonNode read(int id, Query query) {
        ObjectNode found = query.isSet("include_deleted")
                ? account.fulfillments.any(id).orElseGet(() -> account.fulfillments.need(id))
                : account.fulfillments.need(id);
        return drawing.fulfillment(found);
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_FULFILLMENT.demand(json);
        ObjectNode order = account.referred(account.orders, "sales order", Json.whole(body.get("sales_order_id")));
        Instant picked = Json.instant(Json.text(body.get("picked_date"))).orElse(account.now());
        account.refuseClosed(picked);
        boolean delivered = body.path("status").asText().equals("DELIVERED");
        ArrayNode parts = parts(order, body.get("sales_order_fulfillment_rows"), delivered, picked);

        ObjectNode fulfillment = header(body, order, picked);
        fulfillment.set("sales_order_fulfillment_rows", parts);
        Shipping.parts(fulfillment).forEach(shipping::takeOut);
        Shipping.parts(fulfillment).forEach(part -> noteSkipped(part, picked));
        account.fulfillments.add(fulfillment);
        changes.ofFulfillments(order);
        return drawing.fulfillment(fulfillment);
    }

    private ObjectNode header(ObjectNode body, ObjectNode order, Instant picked) {
        ObjectNode fulfillment = Json.object();
        fulfillment.put("id", 0).put("sales_order_id", order.path("id").intValue());
        fulfillment.put("picked_date", Json.instant(picked));
        fulfillment.put("status", body.path("status").asText()).put("invoice_status", "NOT_INVOICED");
        BigDecimal rate = Json.absent(body.get("conversion_rate"))
                ? new Money(account).rate(order)
                : Json.decimal(body.get("conversion_rate"));
        fulfillment.set("conversion_rate", Json.number(rate));
        Instant date = Json.instant(Json.text(body.get("conversion_date"))).orElse(picked.truncatedTo(ChronoUnit.DAYS));
        fulfillment.put("conversion_date", Json.instant(date));
        TRACKING.forEach(field -> fulfillment.put(field, Json.text(body.get(field))));
        return fulfillment.putNull("packer_id").put("_byHand", account.byHand);
    }

    private ArrayNode parts(ObjectNode order, JsonNode requested, boolean delivered, Instant picked) {
        Allocation allocation = new Allocation(account);
        Map<Integer, BigDecimal> asked = new HashMap<>();
        ArrayNode parts = Json.array();
        for (JsonNode part : requested) {
            ObjectNode row = rowOf(order, part);
            BigDecimal quantity = Json.decimal(part.get("quantity"));
            if (quantity.signum() <= 0) {
                throw Refusal.rule("Fulfillment row quantity must be greater than 0");
            }
            BigDecimal sum = asked.merge(row.path("id").intValue(), quantity, BigDecimal::add);
            BigDecimal open = Json.decimal(row.get("quantity")).subtract(Fulfilled.of(account, row));
            if (sum.compareTo(open) > 0) {
                throw Refusal.rule("Fulfilled quantity (" + Json.plain(sum) + ") exceeds the remaining quantity ("
                        + Json.plain(open) + ") of sales order row "
                        + row.path("id").intValue());
            }
            int location = Drawing.location(row, order);
            List<Lot> lots = allocation.forShipment(row, location, part, delivered, picked);
            ObjectNode kept = parts.addObject();
            kept.put("id", account.nextFulfillmentRowId());
            kept.put("sales_order_row_id", row.path("id").intValue());
            kept.set("quantity", Json.number(quantity));
            kept.set("traceability", Lot.traceability(lots));
            kept.put("_variant", row.path("variant_id").intValue()).put("_location", location);
        }
        return parts;
    }

    /** Keeps, for whoever checks it later, which older batches still had stock when a younger one was taken. */
    private void noteSkipped(ObjectNode part, Instant picked) {
        ArrayNode skipped = part.putArray("_skipped");
        new Allocation(account)
                .olderWithStock(
                        part.path("_variant").intValue(),
                        part.path("_location").intValue(),
                        Lot.kept(part.path("traceability")),
                        picked)
                .forEach(skipped::add);
    }

    private ObjectNode rowOf(ObjectNode order, JsonNode part) {
        ObjectNode row = account.referred(account.rows, "sales order row", Json.whole(part.get("sales_order_row_id")));
        if (row.path("sales_order_id").intValue() != order.path("id").intValue()) {
            throw Refusal.rule("Sales order row " + row.path("id").intValue() + " does not belong to sales order "
                    + order.path("id").intValue());
        }
        return row;
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode fulfillment = account.fulfillments.need(id);
        ObjectNode body = Bodies.FULFILLMENT_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        for (String field : List.of("picked_date", "conversion_date")) {
            if (!Json.absent(body.get(field))) {
                Instant at = Json.instant(body.get(field).asText()).orElseThrow();
                body.put(field, Json.instant(at));
            }
        }
        if (body.has("picked_date")) {
            refuseClosedPeriod(fulfillment);
            account.refuseClosed(Listing.at(body, "picked_date"));
        }
        if (body.path("status").asText().equals("DELIVERED")) {
            assignBatches(fulfillment);
        }
        Resource.copy(body, fulfillment);
        account.fulfillments.touch(fulfillment);
        changes.ofFulfillments(orderOf(fulfillment));
        return drawing.fulfillment(fulfillment);
    }

    /** Packed without batches: they are chosen now that it is delivered. Packed to delivered moves nothing else. */
    private void assignBatches(ObjectNode fulfillment) {
        Allocation allocation = new Allocation(account);
        Instant picked = Listing.at(fulfillment, "picked_date");
        Map<ObjectNode, List<Lot>> chosen = new IdentityHashMap<>();
        for (ObjectNode part : Shipping.parts(fulfillment)) {
            boolean without = part.path("traceability").isEmpty();
            if (without && account.batchTracked(part.path("_variant").intValue())) {
                ObjectNode row = account.rows
                        .any(part.path("sales_order_row_id").intValue())
                        .orElseThrow();
                int location = part.path("_location").intValue();
                chosen.put(part, allocation.forShipment(row, location, part, true, picked));
            }
        }
        chosen.keySet().forEach(shipping::takeBack);
        chosen.forEach((part, lots) -> part.set("traceability", Lot.traceability(lots)));
        chosen.keySet().forEach(shipping::takeOut);
    }

    @Override
    public boolean remove(int id) {
        ObjectNode fulfillment = account.fulfillments.need(id);
        refuseClosedPeriod(fulfillment);
        takeBack(fulfillment);
        account.fulfillments.bury(fulfillment);
        changes.ofFulfillments(orderOf(fulfillment));
        return true;
    }

    void takeBack(ObjectNode fulfillment) {
        Shipping.parts(fulfillment).forEach(shipping::takeBack);
    }

    void refuseClosedPeriod(ObjectNode fulfillment) {
        account.refuseClosed(Listing.at(fulfillment, "picked_date"));
    }

    /** Packs or delivers all that is left; empty when nothing is. */
    Optional<JsonNode> fulfilRest(ObjectNode order, String status) {
        ObjectNode body = Json.object();
        body.put("sales_order_id", order.path("id").intValue()).put("status", status);
        ArrayNode parts = body.putArray("sales_order_fulfillment_rows");
        for (ObjectNode row : account.rows.of(order.path("id").intValue())) {
            BigDecimal open = Json.decimal(row.get("quantity")).subtract(Fulfilled.of(account, row));
            if (open.signum() > 0) {
                parts.addObject()
                        .put("sales_order_row_id", row.path("id").intValue())
                        .set("quantity", Json.number(open));
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(create(body));
    }

    private ObjectNode orderOf(ObjectNode fulfillment) {
        return account.orders.need(fulfillment.path("sales_order_id").intValue());
    }
}
