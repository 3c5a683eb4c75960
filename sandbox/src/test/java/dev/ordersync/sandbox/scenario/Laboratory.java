package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.kernel.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Three stores whose orders are placed, edited, cancelled, delivered and completed while whatever the scenario adds goes
 * wrong. The same seed shops in the same way and lets the same calls fail.
 */
final class Laboratory {
    private static final int QUOTA = 1200;
    /** Half of what a 429 asks for: services that start every few seconds on two cores stand still for longer than usual. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private static final Duration WAIT_OF_429 = UNDER_WAY.multipliedBy(2);
    private static final Duration SILENCE = Duration.ofSeconds(75);

    private static final List<String> CALLS =
            List.of("429", "500-before", "500-after", "reset-before", "reset-after", "slow");

    private final WholeSystem system;
    private final Random random;
    private final long seed;
    private final List<Placed> orders = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<ConnectedStore> stores;
    private final Invariants invariants;

    record Placed(ConnectedStore store, int id) {}

    Laboratory(WholeSystem system, long seed) {
        this.system = system;
        this.seed = seed;
        this.random = new Random(seed);
        Instant begun = Instant.now();
        stores = List.of(
                system.connectDollarStore(s -> {}),
                system.connectEuroStore(s -> {}),
                system.connectDollarStore(s -> {}));
        invariants = new Invariants(system.sandbox()).accountQuota(QUOTA).underWay(UNDER_WAY);
        for (ConnectedStore store : stores) {
            system.sandbox().katana().options(store.account()).rateLimit = QUOTA;
            for (String sku : List.of("A", "B", "C"))
                store.shop().stock(Product.Spec.of(sku, "Thing " + sku, "1" + sku.charAt(0) % 7 + ".95"));
            invariants.store(store.hash(), StoreRules.defaults(store.account(), begun));
        }
    }

    Invariants invariants() {
        return invariants;
    }

    List<ConnectedStore> stores() {
        return stores;
    }

    List<Placed> orders() {
        return List.copyOf(orders);
    }

    /** Lets every kind of call fault and of webhook fault strike with these chances. */
    void disturb(double calls, double webhooks) {
        long next = seed;
        for (ConnectedStore store : stores) {
            for (String kind : CALLS)
                add(Fault.Spec.of("katana", kind)
                        .scope(store.account())
                        .chance(calls, ++next)
                        .delay(delayOf(kind)));
            add(Fault.Spec.of("katana", "late-create")
                    .scope(store.account())
                    .on("POST", "")
                    .chance(calls, ++next)
                    .delay(3000));
            add(Fault.Spec.of("katana", "lagging-search")
                    .scope(store.account())
                    .on("GET", "")
                    .chance(calls, ++next)
                    .delay(3000));
            for (String kind : CALLS)
                add(Fault.Spec.of("bigcommerce", kind)
                        .scope(store.hash())
                        .chance(calls, ++next)
                        .delay(delayOf(kind)));
            for (String kind : List.of("drop", "double", "delay", "reverse")) {
                add(Fault.Spec.of("bigcommerce", kind)
                        .scope(store.hash())
                        .chance(webhooks, ++next)
                        .delay(700));
                add(Fault.Spec.of("katana", kind)
                        .scope(store.account())
                        .chance(webhooks, ++next)
                        .delay(700));
            }
        }
    }

    private static long delayOf(String kind) {
        return kind.equals("429") ? WAIT_OF_429.toMillis() : 1000;
    }

    private void add(Fault.Spec spec) {
        faults.add(system.sandbox().faults().add(spec));
    }

    /** How often each kind of fault has struck, for the printed report. */
    String struck() {
        var counts = new java.util.TreeMap<String, Long>();
        faults.forEach(fault -> counts.merge(fault.spec().kind(), fault.played(), Long::sum));
        return counts.toString();
    }

    void calm() {
        faults.forEach(fault -> system.sandbox().faults().remove(fault.id()));
    }

