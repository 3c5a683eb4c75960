package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S10 to S13, P14, Q7 and echo, seen in the two outside systems alone. */
class FulfillmentScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final Address may = Address.us("May", "K", "may@shopper.example");

    @Test
    void aDeliveredSalesOrderCompletesTheOrder() {
        ConnectedStore store = store(settings -> {});
        int order = place(store);
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");

        system.sandbox().katana().hand(store.account(), hand -> hand.deliver(salesOrder.id()));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.shop().status(order)).isEqualTo(10));
        assertThat(statusWrites(store)).isEqualTo(1);
    }

    @Test
    void aPartialDeliveryAloneChangesNothingAndCompletionDeliversOnlyTheRest() {
        ConnectedStore store = store(settings -> {});
        int order = place(store);
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);
        int row = salesOrder.rows().get(0).id();
        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.deliverPart(salesOrder.id(), Map.of(row, BigDecimal.ONE), WholeSystem.object()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                store.view(order).path("katana").path("status").asText())
                        .isEqualTo("PARTIALLY_DELIVERED"));
        assertThat(store.shop().status(order)).isEqualTo(11);

        store.shop().complete(order);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(store.salesOrders(order).get(0).status()).isEqualTo("DELIVERED"));
        var delivered = store.salesOrders(order).get(0).livingFulfillments();
        assertThat(delivered).hasSize(2);
        assertThat(delivered.stream()
                        .flatMap(f -> f.parts().stream())
                        .map(Snapshot.Part::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3");
    }

    @Test
    void aCompletedOrderIsDeliveredFromTheOldestBatchesFirst() {
        ConnectedStore store = store(settings -> {});
        int order = place(store);
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        int variant = salesOrder.rows().get(0).variantId();
        int location = salesOrder.locationId();
        List<Integer> batches = system.sandbox().katana().hand(store.account(), hand -> {
            int product = system.sandbox().katana().snapshot(store.account()).variants().stream()
                    .filter(v -> v.id() == variant)
                    .findFirst()
                    .orElseThrow()
                    .parentId();
            hand.change("products", product, (ObjectNode) WholeSystem.read("{\"batch_tracked\":true}"));
            int young = hand.addBatch(
                    variant, location, "YOUNG", new BigDecimal("10"), Instant.parse("2026-03-01T00:00:00Z"), null);
            int old = hand.addBatch(
                    variant, location, "OLD", new BigDecimal("2"), Instant.parse("2026-01-01T00:00:00Z"), null);
            int stale = hand.addBatch(
                    variant,
                    location,
                    "STALE",
                    new BigDecimal("9"),
                    Instant.parse("2025-01-01T00:00:00Z"),
                    Instant.parse("2025-06-01T00:00:00Z"));
            return List.of(old, young, stale);
        });

        store.shop().complete(order);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(order).get(0).status())
                        .as(() -> store.view(order).toString())
                        .isEqualTo("DELIVERED"));
        var takes = store.salesOrders(order)
                .get(0)
                .livingFulfillments()
                .get(0)
                .parts()
                .get(0)
                .takes();
        assertThat(takes).extracting(Snapshot.Take::batchId).containsExactlyInAnyOrder(batches.get(0), batches.get(1));
        assertThat(takes)
                .filteredOn(take -> take.batchId().equals(batches.get(0)))
                .allSatisfy(take -> assertThat(take.quantity()).isEqualByComparingTo("2"));
    }

    @Test
    void withFulfillmentSyncOffNothingIsWrittenEitherWay() {
        ConnectedStore store = store(settings -> settings.put("syncFulfillment", false));
        int delivered = place(store);
        int completed = place(store);
        Snapshot.Order salesOrder = store.awaitSalesOrder(delivered);
        store.awaitSalesOrder(completed);

        system.sandbox().katana().hand(store.account(), hand -> hand.deliver(salesOrder.id()));
        store.shop().complete(completed);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.view(completed)
                                .path("bigcommerce")
                                .path("statusId")
                                .asInt())
                        .isEqualTo(10));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.view(delivered)
                                .path("katana")
                                .path("status")
                                .asText())
                        .isEqualTo("DELIVERED"));
        assertThat(store.shop().status(delivered)).isEqualTo(11);
        assertThat(store.salesOrders(completed).get(0).livingFulfillments()).isEmpty();
        assertThat(statusWrites(store)).isZero();
    }

    private ConnectedStore store(Consumer<ObjectNode> settings) {
        ConnectedStore store = system.connectDollarStore(settings);
        store.shop().stock(Product.Spec.of("LAMP", "Lamp", "40"));
        return store;
    }

    private int place(ConnectedStore store) {
        return store.shop().place(Checkout.guest(may).line("LAMP", 3));
    }

    private static long statusWrites(ConnectedStore store) {
        return store.shopCalls(0).stream()
                .filter(call -> call.method().equals("PUT") && call.path().contains("/orders/"))
                .count();
    }
}
