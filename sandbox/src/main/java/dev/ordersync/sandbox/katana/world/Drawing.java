package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.math.BigDecimal;
import java.util.List;

/** Sales orders and what belongs to them, as they look on the wire. */
final class Drawing {

    private final Account account;
    private final Money money;

    Drawing(Account account) {
        this.account = account;
        this.money = new Money(account);
    }

    /** The fields as kept, less those that are ours alone (their names begin with an underscore). */
    static ObjectNode plain(JsonNode doc) {
        ObjectNode drawn = Json.object();
        doc.properties().stream()
                .filter(e -> !e.getKey().startsWith("_"))
                .forEach(e -> drawn.set(e.getKey(), e.getValue()));
        return drawn;
    }

    /** Rows and fee inside; addresses only by their ids, as live tenants answer. */
    ObjectNode order(JsonNode doc) {
        ObjectNode order = (ObjectNode) doc;
        ObjectNode drawn = plain(order);
        int id = order.path("id").intValue();
        BigDecimal total = money.orderTotal(order);
        BigDecimal rate = money.rate(order);
        drawn.set("total", Json.number(total));
        drawn.set("total_in_base_currency", Json.number(money.inBase(total, rate)));
        drawn.set("conversion_rate", Json.number(rate));
        drawn.put("product_availability", availability(order)).putNull("product_expected_date");
        drawn.put("ingredient_availability", "NOT_APPLICABLE").putNull("ingredient_expected_date");
        drawn.put("production_status", "NOT_APPLICABLE").put("invoicing_status", "notInvoiced");
        drawn.put("billing_address_id", addressId(id, "billing"));
        drawn.put("shipping_address_id", addressId(id, "shipping"));
        List<ObjectNode> fees = account.fees.of(id);
        drawn.set("shipping_fee", fees.isEmpty() ? Json.MAPPER.nullNode() : fee(fees.get(fees.size() - 1)));
        ArrayNode rows = drawn.putArray("sales_order_rows");
        account.rows.of(id).forEach(row -> rows.add(row(row, order)));
        return drawn;
    }

    ObjectNode row(JsonNode doc) {
        ObjectNode row = (ObjectNode) doc;
        return row(
                row, account.orders.any(row.path("sales_order_id").intValue()).orElseThrow());
    }

    private ObjectNode row(ObjectNode row, ObjectNode order) {
        ObjectNode drawn = plain(row);
        Integer tax = Json.whole(row.get("tax_rate_id"));
        BigDecimal total = money.rowTotal(row);
        BigDecimal rate = money.rate(order);
        drawn.put("location_id", location(row, order));
        drawn.set("tax_rate", Json.number(money.percent(tax).orElse(null)));
        drawn.set("total", Json.number(total));
        drawn.set("total_in_base_currency", Json.number(money.inBase(total, rate)));
        drawn.set(
                "price_per_unit_in_base_currency",
                Json.number(money.inBase(Json.decimal(row.get("price_per_unit")), rate)));
        drawn.put("product_availability", availability(row, order)).putNull("product_expected_date");
        drawn.putNull("cogs_value").putNull("linked_manufacturing_order_id");
        Lot.drawOlderForms(Lot.kept(row.path("traceability")), drawn);
        return drawn;
    }

    /** A fee has no dates in its answer, and no tax rate where there is none. */
    ObjectNode fee(JsonNode doc) {
        ObjectNode drawn = plain(doc);
        drawn.remove(List.of("created_at", "updated_at", "deleted_at"));
        if (Json.absent(drawn.get("tax_rate_id"))) {
            drawn.remove("tax_rate_id");
        }
        return drawn;
    }

    ObjectNode fulfillment(JsonNode doc) {
        ObjectNode drawn = plain(doc);
        ArrayNode rows = drawn.putArray("sales_order_fulfillment_rows");
        for (JsonNode row : doc.path("sales_order_fulfillment_rows")) {
            ObjectNode drawnRow = plain(row);
            Lot.drawOlderForms(Lot.kept(row.path("traceability")), drawnRow);
            rows.add(drawnRow);
        }
        return drawn;
    }

    /** A row without a location of its own ships from its order's. */
    static int location(ObjectNode row, ObjectNode order) {
        return Json.absent(row.get("location_id"))
                ? order.path("location_id").intValue()
                : row.path("location_id").intValue();
    }

    private Integer addressId(int orderId, String type) {
        return account.orderAddresses.of(orderId).stream()
                .filter(a -> a.path("entity_type").asText().equals(type))
                .map(a -> a.path("id").intValue())
                .reduce((first, last) -> last)
                .orElse(null);
    }

    String availability(ObjectNode order) {
        List<String> all = account.rows.of(order.path("id").intValue()).stream()
                .map(row -> availability(row, order))
                .toList();
        for (String worst : List.of("NOT_AVAILABLE", "EXPECTED", "IN_STOCK", "PICKED")) {
            if (all.contains(worst)) {
                return worst;
            }
        }
        return "NOT_APPLICABLE";
    }

    private String availability(ObjectNode row, ObjectNode order) {
        int variant = row.path("variant_id").intValue();
        if (account.isService(variant)) {
            return "NOT_APPLICABLE";
        }
        BigDecimal open = Json.decimal(row.get("quantity")).subtract(Fulfilled.of(account, row));
        if (open.signum() <= 0) {
            return "PICKED";
        }
        return account.stock.in(variant, location(row, order)).compareTo(open) >= 0 ? "IN_STOCK" : "NOT_AVAILABLE";
    }
}
