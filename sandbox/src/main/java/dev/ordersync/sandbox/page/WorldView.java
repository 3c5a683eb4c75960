package dev.ordersync.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.BigCommerce;
import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.bigcommerce.Store;
import dev.ordersync.sandbox.katana.KatanaSandbox;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Kernel;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the page shows: the newest orders of a store, each with its sales orders, and the stock of every account. */
public final class WorldView {
    private final BigCommerce bigCommerce;
    private final KatanaSandbox katana;
    private final Kernel kernel;

    public WorldView(BigCommerce bigCommerce, KatanaSandbox katana, Kernel kernel) {
        this.bigCommerce = bigCommerce;
        this.katana = katana;
        this.kernel = kernel;
    }

    /** @param hash of the store to show, {@code ""} for the first one */
    ObjectNode state(String hash, int limit) {
        var json = Json.object().put("now", kernel.clock().millis());
        var stores = bigCommerce.stores();
        json.set(
                "stores",
                Json.array(
                        stores,
                        store -> Json.object()
                                .put("hash", store.hash())
                                .put("name", store.setup().name())
                                .put("orders", store.orders().size())));
        var snapshots = katana.snapshots();
        json.set("accounts", Json.array(snapshots, WorldView::account));
        var shown = stores.stream()
                .filter(store -> hash.isEmpty() || store.hash().equals(hash))
                .findFirst();
        shown.ifPresent(store -> show(json, store, snapshots, limit));
        return json;
    }

    private void show(ObjectNode json, Store store, List<Snapshot> snapshots, int limit) {
        var shop = bigCommerce.shop(store.hash()).orElseThrow();
        var linked = new HashMap<String, ArrayNode>();
        for (var snapshot : snapshots) {
            for (var order : snapshot.orders()) {
                if (store.hash().equals(order.ecommerceStore())) {
                    linked.computeIfAbsent(order.ecommerceOrderId(), id -> Json.array())
                            .add(salesOrder(snapshot, order));
                }
            }
        }
        json.put("store", store.hash()).put("currency", store.setup().currency());
        json.set("skus", skus(store));
        var orders = json.putArray("orders");
        store.orders().stream()
                .sorted((a, b) -> Long.compare(b.modifiedAt(), a.modifiedAt()))
                .limit(limit)
                .forEach(order -> orders.add(order(shop, order, linked)));
    }

    private static ObjectNode order(Shop shop, Order order, Map<String, ArrayNode> linked) {
        var json = shop.brief(order.id());
        json.set("katana", linked.getOrDefault("" + order.id(), Json.array()));
        return json;
    }

    private static ArrayNode skus(Store store) {
        var skus = Json.array();
        for (Product product : store.products()) {
            product.variants()
                    .forEach(variant -> skus.addObject()
                            .put("sku", variant.sku())
                            .put("name", product.name())
                            .put("type", product.type()));
        }
        return skus;
    }

    private static ObjectNode salesOrder(Snapshot snapshot, Snapshot.Order order) {
        var skus = new HashMap<Integer, String>();
        snapshot.variants().forEach(variant -> skus.put(variant.id(), variant.sku()));
        var json = Json.object()
                .put("account", snapshot.account())
                .put("id", order.id())
                .put("orderNo", order.orderNo())
                .put("status", order.status())
                .put("currency", order.currency())
                .put("deleted", !order.lives())
                .put("total", SalesOrderMoney.total(order).toPlainString())
                .put("fulfillments", order.livingFulfillments().size())
                .put("info", order.additionalInfo());
        json.set(
                "rows",
                Json.array(
                        order.livingRows(),
                        row -> Json.object()
                                .put("id", row.id())
                                .put("sku", skus.getOrDefault(row.variantId(), ""))
                                .put("quantity", plain(row.quantity()))
                                .put("price", plain(row.price()))
                                .put("discount", row.discount() == null ? "0" : plain(row.discount()))
                                .put("tax", plain(row.taxPercent()))));
        return json;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static ObjectNode account(Snapshot snapshot) {
        var stock = new HashMap<Integer, BigDecimal>();
        snapshot.batchStocks().forEach(heap -> stock.merge(heap.variantId(), heap.quantity(), BigDecimal::add));
        var batchTracked = new HashMap<Integer, Boolean>();
        snapshot.items().forEach(item -> batchTracked.put(item.id(), item.batchTracked()));
        var json = Json.object().put("account", snapshot.account());
        json.set(
                "variants",
                Json.array(
                        snapshot.variants().stream()
                                .filter(one -> one.deletedAt() == null)
                                .toList(),
                        one -> Json.object()
                                .put("id", one.id())
                                .put("sku", one.sku())
                                .put("stock", plain(stock.getOrDefault(one.id(), BigDecimal.ZERO)))
                                .put("batches", batchTracked.getOrDefault(one.parentId(), false))));
        return json;
    }
}
