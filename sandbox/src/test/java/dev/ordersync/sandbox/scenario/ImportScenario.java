package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S1, S2, S3, S9 and the number of calls, seen in the two outside systems alone. */
@Tag("thorough")
class ImportScenario {
    private final WholeSystem system = WholeSystem.shared();

    @Test
    void everyOpenOrderIsImportedWhenTheStoreIsActivated() {
        ConnectedStore store = system.prepare(
                dev.ordersync.sandbox.bigcommerce.StoreSetup.dollar(WholeSystem.newHash(), "token-backfill"),
                "backfill");
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        List<Integer> orders = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> store.shop()
                        .place(Checkout.guest(Address.us("Ada", "B" + i, "ada" + i + "@shopper.example"))
                                .line("MUG", 1 + i % 3)))
                .toList();
        int incomplete = store.shop()
                .place(Checkout.guest(Address.us("No", "One", "no@shopper.example"))
                        .line("MUG", 1)
                        .status(0));
        store.put(settings -> {});

        store.activate();

        orders.forEach(store::awaitSalesOrder);
        assertThat(store.salesOrders(incomplete)).isEmpty();
        await().atMost(SOON).untilAsserted(() -> {
            var progress = store.progress();
            assertThat(progress.path("synced").asInt()).isEqualTo(12);
            assertThat(progress.path("seen").asInt())
                    .isEqualTo(progress.path("synced").asInt()
                            + progress.path("waiting").asInt()
                            + progress.path("held").asInt()
                            + progress.path("excluded").asInt());
        });
    }

    /** BigCommerce lists no orders for a while: what moves on then is first seen when it is no longer open. */
    @Test
    void whatWasOpenAtTheActivationIsImportedThoughItMovesOnBeforeItIsRead() {
        ConnectedStore store = system.prepare(
                dev.ordersync.sandbox.bigcommerce.StoreSetup.dollar(WholeSystem.newHash(), "token-moves-on"),
                "moves-on");
        store.shop().stock(Product.Spec.of("PAN", "Pan", "12.50"));
        Address ada = Address.us("Ada", "B", "ada@shopper.example");
        int shipped = store.shop().place(Checkout.guest(ada).line("PAN", 1));
        int completed = store.shop().place(Checkout.guest(ada).line("PAN", 2));
        int stays = store.shop().place(Checkout.guest(ada).line("PAN", 3));
        int old = store.shop().place(Checkout.guest(ada).line("PAN", 4));
        store.shop().status(old, 2);
        store.put(settings -> {});
        var fault = system.sandbox()
                .faults()
                .add(dev.ordersync.sandbox.kernel.Fault.Spec.of("bigcommerce", "500-before")
                        .on("GET", "/v2/orders")
                        .scope(store.hash()));
        try {
            long second = java.time.Instant.now().getEpochSecond();
            await().until(() -> java.time.Instant.now().getEpochSecond() > second);
            store.activate();
            long activated = java.time.Instant.now().getEpochSecond();
            await().until(() -> java.time.Instant.now().getEpochSecond() > activated);

            store.shop().status(shipped, 2);
            store.shop().status(completed, 10);
            store.shop().edit(old, edit -> edit.staffNotes("called the customer"));
        } finally {
            system.sandbox().faults().remove(fault.id());
        }

        for (int order : List.of(shipped, completed, stays)) store.awaitSalesOrder(order);
        store.awaitState(old, "excluded");
        assertThat(store.salesOrders(old)).isEmpty();
    }

    @Test
    void aKnownOrderCostsOneKatanaCallAndOneMoreForItsShippingFee() {
        ConnectedStore store = system.connectDollarStore(settings -> {});
        store.shop().stock(Product.Spec.of("CUP", "Cup", "9.99"));
        int customer = store.shop().register(Address.us("Grace", "H", "grace@shopper.example"));
        Address grace = Address.us("Grace", "H", "grace@shopper.example");
        int first = store.shop().place(Checkout.customer(customer, grace).line("CUP", 1));
        store.awaitSalesOrder(first);
        store.awaitState(first, "synced");

        long mark = store.journalMark();
        int second = store.shop().place(Checkout.customer(customer, grace).line("CUP", 2));
        store.awaitSalesOrder(second);
        store.awaitState(second, "synced");
        assertThat(writesAndLookUps(store, mark)).containsExactly("POST /sales_orders");

        mark = store.journalMark();
        int third = store.shop()
                .place(Checkout.customer(customer, grace).line("CUP", 3).shipping("7.50", "Flat Rate"));
        store.awaitSalesOrder(third);
        store.awaitState(third, "synced");
        assertThat(writesAndLookUps(store, mark))
                .containsExactly("POST /sales_orders", "POST /sales_order_shipping_fee");
    }

    /** All calls but the reads by which ingest follows Katana's own webhooks and sweeps. */
    private static List<String> writesAndLookUps(ConnectedStore store, long mark) {
        return store.katanaCalls(mark).stream()
                .filter(call -> !isFollowing(call))
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    private static boolean isFollowing(Entry call) {
        return call.method().equals("GET")
                && (call.path().equals("/sales_orders")
                                && (call.query().contains("updated_at_min")
                                        || call.query().contains("ids="))
                        || call.path().equals("/sales_order_fulfillments")
                        || call.path().equals("/webhooks"));
    }

    @Test
    void anOrderWhoseWebhooksAreAllLostIsFoundByTheSweep() {
        ConnectedStore store = system.connectDollarStore(settings -> {});
        store.shop().stock(Product.Spec.of("JUG", "Jug", "30"));
        var fault = system.sandbox()
                .faults()
                .add(dev.ordersync.sandbox.kernel.Fault.Spec.of("bigcommerce", "drop")
                        .scope(store.hash()));
        try {
            int order = store.shop()
                    .place(Checkout.guest(Address.us("Lost", "Hook", "lost@shopper.example"))
                            .line("JUG", 1));

            Snapshot.Order salesOrder = store.awaitSalesOrder(order);

            assertThat(salesOrder.orderNo()).isEqualTo(String.valueOf(order));
        } finally {
            system.sandbox().faults().remove(fault.id());
        }
    }
}
