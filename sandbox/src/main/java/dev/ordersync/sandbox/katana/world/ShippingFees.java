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

/** The one shipping fee of an order (reference chapter 9): the amount travels as a string, both ways. */
final class ShippingFees implements Resource {

    private final Account account;
    private final Drawing drawing;
    private final OrderChange changes;

    ShippingFees(Account account) {
        this.account = account;
        this.drawing = new Drawing(account);
        this.changes = new OrderChange(account);
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(new Query(without(query)), lag, account.now())
                .wholes("sales_order_id")
                .page(account.fees, drawing::fee);
    }

    /** This list knows no ids filter. */
    private static java.util.Map<String, java.util.List<String>> without(Query query) {
        var values = new java.util.HashMap<>(query.values());
        values.remove("ids");
        return values;
    }

    @Override
    public JsonNode read(int id, Query query) {
        return drawing.fee(account.fees.need(id));
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_FEE.demand(json);
        ObjectNode order = account.referred(account.orders, "sales order", Json.whole(body.get("sales_order_id")));
        int orderId = order.path("id").intValue();
        if (account.options().oneFeePerOrder && !account.fees.of(orderId).isEmpty()) {
            throw Refusal.rule("Sales order already has a shipping fee");
        }
        ObjectNode fee = Json.object();
        fee.put("id", 0).put("sales_order_id", orderId);
        fee.put("description", Json.text(body.get("description")));
        fee.put("amount", amount(body)).put("tax_rate_id", taxRate(body));
        account.fees.add(fee);
        changes.ofChild(order);
        return drawing.fee(fee);
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode fee = account.fees.need(id);
        ObjectNode body = Bodies.FEE_CHANGE.demand(json);
        fee.put("amount", amount(body));
        if (body.has("description")) {
            fee.put("description", body.get("description").asText());
        }
        if (body.has("tax_rate_id")) {
            fee.put("tax_rate_id", taxRate(body));
        }
        account.fees.touch(fee);
        changes.ofChild(account.orders.need(fee.path("sales_order_id").intValue()));
        return drawing.fee(fee);
    }

    @Override
    public boolean remove(int id) {
        ObjectNode fee = account.fees.need(id);
        account.fees.bury(fee);
        changes.ofChild(account.orders.need(fee.path("sales_order_id").intValue()));
        return true;
    }

    private static String amount(ObjectNode body) {
        try {
            BigDecimal amount = new BigDecimal(body.get("amount").asText());
            if (amount.signum() < 0) {
                throw Refusal.rule("Shipping fee amount cannot be negative");
            }
            return Json.tenDecimals(amount);
        } catch (NumberFormatException e) {
            throw Refusal.rule("Shipping fee amount is not a number");
        }
    }

    private Integer taxRate(ObjectNode body) {
        Integer id = Json.whole(body.get("tax_rate_id"));
        if (id != null) {
            account.referred(account.taxRates, "tax rate", id);
        }
        return id;
    }
}
