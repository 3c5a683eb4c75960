package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Routes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Products, variants and customers (reference 16 and 17): V3, numbers as numbers. */
final class CatalogueResource {
    private record Both(Product product, Product.Variant variant) {}

    void routes(Routes<Store> routes) {
        routes.add("GET", "/v3/catalog/products", (store, request, path) -> {
                    var query = new Query(request);
                    var ids = Query.integers(query.list("id:in"));
                    var skus = query.list("sku:in");
                    var withVariants = query.list("include").contains("variants");
                    var found = store.products.values().stream()
                            .filter(product -> ids.isEmpty() || ids.contains(product.id))
                            .filter(product -> skus.isEmpty() || skus.contains(product.sku))
                            .filter(product ->
                                    query.text("sku").map(product.sku::equals).orElse(true))
                            .filter(product ->
                                    query.text("type").map(product.type::equals).orElse(true))
                            .filter(product -> query.date("date_modified:min").orElse(0L) <= product.modifiedAt)
                            .filter(product ->
                                    product.id > query.number("id:greater").orElse(0))
                            .sorted(Comparator.comparingInt(product -> product.id))
                            .toList();
                    return query.v3(found, product -> product(product, withVariants));
                })
                .add("GET", "/v3/catalog/products/{id}", (store, request, path) -> {
                    var product = store.products.get(OrderResource.number(path.get("id")));
                    var withVariants = new Query(request).list("include").contains("variants");
                    return product == null
                            ? Failures.v3(404, "A product was not found with an id of " + path.get("id"))
                            : Query.v3(product(product, withVariants));
                })
                .add("GET", "/v3/catalog/products/{id}/variants", (store, request, path) -> {
                    var product = store.products.get(OrderResource.number(path.get("id")));
                    return product == null
                            ? Failures.v3(404, "The product was not found")
                            : new Query(request).v3(product.variants, variant -> variant(new Both(product, variant)));
                })
                .add("GET", "/v3/catalog/variants", (store, request, path) -> {
                    var query = new Query(request);
                    var products = Query.integers(query.list("product_id:in"));
                    var found = both(store).stream()
                            .filter(one -> query.number("id")
                                    .map(id -> one.variant().id() == id)
                                    .orElse(true))
                            .filter(one -> query.text("sku")
                                    .map(one.variant().sku()::equals)
                                    .orElse(true))
                            .filter(one -> products.isEmpty() || products.contains(one.product().id))
                            .toList();
                    return query.v3(found, CatalogueResource::variant);
                })
                .add("GET", "/v3/customers", (store, request, path) -> {
                    var query = new Query(request);
                    var ids = Query.integers(query.list("id:in"));
                    var emails = query.list("email:in");
                    var withAddresses = query.list("include").contains("addresses");
                    var found = store.customers.values().stream()
                            .filter(customer -> ids.isEmpty() || ids.contains(customer.id()))
                            .filter(customer ->
                                    emails.isEmpty() || emails.stream().anyMatch(customer.email()::equalsIgnoreCase))
                            .sorted(Comparator.comparingInt(Customer::id)) // they are created in that order
                            .toList();
                    return query.v3(found, customer -> customer(customer, withAddresses));
                });
    }

    private static List<Both> both(Store store) {
        var all = new ArrayList<Both>();
        store.products
                .values()
                .forEach(product -> product.variants.forEach(variant -> all.add(new Both(product, variant))));
        return all;
    }

    private static ObjectNode product(Product product, boolean withVariants) {
        var simple = product.variants.size() == 1
                && product.variants.get(0).options().isEmpty();
        var json = Json.object()
                .put("id", product.id)
                .put("name", product.name)
                .put("type", product.type)
                .put("sku", product.sku)
                .put("description", "<p>" + product.name + "</p>")
                .put("weight", product.weight)
                .put("width", 0)
                .put("depth", 0)
                .put("height", 0)
                .put("price", product.price)
                .put("cost_price", product.cost)
                .put("retail_price", 0)
                .put("sale_price", 0)
                .put("map_price", 0)
                .put("calculated_price", product.price)
                .put("tax_class_id", product.taxClassId)
                .put("brand_id", 0)
                .put("inventory_level", product.stock)
                .put("inventory_warning_level", 0)
                .put("inventory_tracking", simple ? "product" : "variant")
                .put("is_visible", true)
                .put("availability", "available")
                .put("order_quantity_minimum", 0)
                .put("order_quantity_maximum", 0)
                .put("upc", "")
                .put("mpn", "")
                .put("gtin", "")
                .put("bin_picking_number", "")
                .put("date_created", Dates.v3(product.createdAt))
                .put("date_modified", Dates.v3(product.modifiedAt));
        json.putArray("categories");
        if (simple) {
            json.put("base_variant_id", product.variants.get(0).id());
        } else {
            json.putNull("base_variant_id");
        }
        if (withVariants) {
            json.set("variants", Json.array(product.variants, one -> variant(new Both(product, one))));
        }
        return json;
    }

    private static ObjectNode variant(Both both) {
        var variant = both.variant();
        var base = variant.options().isEmpty();
        var json = Json.object()
                .put("id", variant.id())
                .put("product_id", both.product().id)
                .put("sku", variant.sku())
                .put("sku_id", base ? null : variant.id() - 100)
                .put("price", variant.price())
                .put("calculated_price", both.product().priceOf(variant))
                .put("calculated_weight", both.product().weight)
                .put("cost_price", base ? null : both.product().cost)
                .put("inventory_level", both.product().stock)
                .put("inventory_warning_level", 0)
                .put("purchasing_disabled", false)
                .put("image_url", "")
                .put("upc", "")
                .put("mpn", "")
                .put("gtin", "")
                .put("bin_picking_number", "");
        for (var field : List.of("sale_price", "retail_price", "map_price", "weight")) {
            json.put(field, (BigDecimal) null);
        }
        var values = json.putArray("option_values");
        variant.options()
                .forEach((name, label) -> values.addObject()
                        .put("id", Math.abs(label.hashCode() % 10_000))
                        .put("label", label)
                        .put("option_id", Math.abs(name.hashCode() % 1000))
                        .put("option_display_name", name));
        return json;
    }

    private static ObjectNode customer(Customer customer, boolean withAddresses) {
        var json = Json.object()
                .put("id", customer.id())
                .put("email", customer.email())
                .put("first_name", customer.firstName())
                .put("last_name", customer.lastName())
                .put("company", customer.company())
                .put("phone", customer.phone())
                .put("notes", "")
                .put("tax_exempt_category", "")
                .put("customer_group_id", 0)
                .put("date_created", Dates.v3(customer.createdAt()))
                .put("date_modified", Dates.v3(customer.createdAt()))
                .put("address_count", customer.addresses().size())
                .put("origin_channel_id", 1);
        json.putArray("channel_ids").add(1);
        if (withAddresses) {
            json.set(
                    "addresses",
                    Json.array(
                            customer.addresses(),
                            address -> Json.object()
                                    .put("id", customer.id() * 10)
                                    .put("customer_id", customer.id())
                                    .put("first_name", address.firstName())
                                    .put("last_name", address.lastName())
                                    .put("company", address.company())
                                    .put("address1", address.street1())
                                    .put("address2", address.street2())
                                    .put("city", address.city())
                                    .put("state_or_province", address.state())
                                    .put("postal_code", address.zip())
                                    .put("country", address.country())
                                    .put("country_code", address.countryIso2())
                                    .put("phone", address.phone())
                                    .put("address_type", "residential")));
        }
        return json;
    }
}
