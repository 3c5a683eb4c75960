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
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S12, S13, P15: what leaves the house, from which batch, and what it costs in calls. */
@Tag("thorough")
class BatchesScenario {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");

    private final WholeSystem system = WholeSystem.shared();
    private final Address may = Address.us("May", "K", "may@shopper.example");

    @Test
    void ordersThatDrainOneBatchAtTheSameMomentTakeNothingThatIsGone() {
        ConnectedStore store = store(settings -> {});
        Invariants invariants = new Invariants(system.sandbox())
                .accountQuota(100_000)
                .store(store.hash(), StoreRules.defaults(store.account(), Instant.now()));
        List<Integer> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) orders.add(place(store, 3));
        Snapshot.Order any =
                orders.stream().map(store::awaitSalesOrder).toList().get(0);
        int variant = any.rows().get(0).variantId();
        addBatch(store, variant, any.locationId(), "ONE", "10", JANUARY);
        addBatch(store, variant, any.locationId(), "TWO", "8", JANUARY.plusSeconds(60));

        orders.forEach(store.shop()::complete);

        for (int order : orders) awaitDelivered(store, order);
        assertThat(invariants.inv7BatchesConserved(false))
                .noneMatch(violation -> violation.toString().contains(store.hash()));
        assertThat(new Seen(system, store)
                        .katana().batchStocks().stream()
                                .filter(stock -> stock.variantId() == variant && stock.batchId() != null)
                                .map(Snapshot.BatchStock::quantity)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0");
        for (int order : orders)
            assertThat(new Seen(system, store).salesOrder(order).livingFulfillments())
                    .hasSize(1);
    }

