package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.kernel.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 60 calls a minute under backlog, with three replicas of mapping beside the other services: never more in any sliding
 * minute, and hardly fewer (INV-13).
 *
 * <p>Guard: the lane's tally in the database, one for all replicas ({@code LaneGate}).
 */
@Tag("faults")
class QuotaOverReplicasScenario {
    private static final int QUOTA = 60;
    private static final int LEAST = 57;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 4;

    @Test
    void threeReplicasOfMappingAndTheOthersKeepTheQuotaAndUseIt() {
        try (WholeSystem system = WholeSystem.start(Shape.replicas(1, 3, 1))) {
            ConnectedStore store =
                    system.prepare(StoreSetup.dollar("backlog", "token-backlog").quota(100_000), "account-backlog");
            var options = system.sandbox().katana().options(store.account());
            options.rateLimit = QUOTA;
            options.rateSliding = true;
            store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
            for (int i = 0; i < QUOTA * (MINUTES + 3); i++)
                store.shop()
                        .place(Checkout.guest(Address.us("S" + i % 9, "X", "s" + i % 9 + "@shopper.example"))
                                .line("MUG", 1 + i % 3));
            store.put(settings -> {});
            Invariants invariants = new Invariants(system.sandbox())
                    .accountQuota(QUOTA)
                    .store(store.hash(), StoreRules.defaults(store.account(), Instant.now()));
            store.activate();
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> store.katanaCalls(0).stream()
                                    .filter(call -> call.path().equals("/sales_orders") && call.writes())
                                    .count()
                            >= 3);
            // an idle account gives half of its quota at once and spreads the rest: a minute later the pace is even
            long begun = system.sandbox().kernel().clock().millis() + MINUTE.toMillis();
            await().atMost(MINUTE.multipliedBy(MINUTES + 3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> system.sandbox().kernel().clock().millis()
                            > begun + MINUTE.multipliedBy(MINUTES).toMillis());
            long end = system.sandbox().kernel().clock().millis();

            List<Long> calls =
                    store.katanaCalls(0).stream().map(Entry::at).sorted().toList();
            // full windows under backlog: the first call of each is a call, so that none is cut short
            List<Long> perWindow = calls.stream()
                    .filter(at -> at >= begun && at + MINUTE.toMillis() <= end)
                    .map(at -> calls.stream()
                            .filter(other -> other >= at && other < at + MINUTE.toMillis())
                            .count())
                    .toList();
            long most = perWindow.stream().mapToLong(n -> n).max().orElseThrow();
            long least = perWindow.stream().mapToLong(n -> n).min().orElseThrow();
            long all = calls.stream().filter(at -> at >= begun && at < end).count();
            double average = all * 60_000.0 / (end - begun);
            long refused = store.katanaCalls(0).stream()
                    .filter(call -> call.status() == 429)
                    .count();
            System.out.printf(
                    "quota 60/min, 3 replicas of mapping: %d calls in %d s, %.1f per minute; sliding minutes %d to %d; %d answered 429%n",
                    all, (end - begun) / 1000, average, least, most, refused);
            assertThat(invariants.inv13WithinQuota()).isEmpty();
            assertThat(refused).isZero();
            assertThat(average).isGreaterThanOrEqualTo(LEAST);
        }
    }
}
