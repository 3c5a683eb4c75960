package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.run.JsonApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** INV-11, INV-6: looking again at recorded orders changes nothing but what a person wants changed. */
@Tag("thorough")
class ReplayScenario {
    private static final Duration DONE = Duration.ofSeconds(120);
    private final WholeSystem system = WholeSystem.shared();
    private final Operator operator = new Operator(system);
    private final Address eve = Address.us("Eve", "R", "eve@shopper.example");

    @Test
    void aFullReplayWritesNothingAndAsksBigCommerceNothing() {
        Orders orders = orders(settings -> {});
        String before = world(orders.store);
        long mark = orders.store.journalMark();

        JsonNode replay = finished(start(orders.store, false), "done");

        assertThat(replay.path("seen").asInt()).isEqualTo(orders.all().size());
        assertThat(replay.path("changed").asInt()).as(replay.toString()).isZero();
        assertThat(replay.path("unchanged").asInt()).isEqualTo(orders.all().size());
        assertThat(orderReads(orders.store, mark)).isEmpty();
        assertNothingWritten(orders.store, mark);
        assertThat(world(orders.store)).isEqualTo(before);
    }

    @Test
    void aDryRunAfterASettingChangeListsExactlyTheAffectedOrdersAndApplyChangesExactlyThose() {
        Orders orders = orders(settings -> {});
        orders.store.put(settings -> settings.put("importShippingFee", false));
        Map<Integer, String> before = salesOrders(orders.store);
        long mark = orders.store.journalMark();

        JsonNode replay = awaitChanged(orders.store, 2);

        assertThat(replay.path("orders").findValuesAsText("orderId"))
                .containsExactlyInAnyOrder(String.valueOf(orders.withFee), String.valueOf(orders.otherWithFee));
        replay.path("orders").forEach(order -> {
            assertThat(order.path("changes").findValuesAsText("field")).containsExactly("shipping_fee");
            assertThat(order.path("changes").get(0).path("before").asText()).contains("4");
            assertThat(order.path("changes").get(0).path("after").asText()).isEmpty();
        });
        assertThat(replay.toString()).doesNotContain("eve@shopper.example");
        assertNothingWritten(orders.store, mark);
        assertThat(salesOrders(orders.store)).isEqualTo(before);

        String id = replay.path("id").asText();
        assertThat(system.api().post("/api/replays/" + id + "/apply", null).status())
                .isEqualTo(202);
        JsonNode done = finished(id, "done");

        assertThat(done.path("written").asInt()).as(done.toString()).isEqualTo(2);
        Map<Integer, String> after = salesOrders(orders.store);
        for (int order : orders.all())
            if (order == orders.withFee || order == orders.otherWithFee)
                assertThat(fees(orders.store, order)).isZero();
            else assertThat(after.get(order)).isEqualTo(before.get(order));
        assertThat(fees(orders.store, orders.completed)).isEqualTo(1);
        assertThat(orderReads(orders.store, mark)).isEmpty();
        assertThat(finished(start(orders.store, true), "ready").path("changed").asInt())
                .isZero();
    }

    @Test
    void anAppliedReplayResurrectsNothing() {
        Orders orders = orders(settings -> {});
        orders.store.put(settings -> settings.put("orderNumberPrefix", "W-"));
        awaitChanged(orders.store, 3);

        JsonNode replay = finished(start(orders.store, false), "done");

        assertThat(replay.path("orders").findValuesAsText("orderId"))
                .containsExactlyInAnyOrder(
                        String.valueOf(orders.plain),
                        String.valueOf(orders.withFee),
                        String.valueOf(orders.otherWithFee));
        assertThat(orders.store.salesOrders(orders.plain).get(0).orderNo()).isEqualTo("W-" + orders.plain);
        assertThat(orders.store.salesOrders(orders.completed).get(0).orderNo())
                .isEqualTo(String.valueOf(orders.completed));
        assertThat(orders.store.salesOrders(orders.cancelled)).isEmpty();
        assertThat(orders.store.salesOrders(orders.deleted)).isEmpty();
        assertThat(orders.store.view(orders.deleted).path("state").asText()).isEqualTo("deleted");
    }

