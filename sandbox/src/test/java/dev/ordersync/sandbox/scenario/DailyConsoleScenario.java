package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Discount;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a shop owner does in the console day by day, in a real browser on the whole system. */
@Tag("thorough")
class DailyConsoleScenario {
    private static final Address ADA = Address.us("Ada", "Lovelace", "ada@shopper.example");
    private static final Address LIN = Address.us("Lin", "Chen", "lin@shopper.example");

    private final WholeSystem system = WholeSystem.shared();
    private DailyBrowser browser;

    @BeforeEach
    void signIn() {
        browser = DailyBrowser.open(system.ingest());
        browser.signIn("admin", "scenario-password");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void anUnknownSkuIsMendedWhereItIsSeenAndItsGroupCloses() {
        ConnectedStore store = shop("Harbour Goods", settings -> settings.put("createProducts", false));
        // other scenarios share the page: these SKUs are this one's alone
        store.shop().stock(Product.Spec.of("JUG", "Jug", "24.00"));
        store.shop().stock(Product.Spec.of("KETTLE", "Kettle", "59.00"));
        katanaProduct(store, "Kettle, blue", "KETTLE-B");
        int jug = store.shop().place(Checkout.guest(ADA).line("JUG", 2));
        int jugs = store.shop().place(Checkout.guest(LIN).line("JUG", 1));
        int kettle = store.shop().place(Checkout.guest(LIN).line("KETTLE", 1));
        for (int order : new int[] {jug, jugs, kettle}) store.awaitState(order, "held");

        browser.go("/attention");
        browser.awaitText("JUG is not in Katana");
        browser.awaitText("KETTLE is not in Katana");
        browser.demandAccessible();
        browser.picture("attention");
        browser.go("/attention?store=" + store.hash());
        browser.awaitText("Only Harbour Goods is shown");
        browser.awaitText("KETTLE is not in Katana");
        browser.demandAccessible();

        browser.inCard("JUG is not in Katana").press("Create this product");
        browser.awaitText("A product is created for JUG");
        store.awaitSalesOrder(jug);
        store.awaitSalesOrder(jugs);
        browser.awaitNoText("JUG is not in Katana");

        browser.inCard("KETTLE is not in Katana")
                .type("SKU in Katana", "KETTLE-B")
                .press("Treat as that");
        store.awaitSalesOrder(kettle);
        browser.awaitNoText("KETTLE is not in Katana");
        browser.awaitText("is treated as Katana");
        assertThat(system.sandbox().katana().snapshot(store.account()).variants())
                .as("no kettle was made beside Katana's own")
                .hasSize(2);
        browser.demandAccessible();
    }

    @Test
    void aConflictIsFoundUnderstoodAndSettled() {
        ConnectedStore store = shop("Conflict Corner", settings -> {});
        int order = store.shop().place(Checkout.guest(ADA).line("MUG", 2).shipping("7.50", "Flat Rate"));
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        system.sandbox().katana().hand(store.account(), hand -> hand.pack(salesOrder.id()));
        store.shop().edit(order, save -> save.quantity("MUG", 4));
        store.awaitState(order, "conflict");

        browser.go("/orders?store=" + store.hash() + "&view=conflict");
        browser.follow(String.valueOf(order));
        browser.awaitText("locked");
        browser.awaitText("The order changed in BigCommerce");
        browser.demandAccessible();

        system.sandbox().katana().hand(store.account(), hand -> {
            hand.revert(salesOrder.id());
            return null;
        });
        browser.press("Try again");
        store.awaitState(order, "synced");
        browser.awaitText("Updated in Katana");
    }

    @Test
    void anOrderIsFoundByItsCustomersAddressAndShowsItsReceiptAndWhatWasRead() {
        ConnectedStore store = shop("North Star Ceramics", settings -> {});
        int first = store.shop()
                .place(Checkout.guest(ADA)
                        .line("MUG", 3)
                        .line("TEAPOT", 1)
                        .shipping("7.50", "Flat Rate")
                        .discount(Discount.manual("5.00")));
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < 8; i++)
            others.add(store.shop()
                    .place(Checkout.guest(Address.us("Guest", "No" + i, "guest" + i + "@shopper.example"))
                            .line(i % 2 == 0 ? "MUG" : "TEAPOT", 1 + i % 3)));
        store.awaitSalesOrder(first);
        store.awaitState(first, "synced");
        others.forEach(order -> store.awaitState(order, "synced"));
        int held = others.get(3);
        system.api().post(store.path("/orders/" + held + "/hold"), reason("The customer calls back on Monday"));
        store.awaitState(held, "held");

        browser.go("/orders?store=" + store.hash());
        browser.awaitText("The customer calls back on Monday");
        browser.demandAccessible();
        browser.picture("orders");
        browser.search("ada@shopper.example");
        browser.follow(String.valueOf(first));
        browser.awaitText("The same to the cent.");
        browser.demandAccessible();
        browser.picture("order");

        browser.pressLast("What was read");
        browser.awaitText("What may be about a person is hidden.");
        browser.demandNoText("Lovelace");
        browser.demandAccessible();
    }

