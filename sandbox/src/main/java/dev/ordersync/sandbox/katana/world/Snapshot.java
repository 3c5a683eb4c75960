package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything in one account at one moment, deleted objects too, in the order of creation: for scenarios, invariants and
 * the page. A deleted object has {@code deletedAt}.
 */
public record Snapshot(
        String account,
        List<Order> orders,
        List<Customer> customers,
        List<Item> items,
        List<Variant> variants,
        List<TaxRate> taxRates,
        List<BatchStock> batchStocks,
        List<Hand.Act> acts) {

    /** @param header its own fields as kept, without what is computed */
    public record Order(
            int id,
            String orderNo,
            int customerId,
            int locationId,
            String status,
            String currency,
            String ecommerceType,
            String ecommerceStore,
            String ecommerceOrderId,
            String additionalInfo,
            String customerRef,
            Instant createdAt,
            Instant updatedAt,
            Instant deletedAt,
            boolean deletedByHand,
            List<Row> rows,
            List<Fee> fees,
            List<Address> addresses,
            List<Fulfillment> fulfillments,
            JsonNode header) {

        public boolean lives() {
            return deletedAt == null;
        }

        public List<Row> livingRows() {
            return rows.stream().filter(r -> r.deletedAt() == null).toList();
        }

        public List<Fulfillment> livingFulfillments() {
            return fulfillments.stream().filter(f -> f.deletedAt() == null).toList();
        }
    }

    public record Row(
            int id,
            int variantId,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal discount,
            Integer taxRateId,
            BigDecimal taxPercent,
            int locationId,
            Map<String, String> attributes,
            Instant deletedAt) {}

    public record Fee(
            int id,
            BigDecimal amount,
            String description,
            Integer taxRateId,
            BigDecimal taxPercent,
            Instant deletedAt) {}

    public record Address(int id, String type, Map<String, String> lines, Instant deletedAt) {}

    public record Fulfillment(
            int id,
            String status,
            Instant pickedDate,
            String trackingNumber,
            String trackingCarrier,
            Instant createdAt,
            Instant deletedAt,
            boolean byHand,
            List<Part> parts) {}

    /**
     * What one fulfillment took for one row.
     *
     * @param takes empty: untracked or unbatched stock
     * @param skipped older usable batches that still had stock there when this was taken
     */
    public record Part(
            int rowId,
            int variantId,
            int locationId,
            BigDecimal quantity,
            boolean batchTracked,
            List<Take> takes,
            List<Integer> skipped) {}

    /** Batch null: unbatched stock. */
    public record Take(Integer batchId, Integer serialId, BigDecimal quantity) {}

    public record Customer(
            int id,
            String name,
            String email,
            String referenceId,
            Instant createdAt,
            Instant deletedAt,
            JsonNode json) {}

    public record Item(int id, String type, String name, boolean batchTracked, boolean archived, Instant deletedAt) {}

    public record Variant(
            int id, String sku, String type, int parentId, Instant createdAt, Instant deletedAt, JsonNode json) {}

    public record TaxRate(int id, String name, BigDecimal rate, Instant createdAt) {}

    /** One heap; batch null is unbatched stock and has no number and no dates. */
    public record BatchStock(
            Integer batchId,
            String number,
            int variantId,
            int locationId,
            BigDecimal quantity,
            Instant created,
            Instant expires) {}

    public List<Order> livingOrders() {
        return orders.stream().filter(Order::lives).toList();
    }

    static Snapshot of(Account account, List<Hand.Act> acts) {
        return new Snapshot(
                account.name(),
                oldestFirst(account.orders).map(o -> order(account, o)).toList(),
                oldestFirst(account.customers).map(Snapshot::customer).toList(),
                Stream.of(account.products, account.materials, account.services)
                        .flatMap(Snapshot::oldestFirst)
                        .map(Snapshot::item)
                        .toList(),
                oldestFirst(account.variants).map(Snapshot::variant).toList(),
                oldestFirst(account.taxRates)
                        .map(t -> new TaxRate(id(t), text(t, "name"), Json.decimal(t.get("rate")), at(t, "created_at")))
                        .toList(),
                oldestFirst(account.variants).flatMap(v -> heaps(account, v)).toList(),
                acts);
    }

    private static Order order(Account account, ObjectNode o) {
        int id = id(o);
        Money money = new Money(account);
        return new Order(
                id,
                text(o, "order_no"),
                o.path("customer_id").intValue(),
                o.path("location_id").intValue(),
                text(o, "status"),
                text(o, "currency"),
                text(o, "ecommerce_order_type"),
                text(o, "ecommerce_store_name"),
                text(o, "ecommerce_order_id"),
                text(o, "additional_info"),
                text(o, "customer_ref"),
                at(o, "created_at"),
                at(o, "updated_at"),
                at(o, "deleted_at"),
                o.path("_deletedByHand").asBoolean(),
                account.rows.ofAny(id).stream().map(r -> row(r, o, money)).toList(),
                account.fees.ofAny(id).stream().map(f -> fee(f, money)).toList(),
                account.orderAddresses.ofAny(id).stream().map(Snapshot::address).toList(),
                account.fulfillments.ofAny(id).stream()
                        .map(f -> fulfillment(account, f))
                        .toList(),
                Drawing.plain(o));
    }

    private static Row row(ObjectNode r, ObjectNode order, Money money) {
        Integer tax = Json.whole(r.get("tax_rate_id"));
        Map<String, String> attributes = new TreeMap<>();
        r.path("attributes")
                .forEach(a ->
                        attributes.put(a.path("key").asText(), a.path("value").asText()));
        return new Row(
                id(r),
                r.path("variant_id").intValue(),
                Json.decimal(r.get("quantity")),
                Json.decimal(r.get("price_per_unit")),
                Json.decimal(r.get("total_discount")),
                tax,
                money.percent(tax).orElse(BigDecimal.ZERO),
                Drawing.location(r, order),
                attributes,
                at(r, "deleted_at"));
    }

    private static Fee fee(ObjectNode f, Money money) {
        Integer tax = Json.whole(f.get("tax_rate_id"));
        return new Fee(
                id(f),
                Json.decimal(f.get("amount")),
                text(f, "description"),
                tax,
                money.percent(tax).orElse(BigDecimal.ZERO),
                at(f, "deleted_at"));
    }

    private static Address address(ObjectNode a) {
        Map<String, String> lines = new TreeMap<>();
        OrderAddresses.LINES.stream().filter(l -> text(a, l) != null).forEach(l -> lines.put(l, text(a, l)));
        return new Address(id(a), text(a, "entity_type"), lines, at(a, "deleted_at"));
    }

    private static Fulfillment fulfillment(Account account, ObjectNode f) {
        List<Part> parts = new ArrayList<>();
        Shipping.parts(f).forEach(part -> parts.add(part(account, part)));
        return new Fulfillment(
                id(f),
                text(f, "status"),
                at(f, "picked_date"),
                text(f, "tracking_number"),
                text(f, "tracking_carrier"),
                at(f, "created_at"),
                at(f, "deleted_at"),
                f.path("_byHand").asBoolean(),
                parts);
    }

    private static Part part(Account account, ObjectNode part) {
        List<Integer> skipped = new ArrayList<>();
        part.path("_skipped").forEach(id -> skipped.add(id.intValue()));
        return new Part(
                part.path("sales_order_row_id").intValue(),
                part.path("_variant").intValue(),
                part.path("_location").intValue(),
                Json.decimal(part.get("quantity")),
                account.batchTracked(part.path("_variant").intValue()),
                Lot.kept(part.path("traceability")).stream()
                        .map(lot -> new Take(lot.batch(), lot.serial(), lot.quantity()))
                        .toList(),
                skipped);
    }

    private static Customer customer(ObjectNode c) {
        return new Customer(
                id(c),
                text(c, "name"),
                text(c, "email"),
                text(c, "reference_id"),
                at(c, "created_at"),
                at(c, "deleted_at"),
                Drawing.plain(c));
    }

    private static Item item(ObjectNode i) {
        return new Item(
                id(i),
                text(i, "type"),
                text(i, "name"),
                i.path("batch_tracked").asBoolean(),
                !Json.absent(i.get("archived_at")),
                at(i, "deleted_at"));
    }

    private static Variant variant(ObjectNode v) {
        return new Variant(
                id(v),
                text(v, "sku"),
                text(v, "type"),
                v.path("_parent").intValue(),
                at(v, "created_at"),
                at(v, "deleted_at"),
                Drawing.plain(v));
    }

    private static Stream<BatchStock> heaps(Account account, ObjectNode variant) {
        return account.stock.of(id(variant)).entrySet().stream().map(e -> {
            Integer batch = e.getKey().batch();
            ObjectNode doc =
                    batch == null ? Json.object() : account.batches.any(batch).orElseThrow();
            return new BatchStock(
                    batch,
                    text(doc, "batch_number"),
                    id(variant),
                    e.getKey().location(),
                    e.getValue(),
                    at(doc, "batch_created_date"),
                    at(doc, "expiration_date"));
        });
    }

    private static Stream<ObjectNode> oldestFirst(Table table) {
        List<ObjectNode> all = new ArrayList<>(table.newestFirst().toList());
        java.util.Collections.reverse(all);
        return all.stream();
    }

    private static int id(ObjectNode doc) {
        return doc.path("id").intValue();
    }

    private static String text(ObjectNode doc, String field) {
        return Json.text(doc.get(field));
    }

    private static Instant at(ObjectNode doc, String field) {
        return Json.instant(Json.text(doc.get(field))).orElse(null);
    }
}