    @Test
    void aShortageDeliversNothingByHalvesNamesWhatIsMissingAndGoesOnWhenStockComes() {
        ConnectedStore store = store(settings -> {});
        int order = place(store, 5);
        Snapshot.Order made = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        int variant = made.rows().get(0).variantId();
        addBatch(store, variant, made.locationId(), "FEW", "2", JANUARY);

        store.shop().complete(order);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.view(order).path("why").asText())
                        .contains("LAMP")
                        .contains("5")
                        .contains("2"));
        assertThat(new Seen(system, store).salesOrder(order).livingFulfillments())
                .isEmpty();

        addBatch(store, variant, made.locationId(), "MORE", "9", JANUARY.plusSeconds(60));
        awaitDelivered(store, order);
    }

    @Test
    void whereTheStoreAllowsItWhatNoBatchHoldsComesFromUnbatchedStock() {
        ConnectedStore store = store(settings -> settings.put("allowUnbatched", true));
        int order = place(store, 5);
        Snapshot.Order made = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        int variant = made.rows().get(0).variantId();
        addBatch(store, variant, made.locationId(), "FEW", "2", JANUARY);
        system.sandbox().katana().hand(store.account(), hand -> {
            hand.addStock(variant, made.locationId(), new BigDecimal("10"));
            return null;
        });

        store.shop().complete(order);

        awaitDelivered(store, order);
        var takes = new Seen(system, store)
                .salesOrder(order)
                .livingFulfillments()
                .get(0)
                .parts()
                .get(0)
                .takes();
        assertThat(takes.stream().map(Snapshot.Take::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("5");
        assertThat(takes)
                .anyMatch(take -> take.batchId() == null && take.quantity().intValue() == 3);
    }

    @Test
    void aSerialTrackedRowIsHeldWithItsSkuUntilAPersonHasAssignedNumbers() {
        ConnectedStore store = store(settings -> {}, "serial_tracked");
        int order = place(store, 1);
        Snapshot.Order made = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        int variant = made.rows().get(0).variantId();
        system.sandbox()
                .katana()
                .hand(store.account(), hand -> hand.addSerials(variant, made.locationId(), List.of("SN-1")));

        store.shop().complete(order);

        assertThat(store.awaitState(order, "held").path("why").asText()).contains("LAMP");
        assertThat(new Seen(system, store).salesOrder(order).livingFulfillments())
                .isEmpty();
    }

    @Test
    void inAClosedInventoryPeriodItIsDeliveredAfterItsEnd() {
        ConnectedStore store = store(settings -> {}, "is_sellable");
        int order = place(store, 2);
        store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        Instant closed = Instant.now().plus(Duration.ofDays(2));
        system.sandbox().katana().hand(store.account(), hand -> {
            hand.closePeriod(closed);
            return null;
        });

        store.shop().complete(order);

        awaitDelivered(store, order);
        assertThat(new Seen(system, store)
                        .salesOrder(order)
                        .livingFulfillments()
                        .get(0)
                        .pickedDate())
                .isAfter(closed.minusSeconds(1));
        await().atMost(SOON)
                .until(() -> store.view(order).path("timeline").toString().contains("inventory period"));
    }

    @Test
    void aDeliveredOrderCostsOneCallAndOneMorePerShelfAndACompletedOneOneCall() {
        ConnectedStore store = store(settings -> {});
        store.shop().stock(Product.Spec.of("PLAIN", "Plain", "4"));
        int plain = store.shop().place(Checkout.guest(may).line("PLAIN", 2));
        int batched = place(store, 4);
        int completed = store.shop().place(Checkout.guest(may).line("PLAIN", 1));
        store.awaitSalesOrder(plain);
        Snapshot.Order made = store.awaitSalesOrder(batched);
        int done = store.awaitSalesOrder(completed).id();
        for (int order : List.of(plain, batched, completed)) store.awaitState(order, "synced");
        int variant = made.rows().get(0).variantId();
        addBatch(store, variant, made.locationId(), "ONE", "10", JANUARY);

        String forPlain = callsOf(store, () -> {
            store.shop().complete(plain);
            awaitDelivered(store, plain);
        });
        String forBatched = callsOf(store, () -> {
            store.shop().complete(batched);
            awaitDelivered(store, batched);
        });
        long mark = store.journalMark();
        system.sandbox().katana().hand(store.account(), hand -> hand.deliver(done));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.shop().status(completed)).isEqualTo(10));
        long written =
                store.shopCalls(mark).stream().filter(call -> call.writes()).count();

        System.out.println("calls per delivered order: plain " + forPlain + "; batched " + forBatched
                + "; completed in BigCommerce " + written + " PUT");
        assertThat(forPlain).isEqualTo("[POST /sales_order_fulfillments]");
        assertThat(forBatched).isEqualTo("[GET /batch_stocks, POST /sales_order_fulfillments]");
        assertThat(written).isEqualTo(1);
    }

    /** Without the reads by which changes in Katana are followed. */
    private static String callsOf(ConnectedStore store, Runnable act) {
        long mark = store.journalMark();
        act.run();
        return store.katanaCalls(mark).stream()
                .filter(call -> call.writes() || call.path().equals("/batch_stocks"))
                .map(call -> call.method() + " " + call.path())
                .toList()
                .toString();
    }

    private ConnectedStore store(Consumer<ObjectNode> settings) {
        return store(settings, "batch_tracked");
    }

    /** @param flag of the lamp in Katana */
    private ConnectedStore store(Consumer<ObjectNode> settings, String flag) {
        ConnectedStore store = system.connectDollarStore(settings);
        store.shop().stock(Product.Spec.of("LAMP", "Lamp", "40"));
        ObjectNode lamp = (ObjectNode) WholeSystem.read(
                "{\"name\":\"Lamp\",\"is_sellable\":true,\"is_purchasable\":true,\"is_producible\":true,"
                        + "\"variants\":[{\"sku\":\"LAMP\",\"sales_price\":40}]}");
        system.sandbox().katana().hand(store.account(), hand -> hand.add("products", lamp.put(flag, true)));
        return store;
    }

    private int place(ConnectedStore store, int quantity) {
        return store.shop().place(Checkout.guest(may).line("LAMP", quantity));
    }

    private void addBatch(ConnectedStore store, int variant, int location, String number, String stock, Instant made) {
        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.addBatch(variant, location, number, new BigDecimal(stock), made, null));
    }

    private void awaitDelivered(ConnectedStore store, int order) {
        await().atMost(Duration.ofMinutes(4))
                .untilAsserted(() -> assertThat(store.salesOrders(order).get(0).status())
                        .as(() -> store.view(order).toString())
                        .isEqualTo("DELIVERED"));
    }
}
