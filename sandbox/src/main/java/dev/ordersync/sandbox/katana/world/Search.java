package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Detail;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Refusal;
import dev.ordersync.sandbox.katana.wire.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The strict search (reference 5.7): an unknown field is a 422, at most 200 a page, deleted objects are not found. */
final class Search {

    private static final int MOST = 200;
    private static final Shape ENVELOPE = Shape.fields()
            .takes(
                    "filter",
                    Shape.fields()
                            .takes("where", Shape.anything())
                            .takes("order", Shape.anything())
                            .takes("page", Shape.whole(1))
                            .takes("limit", Shape.number("0", "200").inStepsOf("1")));

    static final Set<String> ORDER_FIELDS = Set.of(
            "id",
            "order_no",
            "customer_id",
            "location_id",
            "status",
            "source",
            "currency",
            "customer_ref",
            "tracking_number",
            "ecommerce_order_type",
            "ecommerce_store_name",
            "ecommerce_order_id",
            "invoicing_status",
            "production_status",
            "product_availability",
            "ingredient_availability",
            "order_created_date",
            "delivery_date",
            "picked_date",
            "created_at",
            "updated_at");
    static final Set<String> ROW_FIELDS = Set.of(
            "id",
            "sales_order_id",
            "variant_id",
            "tax_rate_id",
            "tax_rate",
            "location_id",
            "quantity",
            "price_per_unit",
            "total_discount",
            "currency",
            "product_availability",
            "delivery_date",
            "shipping_date",
            "created_at",
            "updated_at");

    private final Set<String> fields;
    private final Set<String> computed;

    /** @param computed fields that only the drawing knows; a search that names none of them reads what is kept */
    Search(Set<String> fields, Set<String> computed) {
        this.fields = fields;
        this.computed = computed;
    }

    /** Newest first unless the request orders otherwise. */
    Page among(List<ObjectNode> kept, UnaryOperator<JsonNode> drawing, JsonNode json) {
        JsonNode filter = ENVELOPE.demand(json).path("filter");
        Where where = new Where(fields);
        JsonNode condition = filter.path("where");
        List<Detail> wrong = where.check("/filter/where", condition);
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
        boolean drawFirst = computed.stream().anyMatch(name -> filter.toString().contains(name));
        List<JsonNode> found = new ArrayList<>();
        for (ObjectNode doc : kept) {
            JsonNode shown = drawFirst ? drawing.apply(doc) : doc;
            if (where.holds(condition, shown)) {
                found.add(shown);
            }
        }
        order(filter.path("order")).forEach(found::sort);
        int limit = filter.path("limit").asInt(0);
        Page page =
                Page.cut(found, filter.path("page").asInt(1), limit == 0 ? Page.DEFAULT_LIMIT : Math.min(limit, MOST));
        return drawFirst ? page : page.with(drawing);
    }

    /** The last clause first, since each sort keeps the order of equals. */
    private List<Comparator<JsonNode>> order(JsonNode clauses) {
        ArrayNode list = clauses.isArray() ? (ArrayNode) clauses : Json.array();
        if (clauses.isTextual()) {
            list.add(clauses);
        }
        List<Comparator<JsonNode>> order = new ArrayList<>();
        for (JsonNode clause : list) {
            String[] words = clause.asText().trim().split("\\s+");
            if (!fields.contains(words[0]) || words.length > 2) {
                throw Refusal.rule("Unknown order clause: " + clause.asText());
            }
            Comparator<JsonNode> by = Comparator.comparing(o -> o.path(words[0]), (a, b) -> Where.compare(a, b));
            order.add(0, words.length == 2 && words[1].equalsIgnoreCase("DESC") ? by.reversed() : by);
        }
        return order;
    }
}