    @Test
    void aConsumerThatIsResetToTheBeginningWritesNothing() {
        Orders orders = orders(settings -> {});
        String before = world(orders.store);
        long mark = orders.store.journalMark();

        operator.readAgain(system.mapping(), "mapping-service", "bigcommerce.orders.raw", "katana.fulfillments.raw");
        operator.readAgain(
                system.fulfillment(), "fulfillment-service", "bigcommerce.orders.raw", "katana.fulfillments.raw");
        follows(orders.store, orders.plain);

        assertOnlyWritten(orders.store, mark, orders.plain);
        assertThat(worldWithout(orders.store, orders.plain, before)).isTrue();
    }

    @Test
    void anEmptiedMappingSchemaIsFilledAgainFromTheLogWithoutAWrite() {
        Orders orders = orders(settings -> {});
        Map<Integer, String> before = salesOrders(orders.store);
        long mark = orders.store.journalMark();

        operator.emptyAndReadAgain(
                system.mapping(),
                "mapping",
                "mapping-service",
                "bigcommerce.orders.raw",
                "katana.fulfillments.raw",
                "sync.commands");
        for (int order : List.of(orders.plain, orders.withFee, orders.otherWithFee, orders.completed))
            await().atMost(DONE)
                    .untilAsserted(() -> assertThat(
                                    orders.store.view(order).path("timeline").toString())
                            .as("timeline of %s", order)
                            .contains("adopted"));
        assertNothingWritten(orders.store, mark);
        assertThat(salesOrders(orders.store)).isEqualTo(before);

        follows(orders.store, orders.plain);
        assertOnlyWritten(orders.store, mark, orders.plain);
        orders.store.shop().edit(orders.deleted, save -> save.quantity("MUG", 9));
        orders.store.awaitState(orders.deleted, "deleted");
        assertThat(orders.store.salesOrders(orders.deleted)).isEmpty();
    }

    @Test
    void anEmptiedMappingSchemaIsFilledAgainByAReplayWithoutAWrite() {
        Orders orders = orders(settings -> {});
        Map<Integer, String> before = salesOrders(orders.store);
        long mark = orders.store.journalMark();
        system.mapping().stop(Duration.ofSeconds(40));
        operator.empty("mapping");
        system.mapping().start();
        system.mapping().awaitReady(Duration.ofSeconds(90));

        JsonNode replay = finished(start(orders.store, false), "done");

        assertThat(replay.path("changed").asInt()).as(replay.toString()).isGreaterThanOrEqualTo(4);
        assertNothingWritten(orders.store, mark);
        assertThat(salesOrders(orders.store)).isEqualTo(before);
        follows(orders.store, orders.plain);
        assertOnlyWritten(orders.store, mark, orders.plain);
    }

    @Test
    void anEmptiedFulfillmentSchemaIsFilledAgainFromTheLogWithoutAWrite() {
        Orders orders = orders(settings -> {});
        String before = world(orders.store);
        long mark = orders.store.journalMark();

        operator.emptyAndReadAgain(
                system.fulfillment(),
                "fulfillment",
                "fulfillment-service",
                "bigcommerce.orders.raw",
                "katana.fulfillments.raw",
                "sync.order-links",
                "sync.commands");
        // it knows its orders again when it does its work again
        Snapshot.Order salesOrder = orders.store.salesOrders(orders.plain).get(0);
        assertThat(world(orders.store)).isEqualTo(before);
        assertNothingWritten(orders.store, mark);
        system.sandbox().katana().hand(orders.store.account(), hand -> hand.deliver(salesOrder.id()));
        await().atMost(DONE)
                .untilAsserted(() ->
                        assertThat(orders.store.shop().status(orders.plain)).isEqualTo(10));

        // the one that completes this order; a delivery asked for before the log was read to its end is refused
        assertThat(accepted(orders.store, mark)).hasSize(1);
        assertThat(orders.store.shop().status(orders.completed)).isEqualTo(10);
        assertThat(orders.store.shop().status(orders.withFee)).isEqualTo(11);
    }

    @Test
    void aReplayThatIsInterruptedByKillsGoesOn() {
        Orders orders = orders(settings -> {});
        orders.store.put(settings -> settings.put("orderNumberPrefix", "K-"));
        awaitChanged(orders.store, 3);

        String id = start(orders.store, false);
        system.services().forEach(service -> {
            service.kill();
            service.start();
        });
        system.services().forEach(service -> service.awaitReady(Duration.ofSeconds(90)));

        JsonNode done = finished(id, "done");
        assertThat(done.path("changed").asInt()).as(done.toString()).isEqualTo(3);
        for (int order : List.of(orders.plain, orders.withFee, orders.otherWithFee)) {
            assertThat(orders.store.salesOrders(order)).hasSize(1);
            assertThat(orders.store.salesOrders(order).get(0).orderNo()).isEqualTo("K-" + order);
        }
    }

