package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.invariants.NoNoisyNeighbour;
import dev.ordersync.sandbox.kernel.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A store with 50,000 due orders, one with a revoked token and one whose Katana answers after 30 s stand beside a live
 * store: its orders reach Katana nearly as fast as without them (INV-12), while they are imported and afterwards.
 *
 * <p>Guards: lanes that take turns, the limit of jobs at once per lane, the blocked lane of refused credentials, the
 * rate at which a backlog is taken. Without the last one the live store's orders took ten seconds during the import.
 */
@Tag("faults")
class NoisyNeighbourScenario {
    private static final int DUE = Integer.getInteger("laboratory.due", 50_000);
    private static final int LIVE = Integer.getInteger("laboratory.live", 400);
    private static final Duration PAUSE = Duration.ofMillis(300);

    @Test
    void aHugeARefusedAndASlowStoreDoNotSlowDownALiveOne() {
        // sweeps over 50,000 simulated orders every few seconds would measure the simulator
        try (WholeSystem system = WholeSystem.start(Shape.single().with("SYNC_SWEEP_INTERVAL", "PT5M"))) {
            ConnectedStore live = open(system, StoreSetup.dollar("live", "token-live"), 2400);
            // then a page of a list holds all there is to know of its orders, and 50,000 are due within minutes
            ConnectedStore huge =
                    open(system, StoreSetup.dollar("huge", "token-huge").untaxed(), 60);
            ConnectedStore refused = open(system, StoreSetup.dollar("refused", "token-refused"), 60);
            ConnectedStore slow = open(system, StoreSetup.dollar("slow", "token-slow"), 60);
            live.activate();
            shop(live, 20); // warm
            Measured before = measure(system, live);

            for (int i = 0; i < DUE; i++) huge.shop().place(order(i));
            for (int i = 0; i < 200; i++) refused.shop().place(order(i));
            for (int i = 0; i < 200; i++) slow.shop().place(order(i));
            List.of(huge, refused, slow).forEach(ConnectedStore::activate);
            system.sandbox()
                    .faults()
                    .add(Fault.Spec.of("katana", "slow").scope(slow.account()).delay(29_000));
            system.sandbox().katana().revoke("key-" + refused.account());
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(due(system, huge)).isPositive());
            Measured importing = measure(system, live);
            assertThat(known(system, huge)).isLessThan(DUE);
            await().atMost(Duration.ofMinutes(40))
                    .pollInterval(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(known(system, huge)).isGreaterThanOrEqualTo(DUE));
            Measured during = measure(system, live);

            System.out.println("noisy neighbours: live store undisturbed " + before + "; while they are imported "
                    + importing + "; beside " + due(system, huge)
                    + " due orders, a revoked key and a slow account " + during);
            assertThat(NoNoisyNeighbour.comparing(live.hash(), before.orders(), importing.orders()))
                    .isEmpty();
            assertThat(NoNoisyNeighbour.comparing(live.hash(), before.orders(), during.orders()))
                    .isEmpty();
            assertThat(due(system, huge)).isGreaterThan(DUE / 10 * 9);
        }
    }

    /** How long orders of the live store took, and raw commits meanwhile. */
    private record Measured(List<Duration> orders, List<Duration> commits) {
        @Override
        public String toString() {
            return words(orders) + " (raw commits " + words(commits) + ")";
        }
    }

    private static Measured measure(WholeSystem system, ConnectedStore live) {
        RawCommits commits = RawCommits.on(system.database());
        return new Measured(shop(live, LIVE), commits.stop());
    }

    private static ConnectedStore open(WholeSystem system, StoreSetup setup, int quota) {
        ConnectedStore store = system.prepare(setup.quota(100_000), "account-" + setup.hash());
        system.sandbox().katana().options(store.account()).rateLimit = quota;
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.put(settings -> {});
        return store;
    }

    private static Checkout order(int i) {
        return Checkout.guest(Address.us("Shopper" + i % 50, "X", "shopper" + i % 50 + "@shopper.example"))
                .line("MUG", 1 + i % 3);
    }

    /** Places orders at an even pace; how long each took from its placing to its sales order. */
    private static List<Duration> shop(ConnectedStore store, int count) {
        List<Integer> placed = new ArrayList<>();
        Pace.every(PAUSE, count, i -> placed.add(store.shop().place(order(i))));
        placed.forEach(store::awaitSalesOrder);
        return store.latencies(placed);
    }

    /** Orders that mapping knows of, handled by now or not. */
    private static long known(WholeSystem system, ConnectedStore store) {
        return count(system, store, "select count(*) from mapping.work where store = ?");
    }

    private static long due(WholeSystem system, ConnectedStore store) {
        return count(system, store, "select count(*) from mapping.work where store = ? and state = 'READY'");
    }

    private static long count(WholeSystem system, ConnectedStore store, String sql) {
        try (var connection = system.database().getConnection();
                var ask = connection.prepareStatement(sql)) {
            ask.setString(1, store.hash());
            try (var rows = ask.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param all in the order in which they began: slow ones in a row have one cause, lone ones many */
    private static String words(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        String slowest = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparing(all::get).reversed())
                .limit(5)
                .map(i -> all.get(i).toMillis() + " ms (no. " + i + ")")
                .collect(Collectors.joining(", "));
        return "p50 " + sorted.get(sorted.size() / 2).toMillis() + " ms, p99 "
                + sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1).toMillis() + " ms, slowest " + slowest;
    }
}
