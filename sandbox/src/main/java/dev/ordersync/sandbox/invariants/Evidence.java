package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.bigcommerce.Shipment;
import dev.ordersync.sandbox.bigcommerce.Store;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Both systems and the journal at one moment, copied, so that it can be looked at while the sandbox goes on.
 *
 * @param journal in the order the exchanges ended
 */
public record Evidence(List<Shop> shops, List<Snapshot> accounts, List<Entry> journal) {

    /** A BigCommerce store. */
    public record Shop(String hash, List<Placed> orders) {}

    /** A BigCommerce order; its wording is all that the API would say of it. */
    public record Placed(
            String store,
            int id,
            int statusId,
            boolean archived,
            long createdAt,
            List<Order.StatusChange> history,
            List<Shipment> shipments,
            String wording) {

        String name() {
            return store + ":" + id;
        }
    }

    /** A sales order of ours and the order it belongs to. */
    public record Pair(Placed placed, Snapshot account, Snapshot.Order salesOrder) {}

    public static Evidence of(Sandbox sandbox) {
        return sandbox.kernel()
                .loop()
                .call(() -> new Evidence(
                        sandbox.bigCommerce().stores().stream()
                                .map(store -> new Shop(
                                        store.hash(),
                                        store.orders().stream()
                                                .map(order -> placed(sandbox, store, order))
                                                .toList()))
                                .toList(),
                        sandbox.katana().snapshots(),
                        sandbox.journal().entries()));
    }

    private static Placed placed(Sandbox sandbox, Store store, Order order) {
        return new Placed(
                store.hash(),
                order.id(),
                order.statusId(),
                order.archived(),
                order.createdAt(),
                List.copyOf(order.history()),
                List.copyOf(order.shipments()),
                sandbox.bigCommerce()
                        .shop(store.hash())
                        .orElseThrow()
                        .json(order.id())
                        .toString());
    }

    /** All sales orders, deleted ones too, that carry our hidden identity, with their order when it exists. */
    List<Pair> pairs() {
        return accounts.stream()
                .flatMap(account -> account.orders().stream()
                        .filter(so -> "bigCommerce".equals(so.ecommerceType()))
                        .flatMap(so -> order(so).map(placed -> new Pair(placed, account, so)).stream()))
                .toList();
    }

    private Optional<Placed> order(Snapshot.Order so) {
        return shops.stream()
                .filter(shop -> shop.hash().equals(so.ecommerceStore()))
                .flatMap(shop -> shop.orders().stream())
                .filter(order -> Integer.toString(order.id()).equals(so.ecommerceOrderId()))
                .findFirst();
    }

    /** The number of the newest exchange. */
    public long lastNumber() {
        return journal.stream().mapToLong(Entry::number).max().orElse(0);
    }

    static String name(Snapshot.Order so) {
        return so.ecommerceStore() + ":" + so.ecommerceOrderId();
    }
}
