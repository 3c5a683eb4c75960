package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import dev.ordersync.sandbox.katana.wire.Shape;
import java.time.Duration;
import java.util.Map;

/** Products, materials and services, each with its variants inside (reference 13.2 to 13.4). */
final class Items implements Resource {

    private static final Map<String, Shape> NEW =
            Map.of("product", Bodies.NEW_PRODUCT, "material", Bodies.NEW_MATERIAL, "service", Bodies.NEW_SERVICE);
    private static final Map<String, Shape> CHANGE = Map.of(
            "product", Bodies.PRODUCT_CHANGE, "material", Bodies.MATERIAL_CHANGE, "service", Bodies.SERVICE_CHANGE);

    private final Account account;
    private final String type;
    private final Table table;
    private final Variants variants;

    Items(Account account, String type) {
        this.account = account;
        this.type = type;
        this.table = type.equals("product")
                ? account.products
                : type.equals("material") ? account.materials : account.services;
        this.variants = new Variants(account);
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .texts("name", "uom", "category_name", "purchase_uom")
                .wholes("default_supplier_id")
                .flags("is_sellable", "is_producible", "is_purchasable", "is_auto_assembly")
                .flags("batch_tracked", "serial_tracked", "operations_in_sequence")
                .where(item -> query.isSet("include_archived") || Json.absent(item.get("archived_at")))
                .page(table, this::drawn);
    }

    @Override
    public JsonNode read(int id, Query query) {
        return drawn(table.need(id));
    }

    ObjectNode drawn(JsonNode item) {
        ObjectNode drawn = Drawing.plain(item);
        ArrayNode list = drawn.putArray("variants");
        account.variants.of(item.path("id").intValue()).forEach(v -> list.add(serviceOr(v)));
        return drawn;
    }

    /** Only inside its service does a service's variant show service_id and default_cost. */
    private ObjectNode serviceOr(ObjectNode variant) {
        if (!type.equals("service")) {
            return Variants.drawn(variant);
        }
        ObjectNode drawn = Json.object();
        for (String field : new String[] {
            "id",
            "sku",
            "sales_price",
            "default_cost",
            "service_id",
            "type",
            "custom_fields",
            "created_at",
            "updated_at",
            "deleted_at"
        }) {
            drawn.set(field, variant.get(field));
        }
        return drawn;
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = NEW.get(type).demand(json);
        if (body.has("purchase_uom") != body.has("purchase_uom_conversion_rate")) {
            throw Refusal.rule("purchase_uom and purchase_uom_conversion_rate must be given together");
        }
        body.get("variants").forEach(v -> variants.refuseTakenSku(Json.text(v.get("sku")), null));
        ObjectNode item = Json.object();
        item.put("id", 0).put("name", body.get("name").asText()).put("type", type);
        item.put("uom", body.path("uom").asText("pcs"));
        item.put("category_name", body.path("category_name").asText(""));
        item.put("is_sellable", body.path("is_sellable").asBoolean(true));
        item.put("additional_info", body.path("additional_info").asText(""));
        item.set("custom_field_collection_id", body.get("custom_field_collection_id"));
        if (!type.equals("service")) {
            addGoods(item, body);
        }
        item.putNull("archived_at");
        table.add(item);
        int id = item.path("id").intValue();
        if (!type.equals("service")) {
            item.set("configs", configs(body.path("configs"), id));
            account.tell(type, "created", id, "");
        }
        body.get("variants").forEach(v -> variants.add(type, id, (ObjectNode) v));
        return drawn(item);
    }

    private void addGoods(ObjectNode item, ObjectNode body) {
        item.put("batch_tracked", body.path("batch_tracked").asBoolean(false));
        item.put("serial_tracked", body.path("serial_tracked").asBoolean(false));
        item.put("default_supplier_id", Json.whole(body.get("default_supplier_id")));
        item.put("purchase_uom", Json.text(body.get("purchase_uom")));
        item.put("purchase_uom_conversion_rate", Json.text(body.get("purchase_uom_conversion_rate")));
        item.put("operations_in_sequence", body.path("operations_in_sequence").asBoolean(false));
        if (type.equals("product")) {
            item.put("is_producible", body.path("is_producible").asBoolean(true));
            item.put("is_purchasable", body.path("is_purchasable").asBoolean(true));
            item.put("is_auto_assembly", body.path("is_auto_assembly").asBoolean(false));
            refuseContradiction(item);
        }
    }

    private static void refuseContradiction(ObjectNode product) {
        if (!product.path("is_producible").asBoolean()
                && !product.path("is_purchasable").asBoolean()) {
            throw Refusal.rule("At least one of is_producible and is_purchasable must be true");
        }
        if (product.path("batch_tracked").asBoolean()
                && product.path("is_auto_assembly").asBoolean()) {
            throw Refusal.rule("A batch tracked product cannot be auto-assembled");
        }
    }

    private ArrayNode configs(JsonNode requested, int id) {
        ArrayNode configs = Json.array();
        for (JsonNode config : requested) {
            ObjectNode kept = configs.addObject().put("id", table.nextId());
            kept.put("name", config.path("name").asText());
            kept.set("values", config.get("values"));
            kept.put(type + "_id", id);
        }
        return configs;
    }

    /** A change without additional_info empties it, as proved live. */
    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode item = table.need(id);
        ObjectNode body = CHANGE.get(type).demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        if (type.equals("product")) {
            ObjectNode after = item.deepCopy();
            Resource.copy(body, after);
            refuseContradiction(after);
        }
        JsonNode archived = body.remove("is_archived");
        if (archived != null) {
            archive(item, archived.asBoolean());
        }
        if (body.has("configs")) {
            body.set("configs", configs(body.get("configs"), id));
        }
        item.put("additional_info", "");
        if (type.equals("service")) {
            changeServiceVariant(id, body);
        }
        Resource.copy(body, item);
        table.touch(item);
        tellUnlessService(id, "updated");
        return drawn(item);
    }

    void archive(ObjectNode item, boolean archived) {
        item.put("archived_at", archived ? Json.instant(account.now()) : null);
        account.variants.of(item.path("id").intValue()).forEach(account.variants::touch);
    }

    private void changeServiceVariant(int id, ObjectNode body) {
        for (ObjectNode variant : account.variants.of(id)) {
            for (String field : new String[] {"sku", "sales_price", "default_cost", "custom_fields"}) {
                if (body.has(field)) {
                    variant.set(field, body.remove(field));
                    account.variants.touch(variant);
                }
            }
        }
    }

    @Override
    public boolean remove(int id) {
        ObjectNode item = table.need(id);
        account.variants.of(id).forEach(v -> variants.remove(v.path("id").intValue()));
        table.bury(item);
        tellUnlessService(id, "deleted");
        return true;
    }

    /** There are no service events. */
    private void tellUnlessService(int id, String action) {
        if (!type.equals("service")) {
            account.tell(type, action, id, "");
        }
    }
}
