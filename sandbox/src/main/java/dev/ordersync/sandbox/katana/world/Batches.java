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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Batches and what is in them at each location (reference 11.2). */
final class Batches implements Resource {

    private static final Comparator<ObjectNode> ORDER = Comparator.comparing(
                    (ObjectNode s) -> s.path("location_id").intValue())
            .thenComparing(s -> s.path("variant_id").intValue())
            .thenComparing(s -> -s.path("batch_id").intValue());

    private final Account account;

    Batches(Account account) {
        this.account = account;
    }

    /** POST /batches. */
    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_BATCH.demand(json);
        int variant = account.referred(account.variants, "variant", Json.whole(body.get("variant_id")))
                .path("id")
                .intValue();
        String number = body.get("batch_number").asText();
        boolean taken = account.batches.of(variant).stream()
                .anyMatch(b -> b.path("batch_number").asText().equals(number));
        if (taken) {
            throw Refusal.rule("Batch with number " + number + " already exists for variant " + variant);
        }
        return drawn(add(variant, body));
    }

    ObjectNode add(int variant, ObjectNode body) {
        ObjectNode batch = Json.object();
        batch.put("id", 0).put("batch_number", body.get("batch_number").asText());
        batch.put("expiration_date", date(body.get("expiration_date")));
        String created = date(body.get("batch_created_date"));
        batch.put("batch_created_date", created == null ? Json.instant(account.now()) : created);
        batch.put("variant_id", variant).put("batch_barcode", Json.text(body.get("batch_barcode")));
        return account.batches.add(batch);
    }

    /** Absent dates are left out. */
    private static ObjectNode drawn(ObjectNode batch) {
        ObjectNode drawn = Drawing.plain(batch);
        drawn.remove("deleted_at");
        for (String field : List.of("expiration_date", "batch_created_date")) {
            if (Json.absent(drawn.get(field))) {
                drawn.remove(field);
            }
        }
        return drawn;
    }

    /** PATCH /batch_stocks/{batch_id}. */
    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode batch = account.batches.need(id);
        ObjectNode body = Bodies.BATCH_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        Resource.copy(body, batch);
        account.batches.touch(batch);
        return drawn(batch);
    }

    /** GET /batch_stocks: location and variant ascending, newest batch first; empty ones only when asked for. */
    @Override
    public Page list(Query query, Duration lag) {
        List<ObjectNode> found = new ArrayList<>();
        account.batches
                .living()
                .forEach(batch -> heaps(batch).forEach((heap, quantity) -> {
                    ObjectNode stock = stock(batch, heap, quantity);
                    if (!matches(query, stock)) {
                        return;
                    }
                    account.stock.show(heap); // an empty one, too: it is told by being left out
                    if (quantity.signum() != 0 || query.isSet("include_empty")) {
                        found.add(stock);
                    }
                }));
        found.sort(ORDER);
        return Page.cut(found, query);
    }

    private Map<Stock.Heap, BigDecimal> heaps(ObjectNode batch) {
        int id = batch.path("id").intValue();
        Map<Stock.Heap, BigDecimal> heaps = new java.util.LinkedHashMap<>();
        account.stock.of(batch.path("variant_id").intValue()).forEach((heap, quantity) -> {
            if (heap.batch() != null && heap.batch() == id) {
                heaps.put(heap, quantity);
            }
        });
        return heaps;
    }

    private static ObjectNode stock(ObjectNode batch, Stock.Heap heap, BigDecimal quantity) {
        ObjectNode stock = Json.object();
        stock.put("batch_id", heap.batch())
                .put("batch_number", batch.path("batch_number").asText());
        for (String field : List.of("batch_created_date", "expiration_date")) {
            if (!Json.absent(batch.get(field))) {
                stock.set(field, batch.get(field));
            }
        }
        stock.put("location_id", heap.location()).put("variant_id", heap.variant());
        stock.put("quantity_in_stock", Json.fiveDecimals(quantity));
        return stock.put("batch_barcode", Json.text(batch.get("batch_barcode")));
    }

    private static boolean matches(Query query, ObjectNode stock) {
        boolean wholes = List.of("batch_id", "location_id", "variant_id").stream()
                .allMatch(name -> query.whole(name)
                        .map(wanted -> wanted == stock.path(name).intValue())
                        .orElse(true));
        boolean texts = List.of("batch_number", "batch_barcode").stream()
                .allMatch(name -> query.one(name)
                        .map(wanted -> wanted.equals(Json.text(stock.get(name))))
                        .orElse(true));
        boolean dates = query.instant("batch_created_at_min")
                        .map(min -> !Listing.at(stock, "batch_created_date").isBefore(min))
                        .orElse(true)
                && query.instant("batch_created_at_max")
                        .map(max -> !Listing.at(stock, "batch_created_date").isAfter(max))
                        .orElse(true);
        return wholes && texts && dates;
    }

    private static String date(JsonNode value) {
        return Json.instant(Json.text(value)).map(Json::instant).orElse(null);
    }
}
