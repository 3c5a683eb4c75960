package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.math.BigDecimal;
import java.util.List;

/** How much of an order is packed or delivered, and the status that follows from it (reference 10.2). */
final class Fulfilled {

    private Fulfilled() {}

    /** Packed or delivered so far of this row. */
    static BigDecimal of(Account account, ObjectNode row) {
        return of(account, row, false);
    }

    private static BigDecimal of(Account account, ObjectNode row, boolean deliveredOnly) {
        BigDecimal sum = BigDecimal.ZERO;
        for (ObjectNode fulfillment :
                account.fulfillments.of(row.path("sales_order_id").intValue())) {
            if (deliveredOnly && !fulfillment.path("status").asText().equals("DELIVERED")) {
                continue;
            }
            for (JsonNode part : fulfillment.path("sales_order_fulfillment_rows")) {
                if (part.path("sales_order_row_id").intValue() == row.path("id").intValue()) {
                    sum = sum.add(Json.decimal(part.get("quantity")));
                }
            }
        }
        return sum;
    }

    static String status(Account account, ObjectNode order) {
        int id = order.path("id").intValue();
        if (account.fulfillments.of(id).isEmpty()) {
            return order.path("_quote").asBoolean() ? "PENDING" : "NOT_SHIPPED";
        }
        List<ObjectNode> counting =
                account.rows.of(id).stream().filter(row -> counts(account, row)).toList();
        boolean anyDelivered = account.fulfillments.of(id).stream()
                .anyMatch(f -> f.path("status").asText().equals("DELIVERED"));
        if (anyDelivered) {
            return counting.stream().allMatch(row -> complete(account, row, true))
                    ? "DELIVERED"
                    : "PARTIALLY_DELIVERED";
        }
        return counting.stream().allMatch(row -> complete(account, row, false)) ? "PACKED" : "PARTIALLY_PACKED";
    }

    private static boolean counts(Account account, ObjectNode row) {
        boolean ordered = Json.decimal(row.get("quantity")).signum() > 0;
        return ordered
                && (account.options().servicesNeedDelivery
                        || !account.isService(row.path("variant_id").intValue()));
    }

    private static boolean complete(Account account, ObjectNode row, boolean delivered) {
        return of(account, row, delivered).compareTo(Json.decimal(row.get("quantity"))) >= 0;
    }
}
