package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One record per variant and location (reference chapter 12), decimals as strings; services have none. */
final class Inventory implements Resource {

    private final Account account;

    Inventory(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        Set<Integer> wanted = query.wholes("variant_id");
        List<ObjectNode> places =
                account.locations.living().sorted((a, b) -> id(a) - id(b)).toList();
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode place : places) {
            if (query.whole("location_id").map(l -> l == id(place)).orElse(true)) {
                account.variants
                        .living()
                        .filter(v -> !v.path("type").asText().equals("service"))
                        .filter(v -> wanted.isEmpty() || wanted.contains(id(v)))
                        .filter(v -> query.isSet("include_archived") || !archived(v))
                        .forEach(v -> found.add(record(v, place, query)));
            }
        }
        return Page.cut(found, query);
    }

    private boolean archived(ObjectNode variant) {
        return account.parentOf(variant)
                .map(p -> !Json.absent(p.get("archived_at")))
                .orElse(false);
    }

    private ObjectNode record(ObjectNode variant, ObjectNode place, Query query) {
        BigDecimal inStock = account.stock.in(id(variant), id(place));
        BigDecimal committed = committed(id(variant), id(place));
        BigDecimal cost = Json.decimal(variant.get("purchase_price"));
        ObjectNode record = Json.object();
        record.put("variant_id", id(variant)).put("location_id", id(place));
        record.put("safety_stock_level", "0.00000").put("reorder_point", "0.00000");
        record.put("average_cost", Json.tenDecimals(cost));
        record.put("value_in_stock", Json.tenDecimals(cost.multiply(inStock)));
        record.put("quantity_in_stock", Json.fiveDecimals(inStock));
        record.put("quantity_committed", Json.fiveDecimals(committed));
        record.put("quantity_expected", "0.00000");
        record.put("quantity_missing_or_excess", Json.fiveDecimals(inStock.subtract(committed)));
        record.putNull("quantity_potential");
        if (query.extend("variant")) {
            record.set("variant", Variants.drawn(variant));
        }
        if (query.extend("location")) {
            record.set("location", Drawing.plain(place));
        }
        return record;
    }

    /** What open orders still want of it; quotes commit nothing. */
    private BigDecimal committed(int variant, int place) {
        return account.rows
                .living()
                .filter(row -> row.path("variant_id").intValue() == variant)
                .filter(row -> !orderOf(row).path("status").asText().equals("PENDING"))
                .filter(row -> Drawing.location(row, orderOf(row)) == place)
                .map(row -> Json.decimal(row.get("quantity")).subtract(Fulfilled.of(account, row)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private ObjectNode orderOf(ObjectNode row) {
        return account.orders.any(row.path("sales_order_id").intValue()).orElseThrow();
    }

    private static int id(ObjectNode doc) {
        return doc.path("id").intValue();
    }
}
