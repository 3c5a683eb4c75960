package dev.ordersync.fulfillment.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One Katana account: sales orders, fulfillments, batches. Refuses what Katana refuses. */
public final class FakeKatana extends World.Desk {
    public static final long LOCATION = 10;

    private final Map<Long, ObjectNode> orders = new TreeMap<>();
    private final Map<Long, ObjectNode> fulfillments = new TreeMap<>();
    private final List<ObjectNode> batches = new ArrayList<>();
    private final Map<Long, String> tracked = new TreeMap<>();
    private final Set<Long> archived = new HashSet<>();
    private final Set<Long> hidden = new HashSet<>();
    private String closingDate;
    private String refusal;

    /** A row of a sales order to make. */
    public record Row(long variantId, String sku, String quantity) {}

    public long make(long orderId, List<Row> rows) {
        return make(World.nextId(), orderId, rows);
    }

    /** Under an id that another account may have given too. */
    public synchronized long make(long id, long orderId, List<Row> rows) {
        ObjectNode order = Json.TREE.createObjectNode();
        order.put("id", id).put("order_no", String.valueOf(orderId)).put("location_id", LOCATION);
        ArrayNode list = order.putArray("sales_order_rows");
        rows.forEach(row -> list.addObject()
                .put("id", World.nextId())
                .put("sales_order_id", id)
                .put("variant_id", row.variantId())
                .put("quantity", new BigDecimal(row.quantity())));
        orders.put(id, order);
        compute(id);
        return id;
    }

    /** It carries this order's hidden identity. */
    public synchronized void identify(long id, String store, long orderId) {
        orders.get(id)
                .put("ecommerce_order_type", "bigCommerce")
                .put("ecommerce_store_name", store)
                .put("ecommerce_order_id", String.valueOf(orderId));
    }

    /** {@code batch} or {@code serial}. */
    public synchronized void track(long variantId, String how) {
        tracked.put(variantId, how);
    }

    /** Shown no more, unless archived ones are asked for. */
    public synchronized void archive(long variantId) {
        archived.add(variantId);
    }

    /** Shown no more, whatever is asked for. */
    public synchronized void hide(long variantId) {
        hidden.add(variantId);
    }

    public synchronized long batch(long variantId, String created, String stock) {
        long id = World.nextId();
        batches.add(Json.TREE
                .createObjectNode()
                .put("batch_id", id)
                .put("batch_number", "B" + id)
                .put("batch_created_date", created)
                .put("variant_id", variantId)
                .put("location_id", LOCATION)
                .put("quantity_in_stock", stock));
        return id;
    }

    public synchronized void stock(long batchId, String stock) {
        batchOf(batchId).put("quantity_in_stock", stock);
    }

    public synchronized String stock(long batchId) {
        return batchOf(batchId).path("quantity_in_stock").asText();
    }

    public synchronized void closeUntil(String date) {
        closingDate = date;
    }

    public synchronized void refuseDeliveries(String message) {
        refusal = message;
    }

    public synchronized void quantity(long id, String quantity) {
        ((ObjectNode) orders.get(id).path("sales_order_rows").get(0)).put("quantity", new BigDecimal(quantity));
        compute(id);
    }

    public synchronized void add(long id, Row row) {
        ((ArrayNode) orders.get(id).path("sales_order_rows"))
                .addObject()
                .put("id", World.nextId())
                .put("sales_order_id", id)
                .put("variant_id", row.variantId())
                .put("quantity", new BigDecimal(row.quantity()));
        compute(id);
    }

    public synchronized void assignSerials(long id, List<Long> serials) {
        ArrayNode list = ((ObjectNode) orders.get(id).path("sales_order_rows").get(0)).putArray("serial_numbers");
        serials.forEach(list::add);
    }

    public synchronized void delete(long id) {
        orders.remove(id);
    }

    public synchronized JsonNode order(long id) {
        return orders.get(id).deepCopy();
    }

    public synchronized String status(long id) {
        return orders.get(id).path("status").asText();
    }

