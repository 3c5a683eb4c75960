package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S16, O3, S9, P4: what happens in one system after the import, seen in the other. */
@Tag("thorough")
class ChangesScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final Address lin = Address.us("Lin", "Q", "lin@shopper.example");

    @Test
    void linesAddedRemovedAndChangedFollow() {
        ConnectedStore store = store();
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 2).line("JAR", 1));
        store.awaitSalesOrder(order);

        store.shop().edit(order, save -> save.quantity("MUG", 5).remove("JAR").add("TIN", 3));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantities(store, order)).isEqualTo(Map.of("MUG", "5", "TIN", "3")));
        assertThat(store.salesOrders(order)).hasSize(1);
    }

    @Test
    void aHundredEditsCostFewWritesAndTheLastOneWins() {
        ConnectedStore store = store();
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 1));
        store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        long mark = store.journalMark();

        for (int i = 2; i <= 101; i++) {
            int quantity = i;
            store.shop().edit(order, save -> save.quantity("MUG", quantity));
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantities(store, order)).isEqualTo(Map.of("MUG", "101")));
        assertThat(store.katanaCalls(mark).stream()
                        .filter(call -> call.writes())
                        .count())
                .isLessThanOrEqualTo(4);
    }

    @Test
    void aCancelledOrderIsDeletedAndComesBackWhenItIsReopened() {
        ConnectedStore store = store();
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 2));
        store.awaitSalesOrder(order);

        store.shop().cancel(order);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(order)).isEmpty());

        store.shop().status(order, 11);
        store.awaitSalesOrder(order);
    }

    @Test
    void aSalesOrderThatAPersonDeletedIsNeverMadeAgainUntilThePersonSaysSo() {
        ConnectedStore store = store();
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 2));
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);

        system.sandbox().katana().hand(store.account(), hand -> {
            hand.delete(salesOrder.id());
            return null;
        });
        store.awaitState(order, "deleted");
        store.shop().edit(order, save -> save.quantity("MUG", 3));
        await().atMost(SOON)
                .until(() -> store.view(order).path("timeline").toString().contains("webhook"));
        assertThat(store.salesOrders(order)).isEmpty();

        system.api().post(store.path("/orders/" + order + "/forget-deletion"), null);
        store.awaitSalesOrder(order);
    }

    @Test
    void aPackedSalesOrderIsNotForcedButShownAsAConflict() {
        ConnectedStore store = store();
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 2));
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);
        system.sandbox().katana().hand(store.account(), hand -> hand.pack(salesOrder.id()));

        store.shop().edit(order, save -> save.quantity("MUG", 4));

        store.awaitState(order, "conflict");
        assertThat(quantities(store, order)).isEqualTo(Map.of("MUG", "2"));
    }

    @Test
    void anEditAndItsCompletionInOneBreathAreDeliveredAsEdited() {
        ConnectedStore store = store();
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 2).shipping("5.00", "Flat Rate"));
        store.awaitSalesOrder(order);
        store.awaitState(order, "synced");

        store.shop().edit(order, save -> save.price("MUG", "20.00").shippingCost("8.00"));
        store.shop().complete(order);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                new Seen(system, store).salesOrder(order).status())
                        .isEqualTo("DELIVERED"));
        Snapshot.Order salesOrder = new Seen(system, store).salesOrder(order);
        assertThat(salesOrder.livingRows().get(0).price()).isEqualByComparingTo("20");
        assertThat(salesOrder.fees().get(0).amount()).isEqualByComparingTo("8");
        store.awaitState(order, "synced");
    }

    @Test
    void anUnknownSkuIsHeldByNameWhenProductsMayNotBeCreatedAndGoesOnWhenItAppears() {
        ConnectedStore store = store(settings -> settings.put("createProducts", false));
        int order = store.shop().place(Checkout.guest(lin).line("MUG", 2));

        var view = store.awaitState(order, "held");
        assertThat(view.path("why").asText()).contains("MUG");
        assertThat(store.salesOrders(order)).isEmpty();

        var product = WholeSystem.read(
                "{\"name\":\"Mug\",\"is_sellable\":true,\"is_purchasable\":true,\"is_producible\":true,\"variants\":[{\"sku\":\"MUG\",\"sales_price\":12.5}]}");
        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.add("products", (com.fasterxml.jackson.databind.node.ObjectNode) product));
        system.api().post(store.path("/orders/" + order + "/retry"), null);
        store.awaitSalesOrder(order);
    }

    @Test
    void twoOrdersOfOneNewCustomerAtOnceMakeOneCustomer() {
        ConnectedStore store = store();
        int customer = store.shop().register(lin);
        int first = store.shop().place(Checkout.customer(customer, lin).line("MUG", 1));
        int second = store.shop().place(Checkout.customer(customer, lin).line("JAR", 1));

        int one = store.awaitSalesOrder(first).customerId();
        int other = store.awaitSalesOrder(second).customerId();

        assertThat(one).isEqualTo(other);
    }

    private ConnectedStore store() {
        return store(settings -> {});
    }

    private ConnectedStore store(Consumer<com.fasterxml.jackson.databind.node.ObjectNode> settings) {
        ConnectedStore store = system.connectDollarStore(settings);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.shop().stock(Product.Spec.of("JAR", "Jar", "3"));
        store.shop().stock(Product.Spec.of("TIN", "Tin", "7.77"));
        return store;
    }

    private Map<String, String> quantities(ConnectedStore store, int order) {
        var snapshot = system.sandbox().katana().snapshot(store.account());
        Map<String, String> quantities = new java.util.TreeMap<>();
        for (var row : store.salesOrders(order).get(0).livingRows()) {
            String sku = snapshot.variants().stream()
                    .filter(variant -> variant.id() == row.variantId())
                    .findFirst()
                    .orElseThrow()
                    .sku();
            quantities.put(sku, row.quantity().stripTrailingZeros().toPlainString());
        }
        return quantities;
    }
}
