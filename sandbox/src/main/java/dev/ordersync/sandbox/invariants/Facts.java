package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.bigcommerce.Store;
import dev.ordersync.sandbox.katana.world.Hand;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Both states and the journal at one moment, taken on the loop; checks run there too. Only the accounts and calls of the
 * connected stores are seen, so that scenarios can share one sandbox.
 */
final class Facts {
    private static final String TYPE = "bigCommerce";

    private final long now;
    private final Map<String, Store> stores;
    private final Map<String, Snapshot> accounts;
    private final List<Entry> journal;
    private final Map<String, StoreRules> rules;
    private final List<Pair> pairs;

    /**
     * @param rules by store hash; stores without rules are not connected
     * @param held {@code store:orderId} of orders that the scenario expects to wait for a person
     */
    Facts(
            long now,
            Map<String, Store> stores,
            Map<String, Snapshot> accounts,
            List<Entry> journal,
            Map<String, StoreRules> rules,
            Set<String> held) {
        this.now = now;
        this.stores = stores;
        this.rules = rules;
        this.accounts = rules.values().stream()
                .map(StoreRules::account)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> known(accounts, name)));
        this.journal = journal.stream()
                .filter(entry -> rules.containsKey(entry.scope()) || this.accounts.containsKey(entry.scope()))
                .toList();
        this.pairs = pair(held);
    }

    /**
     * An order of a connected store with what belongs to it.
     *
     * @param salesOrders deleted ones too
     * @param deletedByHand a person deleted one of them
     */
    record Pair(
            Store store,
            StoreRules rules,
            Order order,
            List<Snapshot.Order> salesOrders,
            boolean deletedByHand,
            Snapshot account) {
        String name() {
            return "order " + store.hash() + ":" + order.id();
        }

        List<Snapshot.Order> living() {
            return salesOrders.stream().filter(Snapshot.Order::lives).toList();
        }

        /** The one living sales order, when there is exactly one. */
        Optional<Snapshot.Order> only() {
            var living = living();
            return living.size() == 1 ? Optional.of(living.get(0)) : Optional.empty();
        }
    }

    private List<Pair> pair(Set<String> held) {
        var linked = new HashMap<String, List<Snapshot.Order>>();
        var deleted = new HashMap<String, Set<Integer>>();
        accounts.forEach((name, account) -> {
            account.orders().stream()
                    .filter(Facts::ours)
                    .forEach(one -> linked.computeIfAbsent(
                                    name + " " + one.ecommerceStore() + ":" + one.ecommerceOrderId(),
                                    key -> new ArrayList<>())
                            .add(one));
            deleted.put(
                    name,
                    account.acts().stream()
                            .filter(act -> act.what().equals("delete"))
                            .map(Hand.Act::id)
                            .collect(Collectors.toSet()));
        });
        var all = new ArrayList<Pair>();
        rules.forEach((hash, rule) -> {
            var account = accounts.get(rule.account());
            for (var order : stores.get(hash).orders()) {
                var key = hash + ":" + order.id();
                if (!held.contains(key)) {
                    var salesOrders = linked.getOrDefault(rule.account() + " " + key, List.of());
                    var byHand = salesOrders.stream()
                            .anyMatch(one -> deleted.get(rule.account()).contains(one.id()));
                    all.add(new Pair(stores.get(hash), rule, order, salesOrders, byHand, account));
                }
            }
        });
        return all;
    }

    private static Snapshot known(Map<String, Snapshot> accounts, String name) {
        return Optional.ofNullable(accounts.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No Katana account " + name));
    }

    long now() {
        return now;
    }

    Map<String, Store> stores() {
        return stores;
    }

    Map<String, Snapshot> accounts() {
        return accounts;
    }

    List<Entry> journal() {
        return journal;
    }

    Map<String, StoreRules> rules() {
        return rules;
    }

    /** Every order of every connected store, but those held. */
    List<Pair> pairs() {
        return pairs;
    }

    /** It bears the hidden identity of a BigCommerce order. */
    static boolean ours(Snapshot.Order order) {
        return TYPE.equals(order.ecommerceType());
    }
}
