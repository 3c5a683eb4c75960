package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The sample shops, two on one Katana account: orders as they were captured, two hundred lines, compound tax, yen, two
 * addresses, old wire forms, bundles, refunds; first import, then one side after the other is finished.
 */
class SampleOrdersScenario {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final WholeSystem system = WholeSystem.shared();

    @Test
    void theSampleShopsArriveToTheCentAndCompleteInBothDirections() {
        Samples.place(system.sandbox());
        system.sandbox().katana().options(Samples.KATANA_ACCOUNT).rateLimit = 100_000;
        var euro = connect(Samples.EURO_STORE, "W-");
        var dollar = connect(Samples.DOLLAR_STORE, "B-");
        // dates have whole seconds: what was placed in the second of the activation would count as placed after it
        var placed = Instant.now();
        await().until(() -> Instant.now().isAfter(placed.plusSeconds(2)));
        var activatedAt = Instant.now();
        euro.activate();
        dollar.activate();
        var rules = StoreRules.defaults(Samples.KATANA_ACCOUNT, activatedAt)
                .importAwaitingPayment(true)
                .importCustomItems(true);
        var invariants = new Invariants(system.sandbox())
                .accountQuota(100_000)
                .store(euro.hash(), rules.orderNumberPrefix("W-"))
                .store(dollar.hash(), rules.orderNumberPrefix("B-"));

        await().atMost(LONG).untilAsserted(() -> assertThat(invariants.atRest()).isEmpty());

        var byShop = euro.awaitSalesOrder(519);
        var byMaker = dollar.awaitSalesOrder(120);
        euro.shop().complete(519);
        system.sandbox().katana().hand(Samples.KATANA_ACCOUNT, hand -> hand.deliver(byMaker.id()));

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(dollar.shop().status(120)).isEqualTo(10);
            assertThat(euro.salesOrders(519))
                    .singleElement()
                    .matches(one -> one.status().equals("DELIVERED"));
            assertThat(invariants.atRest()).isEmpty();
            assertThat(invariants.inv8CompleteOnBothSides(false)).isEmpty();
        });
        assertThat(euro.salesOrders(519)).singleElement().matches(one -> one.id() == byShop.id());
        assertThat(invariants.always()).isEmpty();
    }

    private ConnectedStore connect(String hash, String prefix) {
        var shop = system.sandbox().bigCommerce().shop(hash).orElseThrow();
        var store = new ConnectedStore(system, shop, Samples.KATANA_ACCOUNT, Samples.KATANA_KEY);
        store.put(settings -> settings.put("orderNumberPrefix", prefix)
                .put("importAwaitingPayment", true)
                .put("importCustomItems", true));
        return store;
    }
}
