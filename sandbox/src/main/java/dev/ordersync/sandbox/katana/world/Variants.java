package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Detail;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.time.Duration;
import java.util.List;

/** The sellable units (reference 13.1). SKUs are compared exactly and need not be unique. */
final class Variants implements Resource {

    private final Account account;

    Variants(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        if (query.one("type").filter("service"::equals).isPresent()) {
            throw Refusal.invalid(
                    List.of(new Detail("/type", "enum", "must be equal to one of the allowed values", Json.object())));
        }
        return Listing.of(query, lag, account.now())
                .textAmong("sku", "sku")
                .wholes("product_id", "material_id")
                .texts("type", "internal_barcode", "registered_barcode", "abc_classification")
                .decimals("sales_price", "purchase_price")
                .where(v -> query.isSet("include_archived") || !archived(v))
                .page(account.variants, v -> drawn(v, query));
    }

    private boolean archived(ObjectNode variant) {
        return account.parentOf(variant)
                .map(p -> !Json.absent(p.get("archived_at")))
                .orElse(false);
    }

    @Override
    public JsonNode read(int id, Query query) {
        return drawn(account.variants.need(id), query);
    }

    static ObjectNode drawn(JsonNode variant) {
        ObjectNode drawn = Drawing.plain(variant);
        drawn.remove(List.of("service_id", "default_cost"));
        return drawn;
    }

    private ObjectNode drawn(JsonNode doc, Query query) {
        ObjectNode drawn = drawn(doc);
        boolean service = doc.path("type").asText().equals("service");
        if (query.extend("product_or_material") && !service) {
            ObjectNode parent = new Items(account, doc.path("type").asText())
                    .drawn(account.parentOf((ObjectNode) doc).orElseThrow());
            if (!account.options().variantsTellArchived) parent.remove("archived_at");
            drawn.set("product_or_material", parent);
        }
        return drawn;
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_VARIANT.demand(json);
        Integer product = Json.whole(body.get("product_id"));
        Integer material = Json.whole(body.get("material_id"));
        if ((product == null) == (material == null)) {
            throw Refusal.rule("Exactly one of product_id and material_id is required");
        }
        Table table = product == null ? account.materials : account.products;
        String type = product == null ? "material" : "product";
        ObjectNode parent = account.referred(table, type, product == null ? material : product);
        refuseTakenSku(Json.text(body.get("sku")), null);
        ObjectNode variant = add(type, parent.path("id").intValue(), body);
        table.touch(parent);
        account.tell(type, "updated", parent.path("id").intValue(), "");
        return drawn(variant);
    }

    /** Keeps a new variant and tells of it. */
    ObjectNode add(String type, int parentId, ObjectNode body) {
        ObjectNode variant = Json.object();
        variant.put("id", 0).put("sku", Json.text(body.get("sku")));
        variant.set("sales_price", Json.absent(body.get("sales_price")) ? null : body.get("sales_price"));
        variant.set(
                "purchase_price",
                Json.number(Json.decimal(body.has("purchase_price") ? body.get("purchase_price") : null)));
        variant.put("product_id", type.equals("product") ? (Integer) parentId : null);
        variant.put("material_id", type.equals("material") ? (Integer) parentId : null);
        variant.put("type", type).put("_parent", parentId);
        if (type.equals("service")) {
            variant.put("service_id", parentId);
            variant.set("default_cost", body.get("default_cost"));
        }
        variant.put("internal_barcode", Json.text(body.get("internal_barcode")));
        variant.put("registered_barcode", Json.text(body.get("registered_barcode")));
        variant.set(
                "supplier_item_codes",
                body.path("supplier_item_codes").isArray() ? body.get("supplier_item_codes") : Json.array());
        variant.set("lead_time", body.get("lead_time"));
        variant.set("minimum_order_quantity", body.get("minimum_order_quantity"));
        variant.set(
                "config_attributes",
                body.path("config_attributes").isArray() ? body.get("config_attributes") : Json.array());
        variant.set("custom_fields", body.path("custom_fields").isArray() ? body.get("custom_fields") : Json.array());
        variant.putNull("abc_classification");
        account.variants.add(variant);
        account.tell("variant", "created", variant.path("id").intValue(), "");
        return variant;
    }

    void refuseTakenSku(String sku, ObjectNode self) {
        boolean taken = sku != null
                && !account.options().duplicateSkus
                && account.variants.living().anyMatch(v -> v != self && sku.equals(Json.text(v.get("sku"))));
        if (taken) {
            throw Refusal.rule("Variant with sku " + sku + " already exists");
        }
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode variant = account.variants.need(id);
        ObjectNode body = Bodies.VARIANT_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        refuseTakenSku(Json.text(body.get("sku")), variant);
        Resource.copy(body, variant);
        account.variants.touch(variant);
        account.tell("variant", "updated", id, "");
        return drawn(variant);
    }

    @Override
    public boolean remove(int id) {
        account.variants.bury(account.variants.need(id));
        account.tell("variant", "deleted", id, "");
        return true;
    }
}
