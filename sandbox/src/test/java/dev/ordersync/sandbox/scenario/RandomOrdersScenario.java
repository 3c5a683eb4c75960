package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.kernel.Fault;
import dev.ordersync.sandbox.samples.RandomOrders;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * INV-4 and INV-11: many awkward orders, each exact to the cent or explained; the same orders sent again, and each webhook
 * doubled, write nothing ({@code -Dscenario.orders=1000}).
 */
@Tag("thorough")
class RandomOrdersScenario {
    private static final int ORDERS = Integer.getInteger("scenario.orders", 120);
    private final WholeSystem system = WholeSystem.shared();

    @Test
    void everyOrderIsExactToTheCentOrNamesWhatDiffersAndNothingIsWrittenTwice() {
        import_(system.connectDollarStore(settings -> settings.put("importCustomItems", true)), 2);
        import_(system.connectEuroStore(settings -> settings.put("importCustomItems", true)), 2);
    }

    /** The same out of the two outside systems alone. */
    @Test
    void theTwoOutsideSystemsAgreeToTheCentForEachTaxRate() {
        Instant begun = Instant.now();
        ConnectedStore store = system.connectDollarStore(settings -> settings.put("importCustomItems", true));
        imported(store, 2);
        assertThat(new Invariants(system.sandbox())
                        .accountQuota(100_000)
                        .store(
                                store.hash(),
                                StoreRules.defaults(store.account(), begun).importCustomItems(true))
                        .inv4MoneyToTheCent())
                .isEmpty();
    }

    private void import_(ConnectedStore store, int decimals) {
        List<Integer> orders = imported(store, decimals);
        List<String> unexplained = new ArrayList<>();
        for (int order : orders) {
            JsonNode view = store.view(order);
            if (view.path("state").asText().equals("synced")) {
                assertThat(store.salesOrders(order)).as("order %d", order).hasSize(1);
                if (!isExplained(view.path("receipt"))) unexplained.add(view.toString());
            } else if (!view.path("state").asText().equals("excluded")) unexplained.add(view.toString());
        }
        assertThat(unexplained).isEmpty();
        assertNoFurtherWrite(store, orders);
    }

    private List<Integer> imported(ConnectedStore store, int decimals) {
        store.shop().stock(Product.Spec.of("A", "A", "10"));
        store.shop().stock(Product.Spec.of("B", "B", "3"));
        store.shop().stock(Product.Spec.of("C", "C", "777"));
        RandomOrders random = new RandomOrders(2026, List.of("A", "B", "C"), decimals);
        List<Integer> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS / 2; i++) orders.add(store.shop().place(random.next()));

        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    JsonNode progress = store.progress();
                    assertThat(progress.path("seen").asInt())
                            .as(progress.toString())
                            .isEqualTo(orders.size());
                    assertThat(progress.path("waiting").asInt())
                            .as(progress.toString())
                            .isZero();
                });
        return orders;
    }

    private static boolean isExplained(JsonNode receipt) {
        BigDecimal explained = BigDecimal.ZERO;
        for (JsonNode step : receipt.path("steps"))
            if (step.path("explains").asBoolean())
                explained = explained.add(new BigDecimal(step.path("amount").asText()));
        return receipt.path("difference").isTextual()
                && explained.compareTo(new BigDecimal(receipt.path("difference").asText())) == 0;
    }

    private void assertNoFurtherWrite(ConnectedStore store, List<Integer> orders) {
        long mark = store.journalMark();
        Fault doubled = system.sandbox()
                .faults()
                .add(Fault.Spec.of("bigcommerce", "double").scope(store.hash()));
        assertThat(system.api().post(store.path("/backfill"), null).status()).isEqualTo(202);
        orders.forEach(order -> store.shop().edit(order, save -> {}));
        await().atMost(Duration.ofMinutes(10)).until(() -> store.shopCalls(mark).size() > orders.size() / 2);
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofMinutes(5))
                .until(() -> store.progress().path("waiting").asInt() == 0);
        system.sandbox().faults().remove(doubled.id());
        assertThat(store.katanaCalls(mark).stream().filter(call -> call.writes()))
                .isEmpty();
    }
}