    public synchronized ArrayNode fulfillmentsOf(long id) {
        ArrayNode list = Json.TREE.createArrayNode();
        fulfillments.values().stream()
                .filter(f -> f.path("sales_order_id").asLong() == id)
                .forEach(f -> list.add(f.deepCopy()));
        return list;
    }

    /** A person delivers or packs a part. */
    public synchronized long fulfill(long id, String status, Map<Long, String> quantities) {
        ObjectNode body = Json.TREE.createObjectNode().put("sales_order_id", id).put("status", status);
        ArrayNode rows = body.putArray("sales_order_fulfillment_rows");
        quantities.forEach((row, quantity) ->
                rows.addObject().put("sales_order_row_id", row).put("quantity", new BigDecimal(quantity)));
        return fulfill(body, false).body().path("id").asLong();
    }

    /** A person delivers one piece of a row. */
    public synchronized void fulfillSerial(long id, long row, long serial) {
        long made = fulfill(id, "DELIVERED", Map.of(row, "1"));
        ((ObjectNode) fulfillments
                        .get(made)
                        .path("sales_order_fulfillment_rows")
                        .get(0))
                .putArray("serial_numbers")
                .add(serial);
    }

    public synchronized void track(long fulfillmentId, String number, String carrier) {
        fulfillments.get(fulfillmentId).put("tracking_number", number).put("tracking_carrier", carrier);
    }

    public synchronized void undo(long fulfillmentId) {
        long order = fulfillments.remove(fulfillmentId).path("sales_order_id").asLong();
        compute(order);
    }

    synchronized World.Answer handle(String method, String path, Map<String, List<String>> query, JsonNode body) {
        String[] parts = path.substring(1).split("/");
        return switch (parts[0]) {
            case "sales_orders" -> {
                ObjectNode order = orders.get(Long.parseLong(parts[1]));
                yield order == null ? World.Answer.missing() : World.Answer.ok(order.deepCopy());
            }
            case "sales_order_fulfillments" -> fulfillmentCall(method, parts, query, body);
            case "batch_stocks" -> World.Answer.list(stocks(query));
            case "variants" -> World.Answer.list(variants(query));
            case "factory" -> World.Answer.ok(Json.TREE.createObjectNode().put("inventory_closing_date", closingDate));
            default -> World.Answer.missing();
        };
    }

    private World.Answer fulfillmentCall(
            String method, String[] parts, Map<String, List<String>> query, JsonNode body) {
        if (method.equals("GET")) {
            List<JsonNode> list = new ArrayList<>();
            fulfillmentsOf(Long.parseLong(query.get("sales_order_id").get(0))).forEach(list::add);
            return World.Answer.list(list);
        }
        if (method.equals("PATCH")) {
            ObjectNode fulfillment = fulfillments.get(Long.parseLong(parts[1]));
            if (fulfillment == null) return World.Answer.missing();
            if (refusal != null) return World.Answer.refused(refusal);
            if (body.path("tracking_number").isTextual()
                    && body.path("tracking_number").asText().isEmpty()) return World.Answer.refused("too short");
            fulfillment.setAll((ObjectNode) body);
            compute(fulfillment.path("sales_order_id").asLong());
            return World.Answer.ok(fulfillment.deepCopy());
        }
        return fulfill(body, true);
    }