    @Test
    void aRehearsalJudgesAStoreBeforeItIsActivatedAndActivationFindsAllAsNew() {
        ConnectedStore store = system.prepare(
                dev.ordersync.sandbox.bigcommerce.StoreSetup.dollar(WholeSystem.newHash(), "token-rehearsal"),
                "account-rehearsal");
        stock(store);
        addProduct(store, "MUG");
        int exact = place(store, "MUG", false);
        int needs = place(store, "JAR", true);
        store.put(settings -> {});
        long mark = store.journalMark();

        assertThat(system.api().post(store.path("/rehearsal"), null).status()).isEqualTo(202);
        await().atMost(DONE)
                .untilAsserted(() -> assertThat(rehearsal(store).path("state").asText())
                        .as(() -> rehearsal(store).toString())
                        .isEqualTo("done"));

        JsonNode rehearsal = rehearsal(store);
        assertThat(rehearsal.path("counts").path("exact").asInt())
                .as(rehearsal.toString())
                .isEqualTo(1);
        assertThat(rehearsal.path("counts").path("needsProduct").asInt()).isEqualTo(1);
        assertThat(rehearsal.path("products").findValuesAsText("sku")).containsExactly("JAR");
        assertNothingWritten(store, mark);
        assertThat(store.katanaCalls(mark)).hasSizeLessThanOrEqualTo(3);

        store.activate();
        for (int order : List.of(exact, needs)) store.awaitSalesOrder(order);
    }

    /** Open ones with and without shipping, a completed, a cancelled, and one that was deleted in Katana. */
    private final class Orders {
        private final ConnectedStore store;
        private int plain;
        private int withFee;
        private int otherWithFee;
        private int completed;
        private int cancelled;
        private int deleted;

        private Orders(ConnectedStore store) {
            this.store = store;
        }

        private List<Integer> all() {
            return List.of(plain, withFee, otherWithFee, completed, cancelled, deleted);
        }
    }

