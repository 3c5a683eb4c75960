package dev.ordersync.sandbox.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Discount;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Fault;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.KernelOptions;
import dev.ordersync.sandbox.samples.RandomOrders;
import dev.ordersync.sandbox.samples.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check passes what is right and names what is wrong. */
class InvariantsTest {
    private static final String ACCOUNT = "workshop";
    private static final String KEY = "key";
    private static final String STORE = "abc123";
    private static final Address JANE = Address.us("Jane", "Doe", "jane@shopper.example");

    private final Instant start = Instant.now().minusSeconds(5);
    private final StoreRules rules = StoreRules.defaults(ACCOUNT, start);
    private Sandbox sandbox;
    private Shop shop;
    private Copyist copyist;
    private Invariants invariants;

    @BeforeEach
    void open() {
        sandbox = Sandbox.start(KernelOptions.defaults());
        shop = sandbox.bigCommerce().open(StoreSetup.dollar(STORE, "token").quota(10_000));
        shop.stock(Product.Spec.of("MUG", "Mug", "12.49"));
        shop.stock(Product.Spec.of("BOWL", "Bowl", "30"));
        shop.stock(Product.Spec.of("PDF", "Pattern", "5").digital());
        sandbox.katana().account(ACCOUNT, KEY, "USD");
        sandbox.kernel().loop().run(() -> sandbox.katana().options(ACCOUNT).rateLimit = 100_000);
        copyist = new Copyist(sandbox, KEY);
        invariants = new Invariants(sandbox).store(STORE, rules).accountQuota(100_000);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private int place() {
        return shop.place(Checkout.guest(JANE)
                .line("MUG", 3)
                .line("BOWL", 1)
                .discount(Discount.manual("5"))
                .shipping("9.00", "Ground")
                .message("Ring twice"));
    }

    private Snapshot.Order salesOrder(int id) {
        return sandbox.katana().snapshot(ACCOUNT).orders().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFaithfulCopyOfEveryGeneratedOrderPassesAllChecks() {
        var orders = new RandomOrders(11, List.of("MUG", "BOWL", "PDF"), 2);
        for (int i = 0; i < 60; i++) {
            var id = shop.place(orders.next());
            if (sandbox.bigCommerce()
                    .shop(STORE)
                    .orElseThrow()
                    .read(store -> Eligibility.anythingToImport(store.order(id).orElseThrow(), rules))) {
                copyist.copy(STORE, id, rules);
            }
        }

        assertThat(invariants.atRest()).isEmpty();
        assertThat(invariants.always()).isEmpty();
        assertThat(invariants.inv2NoneLost(Duration.ofSeconds(60))).isEmpty();
        assertThat(invariants.inv19CheapImports(start, 0)).isEmpty();
    }

    @Test
    void faithfulCopiesOfTheSamplesPassAllChecks() {
        try (var samples = Sandbox.start(KernelOptions.defaults())) {
            Samples.place(samples);
            samples.kernel().loop().run(() -> samples.katana().options(ACCOUNT).rateLimit = 100_000);
            var copying = new Copyist(samples, Samples.KATANA_KEY);
            var checks = new Invariants(samples).accountQuota(100_000);
            for (var hash : List.of(Samples.EURO_STORE, Samples.DOLLAR_STORE)) {
                var how = StoreRules.defaults(ACCOUNT, start)
                        .importCustomItems(hash.equals(Samples.EURO_STORE))
                        .importAwaitingPayment(true)
                        .orderNumberPrefix(hash + "-");
                checks.store(hash, how);
                var ids = samples.bigCommerce()
                        .shop(hash)
                        .orElseThrow()
                        .read(store -> store.orders().stream()
                                .filter(order -> Eligibility.anythingToImport(order, how))
                                .map(order -> order.id())
                                .toList());
                ids.forEach(id -> copying.copy(hash, id, how));
            }

            assertThat(checks.atRest()).isEmpty();
            assertThat(checks.always()).isEmpty();
        }
    }

    @Test
    void aMissingOrDoubledSalesOrderIsNamed() {
        var missing = place();
        var doubled = place();
        copyist.copy(STORE, doubled, rules);
        copyist.copy(STORE, doubled, rules);

        assertThat(invariants.inv1OneForOne())
                .anySatisfy(words -> assertThat(words.toString()).contains(STORE + ":" + missing, "no sales order"))
                .anySatisfy(words -> assertThat(words.toString()).contains(STORE + ":" + doubled, "2 living"))
                .anySatisfy(words -> assertThat(words.toString()).contains("at once"));
        sandbox.kernel().clock().advance(Duration.ofSeconds(61));
        assertThat(invariants.inv2NoneLost(Duration.ofSeconds(60)))
                .singleElement()
                .asString()
                .contains(STORE + ":" + missing);
    }

    @Test
    void aCancelledOrderMustLoseItsSalesOrderAndADeletedOneMustNotRise() {
        var cancelled = place();
        var first = copyist.copy(STORE, cancelled, rules);
        shop.cancel(cancelled);
        assertThat(invariants.inv1OneForOne()).singleElement().asString().contains("still has sales order");
        copyist.delete("/sales_orders/" + first);
        assertThat(invariants.inv1OneForOne()).isEmpty();

        var removed = place();
        var byHand = copyist.copy(STORE, removed, rules);
        sandbox.katana().hand(ACCOUNT, hand -> {
            hand.delete(byHand);
            return null;
        });
        assertThat(invariants.inv1OneForOne()).isEmpty();
        copyist.copy(STORE, removed, rules);
        assertThat(invariants.inv1OneForOne()).singleElement().asString().contains("still has sales order");
    }

    @Test
    void twinsOfCustomersAndProductsAreNamed() {
        copyist.post("/customers", Json.object().put("name", "A").put("email", "a@b.example"));
        copyist.post("/customers", Json.object().put("name", "A").put("email", "A@b.example"));
        for (int i = 0; i < 2; i++) {
            var product = Json.object().put("name", "X");
            product.putArray("variants").addObject().put("sku", "X-1");
            copyist.post("/products", product);
        }

        assertThat(invariants.inv1OneForOne())
                .anySatisfy(words -> assertThat(words.toString()).contains("guests with e-mail a@b.example"))
                .anySatisfy(words -> assertThat(words.toString()).contains("variants with SKU X-1"));
    }

    @Test
    void aSalesOrderWithoutAnEligibleOrderIsNamed() {
        var incomplete = shop.place(Checkout.guest(JANE).line("MUG", 1).status(0));
        copyist.copy(STORE, incomplete, rules);

        assertThat(invariants.inv3NoneInvented()).singleElement().asString().contains("never eligible");
    }

    @Test
    void aCentOrARateThatIsOffIsNamed() {
        var id = copyist.copy(STORE, place(), rules);
        assertThat(invariants.inv4MoneyToTheCent()).isEmpty();
        var row = salesOrder(id).rows().get(0);

        copyist.patch("/sales_order_rows/" + row.id(), Json.object().put("total_discount", 5.0));

        assertThat(invariants.inv4MoneyToTheCent())
                .anySatisfy(words -> assertThat(words.toString()).contains("total"))
                .anySatisfy(words -> assertThat(words.toString()).contains("discounts"));
        assertThat(invariants.inv5NewestStateWins()).singleElement().asString().contains("discount of line");
    }

    @Test
    void anEditThatDidNotArriveIsNamed() {
        var order = place();
        copyist.copy(STORE, order, rules);
        assertThat(invariants.inv5NewestStateWins()).isEmpty();

        shop.edit(
                order,
                save -> save.quantity("MUG", 7)
                        .remove("BOWL")
                        .shippingAddress(JANE.street("2 Other Street"))
                        .message("Knock"));

        assertThat(invariants.inv5NewestStateWins())
                .anySatisfy(words -> assertThat(words.toString()).contains("quantity of line"))
                .anySatisfy(words -> assertThat(words.toString()).contains("still has row"))
                .anySatisfy(words -> assertThat(words.toString()).contains("shipping line_1"))
                .anySatisfy(words -> assertThat(words.toString()).contains("comment"));
    }

    @Test
    void aRefundedUnitMustLeaveTheRows() {
        var order = place();
        copyist.copy(STORE, order, rules);
        var mug = shop.read(store ->
                store.order(order).orElseThrow().line("MUG").orElseThrow().id());

        shop.refund(order, Map.of(mug, 1));

        assertThat(invariants.inv5NewestStateWins())
                .anySatisfy(
                        words -> assertThat(words.toString()).contains("quantity of line " + mug + " 3 instead of 2"));
        assertThat(invariants.inv4MoneyToTheCent()).isNotEmpty();
    }

    @Test
    void onlyCompletingIsAllowedAndNeverOverAnEndedOrder() throws Exception {
        var order = place();
        put(order, 10);
        assertThat(invariants.inv9StatusPath()).isEmpty();
        shop.cancel(order);
        put(order, 10);

        assertThat(invariants.inv9StatusPath()).singleElement().asString().contains("status 5 was overwritten with 10");
    }

    private void put(int order, int status) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(sandbox.bigCommerceUrl() + "/stores/" + STORE + "/v2/orders/" + order))
                .header("X-Auth-Token", "token")
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"status_id\":" + status + "}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSideThatFinishedAloneForTooLongIsNamed() {
        var delivered = place();
        var first = copyist.copy(STORE, delivered, rules);
        var completed = place();
        copyist.copy(STORE, completed, rules);

        sandbox.katana().hand(ACCOUNT, hand -> hand.deliver(first));
        shop.complete(completed);

        assertThat(invariants.inv2NoneLost(Duration.ofSeconds(60))).isEmpty();
        sandbox.kernel().clock().advance(Duration.ofSeconds(61));
        assertThat(invariants.inv2NoneLost(Duration.ofSeconds(60)))
                .hasSize(2)
                .anySatisfy(words -> assertThat(words.toString()).contains(STORE + ":" + delivered, "is not completed"))
                .anySatisfy(words ->
                        assertThat(words.toString()).contains(STORE + ":" + completed, "is not delivered in Katana"));
    }

