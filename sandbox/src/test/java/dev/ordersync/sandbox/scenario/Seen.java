package dev.ordersync.sandbox.scenario;

import dev.ordersync.sandbox.katana.world.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is to be seen in one store's Katana account. */
final class Seen {
    private final WholeSystem system;
    private final ConnectedStore store;

    Seen(WholeSystem system, ConnectedStore store) {
        this.system = system;
        this.store = store;
    }

    Snapshot katana() {
        return system.sandbox().katana().snapshot(store.account());
    }

    /** The one living sales order of an order. */
    Snapshot.Order salesOrder(int orderId) {
        return store.salesOrders(orderId).get(0);
    }

    /** SKU to quantity, as plain numbers. */
    Map<String, String> quantities(int orderId) {
        Map<String, String> quantities = new TreeMap<>();
        for (Snapshot.Row row : salesOrder(orderId).livingRows())
            quantities.put(
                    String.valueOf(variant(row.variantId()).sku()),
                    row.quantity().stripTrailingZeros().toPlainString());
        return quantities;
    }

    Snapshot.Variant variant(int id) {
        return katana().variants().stream()
                .filter(variant -> variant.id() == id)
                .findFirst()
                .orElseThrow();
    }

    List<Snapshot.Variant> variants(String sku) {
        return katana().variants().stream()
                .filter(variant -> variant.deletedAt() == null && sku.equals(variant.sku()))
                .toList();
    }

    List<Snapshot.Customer> customers(String email) {
        return katana().customers().stream()
                .filter(customer -> customer.deletedAt() == null && email.equalsIgnoreCase(customer.email()))
                .toList();
    }

    Map<String, String> address(int orderId, String type) {
        return salesOrder(orderId).addresses().stream()
                .filter(address -> address.deletedAt() == null && address.type().equals(type))
                .findFirst()
                .orElseThrow()
                .lines();
    }
}
