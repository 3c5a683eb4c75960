package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.samples.RandomOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a shop can put on an order arrives in Katana to the cent, and so does what is changed afterwards. */
@Tag("thorough")
class GeneratedOrdersScenario {
    private static final int ORDERS = 30;
    private static final Duration LONG = Duration.ofMinutes(3);

    private final WholeSystem system = WholeSystem.shared();

    @ParameterizedTest(name = "prices with tax: {0}, custom items imported: {1}")
    @CsvSource({"true,true", "false,false"})
    void generatedOrdersAndTheirEditsArriveToTheCent(boolean inclusive, boolean customItems) {
        var hash = WholeSystem.newHash();
        var setup = inclusive ? StoreSetup.euro(hash, "t-" + hash) : StoreSetup.dollar(hash, "t-" + hash);
        var store = system.prepare(setup.quota(100_000), "account-" + hash);
        var goods = List.of("RED", "GREEN", "BLUE", "PDF");
        for (var sku : goods) {
            var product = Product.Spec.of(sku, "Thing " + sku, "19.99");
            store.shop().stock(sku.equals("PDF") ? product.digital() : product);
        }
        store.put(settings -> settings.put("importCustomItems", customItems));
        var activatedAt = Instant.now();
        store.activate();
        var invariants = new Invariants(system.sandbox())
                .accountQuota(100_000)
                .store(hash, StoreRules.defaults(store.account(), activatedAt).importCustomItems(customItems));

        var placed = new ArrayList<Integer>();
        var orders = new RandomOrders(3, goods, 2);
        for (int i = 0; i < ORDERS; i++) {
            placed.add(store.shop().place(orders.next()));
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(invariants.atRest()).isEmpty());

        placed.forEach(id -> edit(store, id));
        await().atMost(LONG).untilAsserted(() -> assertThat(invariants.atRest()).isEmpty());
        assertThat(invariants.always()).isEmpty();
    }

    /** The first line once more, the address moved, the comment changed; every fifth order is cancelled instead. */
    private static void edit(ConnectedStore store, int id) {
        if (id % 5 == 0) {
            store.shop().cancel(id);
            return;
        }
        var line = store.shop().read(all -> first(all.order(id).orElseThrow()));
        store.shop().edit(id, save -> {
            save.quantity(line, 9).message("Changed " + id).billing(Address.us("New", "Payer", "new@random.example"));
            if (id % 2 == 0) {
                save.add("RED", 2).shippingCost("11.11");
            }
        });
    }

    private static int first(Order order) {
        return order.lines().get(0).id();
    }
}