    private World.Answer fulfill(JsonNode body, boolean checked) {
        long order = body.path("sales_order_id").asLong();
        if (!orders.containsKey(order)) return World.Answer.missing();
        if (refusal != null && checked) return World.Answer.refused(refusal);
        if (closingDate != null
                && checked
                && body.path("picked_date").asText("").compareTo(closingDate) <= 0)
            return World.Answer.refused("the inventory period is closed");
        Map<Long, BigDecimal> taken = new TreeMap<>();
        for (JsonNode row : body.path("sales_order_fulfillment_rows")) {
            long rowId = row.path("sales_order_row_id").asLong();
            if (left(order, rowId).compareTo(row.path("quantity").decimalValue()) < 0)
                return World.Answer.refused("more than is left");
            String how = tracked.getOrDefault(variantOf(order, rowId), "");
            if (checked && how.equals("serial") && !row.has("serial_numbers"))
                return World.Answer.refused("sum of serial number quantity must match fulfillment row quantity");
            if (checked && how.equals("batch") && !row.has("traceability"))
                return World.Answer.refused("batches are missing");
            for (JsonNode part : row.path("traceability"))
                if (!part.path("batch_id").isNull())
                    taken.merge(
                            part.path("batch_id").asLong(),
                            part.path("quantity").decimalValue(),
                            BigDecimal::add);
        }
        for (var batch : taken.entrySet())
            if (new BigDecimal(stock(batch.getKey())).compareTo(batch.getValue()) < 0)
                return World.Answer.refused("batch stock is too low");
        taken.forEach((id, quantity) ->
                stock(id, new BigDecimal(stock(id)).subtract(quantity).toPlainString()));
        ObjectNode made = ((ObjectNode) body.deepCopy()).put("id", World.nextId());
        fulfillments.put(made.path("id").asLong(), made);
        compute(order);
        return World.Answer.ok(made.deepCopy());
    }

    private void compute(long id) {
        boolean all = true;
        boolean packed = false;
        boolean delivered = false;
        for (JsonNode row : orders.get(id).path("sales_order_rows"))
            all &= left(id, row.path("id").asLong()).signum() == 0;
        for (JsonNode f : fulfillmentsOf(id)) {
            packed |= f.path("status").asText().equals("PACKED");
            delivered |= f.path("status").asText().equals("DELIVERED");
        }
        String status = delivered ? "PARTIALLY_DELIVERED" : packed ? "PARTIALLY_PACKED" : "NOT_SHIPPED";
        if (all && delivered && !packed) status = "DELIVERED";
        if (all && packed && !delivered) status = "PACKED";
        orders.get(id).put("status", status);
    }

    private BigDecimal left(long order, long rowId) {
        BigDecimal left = BigDecimal.ZERO;
        for (JsonNode row : orders.get(order).path("sales_order_rows"))
            if (row.path("id").asLong() == rowId) left = row.path("quantity").decimalValue();
        for (JsonNode f : fulfillmentsOf(order))
            for (JsonNode row : f.path("sales_order_fulfillment_rows"))
                if (row.path("sales_order_row_id").asLong() == rowId)
                    left = left.subtract(row.path("quantity").decimalValue());
        return left;
    }

    private long variantOf(long order, long rowId) {
        for (JsonNode row : orders.get(order).path("sales_order_rows"))
            if (row.path("id").asLong() == rowId) return row.path("variant_id").asLong();
        return 0;
    }

    private List<JsonNode> stocks(Map<String, List<String>> query) {
        List<JsonNode> found = new ArrayList<>();
        for (ObjectNode batch : batches)
            if (batch.path("variant_id").asText().equals(query.get("variant_id").get(0))
                    && batch.path("location_id")
                            .asText()
                            .equals(query.get("location_id").get(0))) found.add(batch.deepCopy());
        return found;
    }

    private List<JsonNode> variants(Map<String, List<String>> query) {
        List<JsonNode> found = new ArrayList<>();
        for (String id : query.get("ids")) {
            boolean isArchived = archived.contains(Long.parseLong(id));
            if (hidden.contains(Long.parseLong(id)) || isArchived && !query.containsKey("include_archived")) continue;
            String how = tracked.getOrDefault(Long.parseLong(id), "");
            ObjectNode variant =
                    Json.TREE.createObjectNode().put("id", Long.parseLong(id)).put("sku", "V" + id);
            variant.putObject("product_or_material")
                    .put("id", 1)
                    .put("archived_at", isArchived ? "2026-01-01T00:00:00.000Z" : null)
                    .put("batch_tracked", how.equals("batch"))
                    .put("serial_tracked", how.equals("serial"));
            found.add(variant);
        }
        return found;
    }

    private ObjectNode batchOf(long id) {
        return batches.stream()
                .filter(batch -> batch.path("batch_id").asLong() == id)
                .findFirst()
                .orElseThrow();
    }
}
