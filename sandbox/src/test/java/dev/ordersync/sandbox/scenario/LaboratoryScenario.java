package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.kernel.Fault;
import dev.ordersync.sandbox.run.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Everything at once: orders over three stores are placed, edited, cancelled, delivered and completed while calls and
 * webhooks fail and the services are killed. When it has settled, the invariants hold in the two outside systems. The seed is printed and
 * plays the same run again ({@code -Dlaboratory.seed=}, {@code -Dlaboratory.orders=}).
 */
class LaboratoryScenario {
    private static final long SEED = Long.getLong("laboratory.seed", 20261123L);
    private static final int ORDERS = Integer.getInteger("laboratory.orders", 45);
    private static final int QUOTA = 1200;
    private static final Duration SETTLED = Duration.ofSeconds(420);

    private final WholeSystem system = WholeSystem.shared();
    private final Random random = new Random(SEED);
    private final List<Placed> orders = new ArrayList<>();

    private record Placed(ConnectedStore store, int id) {}

    @Test
    void theInvariantsHoldAfterFaultsOfEveryKindAndKilledServices() {
        System.out.println("laboratory: seed " + SEED + ", " + ORDERS + " orders");
        Instant begun = Instant.now();
        List<ConnectedStore> stores = List.of(
                system.connectDollarStore(s -> {}),
                system.connectEuroStore(s -> {}),
                system.connectDollarStore(s -> {}));
        Invariants invariants = new Invariants(system.sandbox()).accountQuota(QUOTA);
        for (ConnectedStore store : stores) {
            system.sandbox().katana().options(store.account()).rateLimit = QUOTA;
            for (String sku : List.of("A", "B", "C"))
                store.shop().stock(Product.Spec.of(sku, "Thing " + sku, "1" + sku.charAt(0) % 7 + ".95"));
            invariants.store(store.hash(), StoreRules.defaults(store.account(), begun));
        }
        List<Fault> faults = disturb(stores);
        ScheduledExecutorService killer = killInTurn();
        try {
            for (int i = 0; i < ORDERS; i++) {
                place(stores.get(i % stores.size()));
                for (int touched = 0; touched < 2; touched++) touch(orders.get(random.nextInt(orders.size())));
                breathe();
            }
        } finally {
            killer.shutdownNow();
            faults.forEach(fault -> system.sandbox().faults().remove(fault.id()));
        }
        awaitServices();

        await().atMost(SETTLED).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            excuseWhatWaitsForAPerson(invariants);
            assertThat(invariants.atRest()).isEmpty();
            assertThat(invariants.inv8CompleteOnBothSides(false)).isEmpty();
        });
        assertThat(invariants.always()).isEmpty();
        Instant rest = Instant.now();
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(invariants.inv10Quiet(rest)).isEmpty());
    }

    private List<Fault> disturb(List<ConnectedStore> stores) {
        List<Fault> faults = new ArrayList<>();
        long seed = SEED;
        for (ConnectedStore store : stores) {
            for (String kind : List.of("429", "500-before", "500-after", "reset-before", "reset-after"))
                faults.add(add(Fault.Spec.of("katana", kind)
                        .scope(store.account())
                        .chance(0.04, ++seed)
                        .delay(1000)));
            for (String kind : List.of("429", "500-before", "reset-after"))
                faults.add(add(Fault.Spec.of("bigcommerce", kind)
                        .scope(store.hash())
                        .chance(0.04, ++seed)
                        .delay(1000)));
            for (String kind : List.of("drop", "double", "delay", "reverse"))
                faults.add(add(Fault.Spec.of("bigcommerce", kind)
                        .scope(store.hash())
                        .chance(0.1, ++seed)
                        .delay(700)));
            for (String kind : List.of("drop", "double", "delay"))
                faults.add(add(Fault.Spec.of("katana", kind)
                        .scope(store.account())
                        .chance(0.1, ++seed)
                        .delay(700)));
        }
        return faults;
    }

    private Fault add(Fault.Spec spec) {
        return system.sandbox().faults().add(spec);
    }

    /** One service every ten seconds, started again at once, as a supervisor does. */
    private ScheduledExecutorService killInTurn() {
        ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
        int[] turn = {0};
        killer.scheduleWithFixedDelay(
                () -> {
                    ServiceProcess victim = system.services().get(turn[0]++ % 3);
                    victim.kill();
                    victim.start();
                },
                5,
                10,
                TimeUnit.SECONDS);
        return killer;
    }

    private void awaitServices() {
        for (ServiceProcess service : system.services()) {
            service.start();
            service.awaitReady(Duration.ofSeconds(90));
        }
    }

    private void place(ConnectedStore store) {
        String name = "Shopper" + random.nextInt(8);
        Checkout checkout = Checkout.guest(
                        Address.us(name, "X", name.toLowerCase(java.util.Locale.ROOT) + "@shopper.example"))
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

    /** A shopper's pause: the journal grows meanwhile. */
    private void breathe() {
        long mark = system.sandbox().kernel().clock().millis() + 700;
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(30))
                .until(() -> system.sandbox().kernel().clock().millis() > mark);
    }

    private void excuseWhatWaitsForAPerson(Invariants invariants) {
        for (Placed order : orders) {
            String state = order.store().view(order.id()).path("state").asText();
            if (state.equals("held") || state.equals("conflict"))
                invariants.held(order.store().hash(), order.id());
        }
    }
}
