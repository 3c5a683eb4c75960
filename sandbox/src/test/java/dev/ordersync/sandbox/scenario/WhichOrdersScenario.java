package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S3, S4, S4b and O3: which orders have a sales order, and what becomes of it when they end. */
@Tag("thorough")
class WhichOrdersScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final Address lin = Address.us("Lin", "Q", "lin@shopper.example");

    @Test
    void awaitingPaymentComesWhenChosenAndThePaymentMakesNoSecondSalesOrder() {
        ConnectedStore store = store(settings -> settings.put("importAwaitingPayment", true));
        int order = place(store, 7);
        int salesOrder = store.awaitSalesOrder(order).id();

        store.shop().status(order, 11);

        await().atMost(SOON)
                .until(() ->
                        store.view(order).path("bigcommerce").path("statusId").asInt() == 11);
        store.awaitState(order, "synced");
        assertThat(store.salesOrders(order)).singleElement().matches(one -> one.id() == salesOrder);
    }

    @Test
    void awaitingPaymentWaitsOutsideUntilItIsPaidWhenNotChosen() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 7);
        store.awaitState(order, "excluded");
        assertThat(store.salesOrders(order)).isEmpty();

        store.shop().status(order, 11);

        store.awaitSalesOrder(order);
    }

    @Test
    void whatIsFirstSeenFurtherAlongIsImportedAndWhatIsNotASaleIsNot() {
        ConnectedStore store = store(settings -> settings.put("syncFulfillment", false));
        List<Integer> sales = List.of(8, 9, 3, 2, 10).stream()
                .map(status -> place(store, status))
                .toList();
        List<Integer> none = List.of(0, 1, 5, 6, 4, 12, 13).stream()
                .map(status -> place(store, status))
                .toList();

        sales.forEach(store::awaitSalesOrder);
        none.forEach(order -> store.awaitState(order, "excluded"));
        none.forEach(order -> assertThat(store.salesOrders(order)).isEmpty());
    }

    @Test
    void aCancelledOrderKeepsItsSalesOrderWhereTheStoreWantsIt() {
        ConnectedStore store = store(settings -> settings.put("onCancel", "keep"));
        int order = place(store, 11);
        store.awaitSalesOrder(order);

        store.shop().cancel(order);

        await().atMost(SOON)
                .until(() ->
                        store.view(order).path("bigcommerce").path("statusId").asInt() == 5);
        store.awaitState(order, "synced");
        assertThat(store.salesOrders(order)).hasSize(1);
    }

    @Test
    void aCancelledOrderThatIsPackedIsLeftToAPerson() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        int salesOrder = store.awaitSalesOrder(order).id();
        system.sandbox().katana().hand(store.account(), hand -> hand.pack(salesOrder));

        store.shop().cancel(order);

        store.awaitState(order, "conflict");
        assertThat(store.salesOrders(order)).hasSize(1);
    }

    @Test
    void aFullRefundRemovesTheSalesOrderAndADeclineToo() {
        ConnectedStore store = store(settings -> {});
        int refunded = place(store, 11);
        int declined = place(store, 11);
        store.awaitSalesOrder(refunded);
        store.awaitSalesOrder(declined);

        store.shop().refundAll(refunded);
        store.shop().status(declined, 6);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(refunded)).isEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.salesOrders(declined)).isEmpty());
    }

    @Test
    void aPartialRefundLeavesWhatIsStillToBeMade() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        store.awaitSalesOrder(order);
        int line = store.shop()
                .read(all -> all.order(order).orElseThrow().lines().get(0).id());

        store.shop().refund(order, Map.of(line, 2));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(new Seen(system, store).quantities(order)).isEqualTo(Map.of("MUG", "3")));
    }

    @Test
    void anArchivedOrderChangesNothingInKatana() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 11);
        int salesOrder = store.awaitSalesOrder(order).id();
        store.awaitState(order, "synced");
        long mark = store.journalMark();

        store.shop().archive(order);

        await().atMost(SOON)
                .until(() -> store.view(order).path("timeline").toString().contains("rchived"));
        assertThat(store.salesOrders(order)).singleElement().matches(one -> one.id() == salesOrder);
        assertThat(store.katanaCalls(mark)).noneMatch(call -> call.writes());
    }

    private ConnectedStore store(Consumer<ObjectNode> settings) {
        ConnectedStore store = system.connectDollarStore(settings);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        return store;
    }

    private int place(ConnectedStore store, int status) {
        return store.shop().place(Checkout.guest(lin).line("MUG", 5).status(status));
    }
}