    /** Places orders over the stores in turn, touches two earlier ones after each, and pauses as shoppers do. */
    void shop(int count, Duration pause) {
        for (int i = 0; i < count; i++) {
            place(stores.get(i % stores.size()));
            for (int touched = 0; touched < 2; touched++) touch(orders.get(random.nextInt(orders.size())));
            breathe(pause);
        }
    }

    /**
     * Waits until both systems agree, but for the orders that wait for a person, and none waits for its turn in our own
     * view; tells those that wait for a person, as the API shows them.
     */
    List<JsonNode> settle(Duration most) {
        List<JsonNode> held = new ArrayList<>();
        await().atMost(most).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            held.clear();
            held.addAll(excuseWhatWaitsForAPerson());
            assertThat(invariants.atRest()).isEmpty();
            assertThat(invariants.inv8CompleteOnBothSides(false)).isEmpty();
            stores.forEach(ConnectedStore::assertNoneWaits);
        });
        return held;
    }

    /**
     * What must have held at each moment, and that the writing ends. Both systems may agree on all that an invariant
     * compares while the write of a note is still on its way: an order whose write lost its answer is left alone for the
     * lease of its hand, and what failed often waits for its next try. So silence counts when it lasted longer than both.
     */
    void proveQuiet() {
        assertThat(invariants.always()).isEmpty();
        await().pollDelay(SILENCE)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(SILENCE.multipliedBy(4))
                .untilAsserted(
                        () -> assertThat(invariants.inv10Quiet(Instant.now().minus(SILENCE)))
                                .isEmpty());
    }

    private List<JsonNode> excuseWhatWaitsForAPerson() {
        List<JsonNode> held = new ArrayList<>();
        for (Placed order : orders) {
            JsonNode view = order.store().view(order.id());
            String state = view.path("state").asText();
            if (!state.equals("held") && !state.equals("conflict")) continue;
            held.add(view);
            invariants.held(order.store().hash(), order.id());
        }
        return held;
    }

    void place(ConnectedStore store) {
        String name = "Shopper" + random.nextInt(8);
        Checkout checkout = Checkout.guest(Address.us(name, "X", name.toLowerCase(Locale.ROOT) + "@shopper.example"))
                .line("A", 1 + random.nextInt(4));
        if (random.nextBoolean()) checkout.line("B", 1 + random.nextInt(3));
        if (random.nextInt(3) == 0) checkout.shipping("6.90", "Flat Rate");
        orders.add(new Placed(store, store.shop().place(checkout)));
    }

    private void touch(Placed order) {
        int status = order.store().shop().status(order.id());
        if (status != 11) return;
        switch (random.nextInt(8)) {
            case 0 -> order.store().shop().edit(order.id(), save -> save.quantity("A", 1 + random.nextInt(6)));
            case 1 -> order.store().shop().edit(order.id(), save -> save.add("C", 1 + random.nextInt(2)));
            case 2 -> order.store().shop().edit(order.id(), save -> save.message("Note " + random.nextInt(100)));
            case 3 -> order.store().shop().complete(order.id());
            case 4 -> deliver(order);
            case 5 -> {
                if (random.nextInt(3) == 0) order.store().shop().cancel(order.id());
            }
            default -> {
                // most orders stay as they are
            }
        }
    }

    private void deliver(Placed order) {
        order.store().salesOrders(order.id()).stream()
                .filter(salesOrder -> salesOrder.status().equals("NOT_SHIPPED"))
                .findFirst()
                .ifPresent(salesOrder ->
                        system.sandbox().katana().hand(order.store().account(), hand -> hand.deliver(salesOrder.id())));
    }

    /** A shopper's pause. */
    private void breathe(Duration pause) {
        long mark = system.sandbox().kernel().clock().millis() + pause.toMillis();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(pause.plusSeconds(60))
                .until(() -> system.sandbox().kernel().clock().millis() > mark);
    }
}