    private Orders orders(Consumer<ObjectNode> settings) {
        ConnectedStore store = system.connectDollarStore(settings);
        stock(store);
        Orders orders = new Orders(store);
        orders.plain = place(store, "MUG", false);
        orders.withFee = place(store, "MUG", true);
        orders.otherWithFee = place(store, "JAR", true);
        orders.completed = place(store, "MUG", true);
        orders.cancelled = place(store, "MUG", true);
        orders.deleted = place(store, "MUG", true);
        for (int order : orders.all()) {
            store.awaitSalesOrder(order);
            store.awaitState(order, "synced");
        }
        store.shop().complete(orders.completed);
        store.shop().cancel(orders.cancelled);
        int dead = store.salesOrders(orders.deleted).get(0).id();
        system.sandbox().katana().hand(store.account(), hand -> {
            hand.delete(dead);
            return null;
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                store.salesOrders(orders.completed).get(0).status())
                        .isEqualTo("DELIVERED"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(store.salesOrders(orders.cancelled)).isEmpty());
        store.awaitState(orders.cancelled, "excluded");
        store.awaitState(orders.deleted, "deleted");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.view(orders.completed)
                                .path("katana")
                                .path("status")
                                .asText())
                        .isEqualTo("DELIVERED"));
        return orders;
    }

    private static void stock(ConnectedStore store) {
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.shop().stock(Product.Spec.of("JAR", "Jar", "3"));
    }

    private void addProduct(ConnectedStore store, String sku) {
        ObjectNode product =
                (ObjectNode) WholeSystem.read("{\"name\":\"Mug\",\"is_sellable\":true,\"variants\":[{\"sku\":\"" + sku
                        + "\",\"sales_price\":12.5}]}");
        system.sandbox().katana().hand(store.account(), hand -> hand.add("products", product));
    }

    private int place(ConnectedStore store, String sku, boolean shipped) {
        Checkout checkout = Checkout.guest(eve).line(sku, 2);
        return store.shop().place(shipped ? checkout.shipping("4.00", "Flat Rate") : checkout);
    }

    private String start(ConnectedStore store, boolean dryRun) {
        ObjectNode body = WholeSystem.object()
                .put("storeHash", store.hash())
                .put("from", Instant.now().minusSeconds(3600).toString())
                .put("to", Instant.now().plusSeconds(60).toString())
                .put("dryRun", dryRun);
        JsonApi.Reply reply = system.api().post("/api/replays", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        return reply.body().path("id").asText();
    }

    private JsonNode replay(String id) {
        return system.api().get("/api/replays/" + id).body();
    }

    private JsonNode finished(String id, String state) {
        await().atMost(DONE)
                .untilAsserted(() -> assertThat(replay(id).path("state").asText())
                        .as(() -> replay(id).toString())
                        .isEqualTo(state));
        return replay(id);
    }

    /** A setting is known to all services after a moment: the dry run that sees it. */
    private JsonNode awaitChanged(ConnectedStore store, int orders) {
        JsonNode[] last = new JsonNode[1];
        await().atMost(DONE).untilAsserted(() -> {
            last[0] = finished(start(store, true), "ready");
            assertThat(last[0].path("changed").asInt()).as(last[0].toString()).isEqualTo(orders);
        });
        return last[0];
    }

    private JsonNode rehearsal(ConnectedStore store) {
        return system.api().get(store.path("/rehearsal")).body();
    }

    /** An edit reaches Katana: the service knows the order. */
    private void follows(ConnectedStore store, int order) {
        store.shop().edit(order, save -> save.quantity("MUG", 7));
        await().atMost(DONE)
                .untilAsserted(() -> assertThat(store.salesOrders(order)
                                .get(0)
                                .livingRows()
                                .get(0)
                                .quantity())
                        .isEqualByComparingTo("7"));
        assertThat(store.salesOrders(order)).hasSize(1);
    }

    private String world(ConnectedStore store) {
        Snapshot account = system.sandbox().katana().snapshot(store.account());
        return account + " " + shop(store);
    }

    private String shop(ConnectedStore store) {
        return store.shop()
                .read(shop -> shop.orders().stream()
                        .map(order -> order.id() + ":" + order.statusId())
                        .toList()
                        .toString());
    }

    /** All else is as it was. */
    private boolean worldWithout(ConnectedStore store, int order, String before) {
        return salesOrders(store).entrySet().stream()
                .filter(entry -> entry.getKey() != order)
                .allMatch(entry -> before.contains(entry.getValue()));
    }

    /** Living and dead sales orders by order, as Katana holds them. */
    private Map<Integer, String> salesOrders(ConnectedStore store) {
        Map<Integer, String> found = new TreeMap<>();
        system.sandbox()
                .katana()
                .snapshot(store.account())
                .orders()
                .forEach(order ->
                        found.merge(Integer.parseInt(order.ecommerceOrderId()), order.toString(), String::concat));
        return found;
    }

    private long fees(ConnectedStore store, int order) {
        return store.salesOrders(order).get(0).fees().stream()
                .filter(fee -> fee.deletedAt() == null)
                .count();
    }

    /** Sweeps list what changed and checks look at hooks, replay or not; orders are read for nothing but news. */
    private List<String> orderReads(ConnectedStore store, long mark) {
        return store.shopCalls(mark).stream()
                .map(Entry::path)
                .filter(path -> path.matches(".*/v2/orders/\\d+.*"))
                .toList();
    }

    private void assertNothingWritten(ConnectedStore store, long mark) {
        assertThat(writes(store, mark)).isEmpty();
    }

    private List<String> writes(ConnectedStore store, long mark) {
        List<String> writes = new ArrayList<>();
        for (Entry call : store.katanaCalls(mark)) if (call.writes()) writes.add(call.method() + " " + call.path());
        for (Entry call : store.shopCalls(mark)) if (call.writes()) writes.add(call.method() + " " + call.path());
        return writes;
    }

    /** The writes that had an effect. */
    private List<String> accepted(ConnectedStore store, long mark) {
        return Stream.concat(store.katanaCalls(mark).stream(), store.shopCalls(mark).stream())
                .filter(call -> call.writes() && call.status() < 300)
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    /** Only rows of this order's sales order. */
    private void assertOnlyWritten(ConnectedStore store, long mark, int order) {
        List<Integer> rows = store.salesOrders(order).get(0).rows().stream()
                .map(row -> row.id())
                .toList();
        assertThat(writes(store, mark))
                .isNotEmpty()
                .allMatch(write -> rows.stream().anyMatch(row -> write.endsWith("/sales_order_rows/" + row)));
    }
}