    @Test
    void aWriteAtRestIsNamed() {
        var order = place();
        var restSince = Instant.now();
        assertThat(invariants.inv10Quiet(restSince)).isEmpty();

        copyist.copy(STORE, order, rules);

        assertThat(invariants.inv10Quiet(restSince)).isNotEmpty();
        assertThat(invariants.inv19Writes("katana", restSince, 100)).isEmpty();
        assertThat(invariants.inv19Writes("katana", restSince, 1)).isNotEmpty();
    }

    @Test
    void moreThanTheQuotaOrCallsAfterA429AreNamed() throws Exception {
        var checks = new Invariants(sandbox).store(STORE, rules).accountQuota(2);
        for (int i = 0; i < 3; i++) {
            copyist.post("/customers", Json.object().put("name", "C" + i));
        }
        assertThat(checks.inv13WithinQuota()).singleElement().asString().contains("3 requests within 60 s");

        sandbox.faults().add(Fault.Spec.of("bigcommerce", "429").times(1).delay(20_000));
        var order = place();
        var refused = HttpRequest.newBuilder(
                        URI.create(sandbox.bigCommerceUrl() + "/stores/" + STORE + "/v2/orders/" + order))
                .header("X-Auth-Token", "token")
                .header("Accept", "application/json")
                .build();
        HttpClient.newHttpClient().send(refused, HttpResponse.BodyHandlers.ofString());
        var asked = Instant.ofEpochMilli(sandbox.journal().entries(entry -> entry.status() == 429).stream()
                .findFirst()
                .orElseThrow()
                .endedAt());
        sandbox.kernel().clock().advance(Duration.ofSeconds(5));
        put(order, 10);

        assertThat(checks.inv13WithinQuota())
                .anySatisfy(words -> assertThat(words.toString()).contains("20000 ms that a 429 asked to wait"));

        var before = Instant.now().minusSeconds(3600);
        assertThat(checks.killed(List.of(before, asked.minusMillis(50), asked.plusSeconds(1)))
                        .inv13WithinQuota())
                .isNotEmpty();
        assertThat(checks.killed(List.of(before, asked.plusMillis(100))).inv13WithinQuota())
                .noneSatisfy(words -> assertThat(words.toString()).contains("429 asked to wait"));
    }

