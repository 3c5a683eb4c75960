package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.kernel.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Import of all products and customers at set-up (P5, P10, P11, S14), seen in Katana and its journal. */
@Tag("thorough")
class CatalogueScenario {
    private static final Duration LONG = Duration.ofMinutes(6);

    private final WholeSystem system = WholeSystem.shared();

    @Test
    void allProductsComeWithTheirVariantsOnceAndAreMatchedBySkuFirst() {
        ConnectedStore store = prepare();
        store.shop().stock(Product.Spec.of("MUG", "Mug", "100"));
        store.shop()
                .stock(Product.Spec.of("SHIRT", "Shirt", "24")
                        .variant("SHIRT-S", "Size", "S")
                        .variant("SHIRT-M", "Size", "M"));
        store.shop().stock(Product.Spec.of("EBOOK", "E-book", "9").digital());
        for (int i = 0; i < 70; i++) store.shop().stock(Product.Spec.of("PART-" + i, "Part " + i, "3.50"));
        ObjectNode there = (ObjectNode) WholeSystem.read(
                "{\"name\":\"Our mug\",\"is_sellable\":true,\"is_purchasable\":true,\"is_producible\":true,"
                        + "\"variants\":[{\"sku\":\"PART-7\",\"sales_price\":1}]}");
        system.sandbox().katana().hand(store.account(), hand -> hand.add("products", there));
        store.put(settings -> settings.put("importProducts", "all").put("defaultTaxPercent", 20));

        store.activate();
        JsonNode done = awaitDone(store, "products");

        Seen seen = new Seen(system, store);
        assertThat(seen.variants("EBOOK")).isEmpty();
        assertThat(seen.variants("PART-7")).hasSize(1);
        assertThat(seen.variants("MUG"))
                .singleElement()
                .satisfies(mug -> assertThat(
                                new BigDecimal(mug.json().path("sales_price").asText()))
                        .isEqualByComparingTo("83.33"));
        assertThat(seen.variants("SHIRT-S").get(0).parentId())
                .isEqualTo(seen.variants("SHIRT-M").get(0).parentId());
        assertThat(seen.katana().variants()).hasSize(73);
        assertThat(counts(done)).isEqualTo("total 73, created 71, matched 1, skipped 1, held 0");
        // a look-up per fifty SKUs and one create per product
        assertThat(calls(store, "GET", "/variants")).hasSizeLessThanOrEqualTo(6);
        assertThat(calls(store, "POST", "/products")).hasSize(71);

        long mark = store.journalMark();
        assertThat(system.api().post(store.path("/backfill"), null).status()).isEqualTo(202);
        assertThat(counts(awaitDone(store, "products")))
                .isEqualTo("total 73, created 0, matched 72, skipped 1, held 0");
        assertThat(store.katanaCalls(mark)).noneMatch(Entry::writes);
    }

    @Test
    void noProductHasATwinAfterUncertainCreatesARestartAndOrdersThatComeMeanwhile() {
        ConnectedStore store = prepare();
        for (int i = 0; i < 40; i++)
            store.shop()
                    .stock(Product.Spec.of("W-" + i, "Widget " + i, "5")
                            .variant("W-" + i + "-A", "Kind", "A")
                            .variant("W-" + i + "-B", "Kind", "B"));
        Fault fault = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "500-after")
                        .on("POST", "/products$")
                        .scope(store.account())
                        .times(3));
        store.put(settings -> settings.put("importProducts", "all"));
        store.activate();
        List<Integer> orders = IntStream.range(0, 10)
                .mapToObj(i -> store.shop()
                        .place(Checkout.guest(Address.us("Buyer", "No" + i, "buyer" + i + "@shopper.example"))
                                .line("W-" + i * 4 + "-B", 1)))
                .toList();
        await().atMost(LONG).until(() -> calls(store, "POST", "/products").size() > 5);
        system.mapping().kill();
        system.mapping().start();

        awaitDone(store, "products");
        orders.forEach(store::awaitSalesOrder);

        system.sandbox().faults().remove(fault.id());
        var bySku = new Seen(system, store)
                .katana().variants().stream()
                        .filter(variant -> variant.deletedAt() == null)
                        .collect(Collectors.groupingBy(Snapshot.Variant::sku, Collectors.counting()));
        assertThat(bySku).hasSize(80);
        assertThat(bySku.values()).containsOnly(1L);
    }

    @Test
    void allCustomersComeOnceDownTheLadderWithoutASearchPerCustomer() {
        ConnectedStore store = prepare();
        for (int i = 0; i < 60; i++)
            store.shop().register(Address.us("Client", "No " + i, "client" + i + "@shopper.example"));
        addCustomer(store, "{\"name\":\"Old name\",\"email\":\"CLIENT3@shopper.example\"}");
        addCustomer(store, "{\"name\":\"Client No 5\"}");
        Fault fault = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "500-after")
                        .on("POST", "/customers$")
                        .scope(store.account())
                        .times(2));
        store.put(settings -> settings.put("importCustomers", "all"));

        store.activate();
        JsonNode done = awaitDone(store, "customers");

        system.sandbox().faults().remove(fault.id());
        Seen seen = new Seen(system, store);
        assertThat(seen.katana().customers()).hasSize(60);
        for (int i = 0; i < 60; i++)
            assertThat(seen.customers("client" + i + "@shopper.example"))
                    .as("client %d", i)
                    .hasSize(1)
                    .allMatch(customer -> customer.referenceId() != null);
        assertThat(seen.customers("client3@shopper.example").get(0).name()).isEqualTo("Client No 3");
        assertThat(done.path("total").asInt()).isEqualTo(60);
        assertThat(done.path("matched").asInt() + done.path("created").asInt()).isEqualTo(60);
        // a page or two of what is there, and a look after each uncertain create
        assertThat(calls(store, "GET", "/customers")).hasSizeLessThan(12);
    }

    private ConnectedStore prepare() {
        String hash = WholeSystem.newHash();
        return system.prepare(StoreSetup.dollar(hash, "t-" + hash), "account-" + hash);
    }

    private void addCustomer(ConnectedStore store, String json) {
        system.sandbox()
                .katana()
                .hand(store.account(), hand -> hand.add("customers", (ObjectNode) WholeSystem.read(json)));
    }

    private JsonNode awaitDone(ConnectedStore store, String what) {
        await().atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(of(store, what).path("state").asText())
                        .as(() -> store.progress().toString())
                        .isEqualTo("done"));
        return of(store, what);
    }

    private static JsonNode of(ConnectedStore store, String what) {
        for (JsonNode one : store.progress().path("imports"))
            if (one.path("what").asText().equals(what)) return one;
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String counts(JsonNode progress) {
        assertThat(progress.path("seen").asInt())
                .isEqualTo(progress.path("total").asInt());
        return List.of("total", "created", "matched", "skipped", "held").stream()
                .map(name -> name + " " + progress.path(name).asInt())
                .collect(Collectors.joining(", "));
    }

    private static List<Entry> calls(ConnectedStore store, String method, String path) {
        return store.katanaCalls(0).stream()
                .filter(call -> call.method().equals(method) && call.path().equals(path))
                .toList();
    }
}
