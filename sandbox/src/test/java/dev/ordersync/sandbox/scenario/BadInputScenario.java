package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.kernel.Fault;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Input that no sales order can hold is held with a sentence naming the field, and every other order flows. */
@Tag("thorough")
class BadInputScenario {
    private static final String AMOUNT = "price_inc_tax";

    private final WholeSystem system = WholeSystem.shared();
    private final ConnectedStore store = system.connectDollarStore(settings -> {});
    private final Seen seen = new Seen(system, store);
    private final Address ada = Address.us("Ada", "B", "ada@shopper.example");

    BadInputScenario() {
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.shop().stock(Product.Spec.of("JAR", "Jar", "3"));
    }

    @Test
    void aNegativePriceIsHeldByTheNameOfItsField() {
        heldNaming(AMOUNT, json -> line(json).put("price_ex_tax", "-4.0000").put(AMOUNT, "-4.0000"));
    }

    @Test
    void aMissingTotalIsHeldByTheNameOfItsField() {
        heldNaming("total_inc_tax", json -> json.remove("total_inc_tax"));
    }

    @Test
    void anAmountThatIsNoNumberIsHeldByTheNameOfItsField() {
        heldNaming("total_ex_tax", json -> json.put("total_ex_tax", "twelve"));
    }

    @Test
    void aCurrencyThatKatanaRefusesIsHeldWithItsCode() {
        heldNaming("ZZZ", json -> json.put("default_currency_code", "ZZZ").put("currency_code", "ZZZ"));
    }

    @Test
    void aRefusalByKatanaIsHeldInItsWordsAndGoesOnAfterARetry() {
        var fault = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "500-before")
                        .on("POST", "/sales_orders$")
                        .scope(store.account())
                        .status(422)
                        .times(2));
        int order = store.shop().place(Checkout.guest(ada).line("MUG", 1));
        assertThat(store.awaitState(order, "held").path("why").asText()).contains("Katana refuses");
        system.sandbox().faults().remove(fault.id());

        system.api().post(store.path("/orders/" + order + "/retry"), null);

        store.awaitSalesOrder(order);
    }

    @Test
    void anAddressOfEmojiAndThreeHundredCharactersArrivesWhole() {
        String street = "🏠🚀 Straße № 7 – " + "ö".repeat(300);
        int order = store.shop().place(Checkout.guest(ada.street(street)).line("MUG", 1));

        store.awaitSalesOrder(order);

        assertThat(seen.address(order, "billing").values()).contains(street);
    }

    @Test
    void anOrderWithoutLinesIsLeftOutAndALineOfQuantityZeroMakesNoRow() {
        int empty = store.shop().place(Checkout.guest(ada));
        int zero = store.shop().place(Checkout.guest(ada).line("MUG", 2).line("JAR", 0));

        store.awaitSalesOrder(zero);

        assertThat(seen.quantities(zero)).containsOnlyKeys("MUG");
        assertThat(store.awaitState(empty, "excluded").path("why").asText()).contains("line");
        assertThat(store.salesOrders(empty)).isEmpty();
    }

    private void heldNaming(String field, Consumer<ObjectNode> alter) {
        int good = store.shop().place(Checkout.guest(ada).line("MUG", 1));
        int bad = store.shop().placeSpoiled(Checkout.guest(ada).line("MUG", 3), alter);
        int other = store.shop().place(Checkout.guest(ada).line("JAR", 1));

        assertThat(store.awaitState(bad, "held").path("why").asText()).contains(field);

        store.awaitSalesOrder(good);
        store.awaitSalesOrder(other);
        assertThat(store.salesOrders(bad)).isEmpty();
    }

    private static ObjectNode line(ObjectNode order) {
        return (ObjectNode) order.path("consignments")
                .path("shipping")
                .path(0)
                .path("line_items")
                .path(0);
    }
}