    @Test
    void whoAsksForTheCustomersDataSeesThemAndIsNoted() {
        ConnectedStore store = shop("Curious Row", settings -> {});
        int order = store.shop().place(Checkout.guest(ADA).line("MUG", 1));
        store.awaitState(order, "synced");
        browser.go("/orders/" + store.hash() + "/" + order);
        browser.pressLast("What was read");
        browser.awaitText("What may be about a person is hidden.");
        browser.press("Show it, and note that I looked");
        browser.awaitText("Lovelace");
        browser.go("/orders/" + store.hash() + "/" + order);
        browser.awaitText("admin looked at the customer");
    }

    @Test
    void aReplayShowsTheDifferenceFirstAndWritesItWhenToldTo() {
        ConnectedStore store = shop("Replay Row", settings -> {});
        int first = store.shop().place(Checkout.guest(ADA).line("MUG", 2));
        int second = store.shop().place(Checkout.guest(LIN).line("TEAPOT", 1));
        for (int order : new int[] {first, second}) store.awaitState(order, "synced");
        put(store, "Replay Row", settings -> settings.put("orderNumberPrefix", "RR-"));

        browser.go("/replays");
        browser.demandAccessible();
        browser.choose("store", "Replay Row");
        browser.press("Show the difference");
        browser.awaitText("Nothing is written yet.");
        browser.awaitText("RR-" + first);
        assertThat(store.salesOrders(first).get(0).orderNo()).isEqualTo(String.valueOf(first));
        browser.demandAccessible();
        browser.picture("replay");

        browser.press("Write 2 differences");
        browser.awaitText("All differences are written.");
        await().atMost(ConnectedStore.SOON)
                .untilAsserted(() ->
                        assertThat(store.salesOrders(second).get(0).orderNo()).isEqualTo("RR-" + second));
    }

    private ConnectedStore shop(String name, Consumer<ObjectNode> settings) {
        ConnectedStore store = system.connectDollarStore(settings);
        put(store, name, settings);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.shop().stock(Product.Spec.of("TEAPOT", "Teapot", "39.90"));
        return store;
    }

    private void put(ConnectedStore store, String name, Consumer<ObjectNode> settings) {
        ObjectNode body = ConnectedStore.body(store.shop().token(), "key-" + store.account(), settings);
        assertThat(system.api().put(store.path(""), body.put("name", name)).status())
                .isEqualTo(200);
    }

    private void katanaProduct(ConnectedStore store, String name, String sku) {
        ObjectNode product = (ObjectNode) WholeSystem.read("{\"name\": \"" + name
                + "\", \"is_sellable\": true, \"variants\": [{\"sku\": \"" + sku + "\", \"sales_price\": 39.9}]}");
        system.sandbox().katana().hand(store.account(), hand -> hand.add("products", product));
    }

    private static ObjectNode reason(String text) {
        return WholeSystem.object().put("reason", text);
    }
}
