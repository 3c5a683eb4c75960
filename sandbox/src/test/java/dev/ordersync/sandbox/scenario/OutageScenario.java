package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.kernel.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Something is away for a while: nothing is lost, nothing comes twice (INV-1, INV-14, INV-18). */
@Tag("thorough")
class OutageScenario {
    private static final Duration HEALED = Duration.ofSeconds(120);
    private final WholeSystem system = WholeSystem.shared();

    @Test
    void anOrderWaitsWhileKatanaIsAwayAndArrivesAfterwards() {
        ConnectedStore store = storeWithMugs();
        Fault down =
                system.sandbox().faults().add(Fault.Spec.of("katana", "down").scope(store.account()));
        int order = place(store, 1);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(store.view(order).path("state").asText()).isEqualTo("waiting"));
        await().atMost(SOON).until(() -> store.katanaCalls(0).stream().anyMatch(call -> call.status() == 0));

        system.sandbox().faults().remove(down.id());
        system.api().post(store.path("/orders/" + order + "/retry"), null);

        await().atMost(HEALED)
                .untilAsserted(() -> assertThat(store.salesOrders(order)).hasSize(1));
    }

    @Test
    void theDoorSays503WithoutPostgresAndTakesThePlatformsRetryLater() {
        ConnectedStore store = storeWithMugs();
        int before = place(store, 1);
        store.awaitSalesOrder(before);
        system.infrastructure().postgres().stop();
        int order;
        try {
            order = place(store, 2);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(deliveries(store)).anyMatch(attempt -> attempt.status() == 503));
        } finally {
            system.infrastructure().postgres().start();
        }

        await().atMost(HEALED)
                .untilAsserted(() -> assertThat(store.salesOrders(order)).hasSize(1));
        assertThat(store.salesOrders(before)).hasSize(1);
    }

    @Test
    void theDoorStaysOpenWithoutTheBrokerAndTheOrderArrivesWhenItIsBack() {
        ConnectedStore store = storeWithMugs();
        place(store, 1);
        system.infrastructure().kafka().stop();
        int order;
        try {
            long mark = store.journalMark();
            order = place(store, 2);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(deliveries(store))
                            .anyMatch(attempt -> attempt.number() > mark && attempt.status() == 200));
        } finally {
            system.infrastructure().kafka().start();
        }

        await().atMost(HEALED)
                .untilAsserted(() -> assertThat(store.salesOrders(order)).hasSize(1));
    }

    @Test
    void servicesThatAreKilledInTheMiddleGoOnWithoutATwin() {
        ConnectedStore store = storeWithMugs();
        List<Integer> orders =
                IntStream.range(0, 20).map(i -> place(store, 1 + i % 3)).boxed().toList();

        system.services().forEach(service -> {
            service.kill();
            service.start();
        });
        system.services().forEach(service -> service.awaitReady(Duration.ofSeconds(90)));

        await().atMost(Duration.ofSeconds(180))
                .untilAsserted(() -> orders.forEach(order -> assertThat(store.salesOrders(order))
                        .as(() -> order + ": " + store.view(order))
                        .hasSize(1)));
    }

    @Test
    void aCreateThatAnswers500OrNothingAfterItsEffectMakesNoTwin() {
        ConnectedStore store = storeWithMugs();
        place(store, 1);
        Fault lies = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "500-after")
                        .scope(store.account())
                        .on("POST", "/sales_orders$")
                        .chance(0.4, 11));
        Fault silence = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "reset-after")
                        .scope(store.account())
                        .on("POST", "/(sales_orders|customers|products|sales_order_shipping_fee)$")
                        .chance(0.3, 12));
        try {
            List<Integer> orders = IntStream.range(0, 15)
                    .map(i -> place(store, 1 + i % 3))
                    .boxed()
                    .toList();

            await().atMost(Duration.ofSeconds(180))
                    .untilAsserted(() -> orders.forEach(order -> assertThat(store.salesOrders(order))
                            .as(() -> order + ": " + store.view(order))
                            .hasSize(1)));
            await().atMost(Duration.ofSeconds(180))
                    .untilAsserted(() -> orders.forEach(
                            order -> assertThat(store.view(order).path("state").asText())
                                    .as(() -> order + ": " + store.view(order))
                                    .isEqualTo("synced")));
        } finally {
            system.sandbox().faults().remove(lies.id());
            system.sandbox().faults().remove(silence.id());
        }
        var snapshot = system.sandbox().katana().snapshot(store.account());
        assertThat(snapshot.orders().stream().filter(order -> order.lives()).map(order -> order.ecommerceOrderId()))
                .doesNotHaveDuplicates();
        assertThat(snapshot.orders().stream()
                        .filter(order -> order.lives())
                        .mapToLong(order -> order.fees().stream()
                                .filter(fee -> fee.deletedAt() == null)
                                .count()))
                .allMatch(fees -> fees <= 1);
        assertThat(snapshot.customers().stream()
                        .filter(customer -> customer.deletedAt() == null)
                        .map(customer -> customer.email()))
                .doesNotHaveDuplicates();
    }

    private ConnectedStore storeWithMugs() {
        ConnectedStore store = system.connectDollarStore(settings -> {});
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        return store;
    }

    private static int place(ConnectedStore store, int quantity) {
        return store.shop()
                .place(Checkout.guest(Address.us("Ida", "N", "ida@shopper.example"))
                        .line("MUG", quantity)
                        .shipping("4.00", "Flat Rate"));
    }

    private List<Entry> deliveries(ConnectedStore store) {
        return system.sandbox()
                .journal()
                .entries(entry -> entry.direction().equals(Entry.OUT)
                        && entry.side().equals("bigcommerce")
                        && entry.scope().equals(store.hash()));
    }
}