    @Test
    void dataOrTokensOfAnotherStoreAreNamed() throws Exception {
        sandbox.bigCommerce().open(StoreSetup.dollar("other", "other-token"));
        invariants.store("other", rules);
        var id = copyist.copy(STORE, place(), rules);
        assertThat(invariants.inv15NoCrossing()).isEmpty();

        var stranger = copyist.post("/customers", Json.object().put("name", "S").put("email", "s@else.example"));
        copyist.patch(
                "/sales_orders/" + id,
                header(id).put("customer_id", stranger.path("id").asInt()));
        var crossed = HttpRequest.newBuilder(URI.create(sandbox.bigCommerceUrl() + "/stores/" + STORE + "/v2/time"))
                .header("X-Auth-Token", "other-token")
                .build();
        HttpClient.newHttpClient().send(crossed, HttpResponse.BodyHandlers.ofString());

        assertThat(invariants.inv15NoCrossing())
                .anySatisfy(words -> assertThat(words.toString()).contains("somebody else"))
                .anySatisfy(words -> assertThat(words.toString()).contains("bore the token of other"));
    }

    private ObjectNode header(int salesOrder) {
        return Json.object().put("additional_info", salesOrder(salesOrder).additionalInfo());
    }

    @Test
    void twoWritesAboutOneOrderAtOnceAreNamed() {
        var id = copyist.copy(STORE, place(), rules);
        var row = salesOrder(id).rows().get(0);
        assertThat(invariants.inv17OneHand()).isEmpty();
        sandbox.faults().add(Fault.Spec.of("katana", "slow").on("PATCH", "").delay(300));

        // the common pool of a machine with two cores has one thread: there the two would not meet
        Executor atOnce = task -> new Thread(task).start();
        var first = CompletableFuture.runAsync(() -> copyist.patch("/sales_orders/" + id, header(id)), atOnce);
        var second = CompletableFuture.runAsync(
                () -> copyist.patch(
                        "/sales_order_rows/" + row.id(), Json.object().put("quantity", 4)),
                atOnce);
        CompletableFuture.allOf(first, second).join();

        assertThat(invariants.inv17OneHand()).singleElement().asString().contains("katana " + STORE);
    }

    @Test
    void anOrderWithNothingToImportNeedsNoSalesOrder() {
        shop.place(Checkout.guest(JANE).custom("Work", "80", 1));
        shop.place(Checkout.guest(JANE).line("PDF", 1).shipsNowhere().status(10));

        assertThat(invariants.atRest()).isEmpty();
    }

    @Test
    void anOrderThatWaitsForAPersonIsLeftOut() {
        var order = place();

        invariants.held(STORE, order);

        assertThat(invariants.inv1OneForOne()).isEmpty();
    }
}
