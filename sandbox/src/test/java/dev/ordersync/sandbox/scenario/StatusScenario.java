package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S11, Q7, echo, O5 and the first meeting: both sides are never pulled back and forth. */
class StatusScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final Address may = Address.us("May", "K", "may@shopper.example");

    @Test
    void aPackedSalesOrderLeavesTheOrderAlone() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        int salesOrder = synced(store, order);

        system.sandbox().katana().hand(store.account(), hand -> hand.pack(salesOrder));

        await().atMost(SOON)
                .until(() ->
                        store.view(order).path("katana").path("status").asText().equals("PACKED"));
        assertThat(store.shop().status(order)).isEqualTo(11);
        assertThat(store.shopCalls(0)).noneMatch(call -> writesOrder(call.method(), call.path()));
    }

    @Test
    void anOrderThatWasCompletedBeforeItsSalesOrderExistedIsMadeAndDelivered() {
        ConnectedStore store = store(settings -> {});

        int order = place(store, 10);

        awaitStatus(store, order, "DELIVERED");
        assertThat(store.salesOrders(order).get(0).livingFulfillments()).hasSize(1);
        assertThat(store.shop().status(order)).isEqualTo(10);
    }

    @Test
    void aDeliveryUndoneInKatanaIsNotDoneAgainButTold() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        int salesOrder = synced(store, order);
        store.shop().complete(order);
        awaitStatus(store, order, "DELIVERED");
        store.awaitState(order, "synced");
        long mark = store.journalMark();

        system.sandbox().katana().hand(store.account(), hand -> {
            hand.revert(salesOrder);
            return null;
        });

        store.awaitState(order, "conflict");
        assertThat(store.katanaCalls(mark)).noneMatch(call -> call.writes());
        assertThat(store.shop().status(order)).isEqualTo(10);
        store.shop().status(order, 11);
        store.awaitState(order, "synced");
    }

    @Test
    void anOrderReopenedInBigCommerceIsNotCompletedAgainButTold() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        int salesOrder = synced(store, order);
        system.sandbox().katana().hand(store.account(), hand -> hand.deliver(salesOrder));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.shop().status(order)).isEqualTo(10));
        store.awaitState(order, "synced");
        long mark = store.journalMark();

        store.shop().status(order, 11);

        store.awaitState(order, "conflict");
        assertThat(store.shop().status(order)).isEqualTo(11);
        assertThat(store.shopCalls(mark)).noneMatch(call -> writesOrder(call.method(), call.path()));
    }

    @Test
    void ourOwnWritesComeBackAsWebhooksAndCauseNoWrite() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        synced(store, order);
        store.shop().complete(order);
        awaitStatus(store, order, "DELIVERED");
        store.awaitState(order, "synced");
        await().atMost(SOON)
                .until(() ->
                        store.view(order).path("katana").path("status").asText().equals("DELIVERED"));
        long mark = store.journalMark();

        await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(store.katanaCalls(mark)).noneMatch(call -> call.writes());
            assertThat(store.shopCalls(mark)).noneMatch(call -> writesOrder(call.method(), call.path()));
        });
    }

    @Test
    void parcelsGoBothWaysWithTheirTrackingWhereTheStoreWantsThem() {
        ConnectedStore store = store(settings -> settings.put("syncShipments", true));
        int out = place(store, 11);
        int in = place(store, 11);
        int salesOrder = synced(store, out);
        synced(store, in);
        int row = store.salesOrders(out).get(0).rows().get(0).id();
        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.deliverPart(
                                salesOrder,
                                Map.of(row, java.math.BigDecimal.ONE),
                                WholeSystem.object().put("tracking_number", "TRACK-1")));
        int line = store.shop()
                .read(all -> all.order(in).orElseThrow().lines().get(0).id());
        store.shop().ship(in, Map.of(line, 2), "TRACK-2");

        await().atMost(SOON).until(() -> shipped(store, out) == 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(in).get(0).livingFulfillments())
                        .singleElement()
                        .satisfies(parcel -> {
                            assertThat(parcel.trackingNumber()).isEqualTo("TRACK-2");
                            assertThat(parcel.parts().get(0).quantity()).isEqualByComparingTo("2");
                        }));
        assertThat(store.shopCalls(0))
                .filteredOn(call -> call.method().equals("POST") && call.path().endsWith("/shipments"))
                .hasSize(1);
    }

    @Test
    void aTrackingNumberThatIsCorrectedOnOneSideIsCorrectedOnTheOther() {
        ConnectedStore store = store(settings -> settings.put("syncShipments", true));
        int order = place(store, 11);
        int salesOrder = synced(store, order);
        int row = store.salesOrders(order).get(0).rows().get(0).id();
        int parcel = system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.deliverPart(
                                        salesOrder,
                                        Map.of(row, java.math.BigDecimal.ONE),
                                        WholeSystem.object().put("tracking_number", "TRACK-1"))
                                .path("id")
                                .asInt());
        await().atMost(SOON).until(() -> shipped(store, order) == 1);
        int shipment = store.shop()
                .read(all -> all.order(order).orElseThrow().shipments().get(0).id());

        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.change(
                                "sales_order_fulfillments",
                                parcel,
                                WholeSystem.object().put("tracking_number", "TRACK-2")));
        await().atMost(SOON)
                .until(() -> store.shop()
                        .read(all -> all.order(order)
                                .orElseThrow()
                                .shipments()
                                .get(0)
                                .text("tracking_number"))
                        .equals("TRACK-2"));
        store.shop().track(order, shipment, "TRACK-3");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(order).get(0).livingFulfillments())
                        .singleElement()
                        .satisfies(one -> assertThat(one.trackingNumber()).isEqualTo("TRACK-3")));
        assertThat(store.shopCalls(0))
                .filteredOn(call ->
                        call.path().contains("/shipments") && !call.method().equals("GET"))
                .hasSize(2);
        assertThat(new Invariants(system.sandbox())
                        .store(store.hash(), StoreRules.defaults(store.account(), Instant.now()))
                        .inv8CompleteOnBothSides(true))
                .isEmpty();
    }

    @Test
    void withoutThatSettingNoParcelGoesEitherWay() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        int salesOrder = synced(store, order);
        int row = store.salesOrders(order).get(0).rows().get(0).id();
        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.deliverPart(
                                salesOrder,
                                Map.of(row, java.math.BigDecimal.ONE),
                                WholeSystem.object().put("tracking_number", "TRACK-1")));

        await().atMost(SOON)
                .until(() ->
                        store.view(order).path("katana").path("status").asText().equals("PARTIALLY_DELIVERED"));
        assertThat(store.shopCalls(0)).noneMatch(call -> call.path().endsWith("/shipments"));
    }

    private static int shipped(ConnectedStore store, int order) {
        return store.shop()
                .read(all -> all.order(order).orElseThrow().lines().get(0).shipped());
    }

    private static boolean writesOrder(String method, String path) {
        return List.of("PUT", "POST", "DELETE").contains(method) && path.contains("/orders/");
    }

    private ConnectedStore store(Consumer<ObjectNode> settings) {
        ConnectedStore store = system.connectDollarStore(settings);
        store.shop().stock(Product.Spec.of("LAMP", "Lamp", "40"));
        return store;
    }

    private int place(ConnectedStore store, int status) {
        return store.shop().place(Checkout.guest(may).line("LAMP", 3).status(status));
    }

    private static int synced(ConnectedStore store, int order) {
        int salesOrder = store.awaitSalesOrder(order).id();
        store.awaitState(order, "synced");
        return salesOrder;
    }

    private static void awaitStatus(ConnectedStore store, int order, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(order))
                        .as(() -> store.view(order).toString())
                        .singleElement()
                        .matches(one -> one.status().equals(status)));
    }
}
