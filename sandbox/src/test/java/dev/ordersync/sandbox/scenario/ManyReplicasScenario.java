package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.run.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replicas come and go under load and the same end state comes out (INV-20, INV-17); replicas that are dedicated to a store
 * take that store's work alone.
 *
 * <p>Guards: leases with fencing, one hand per order over services ({@code control.hand}), the drain of a stop, the claim's
 * list of stores ({@code SYNC_STORES}).
 */
@Tag("faults")
class ManyReplicasScenario {
    private static final long SEED = Long.getLong("laboratory.seed", 7L);
    private static final int ORDERS = Integer.getInteger("laboratory.orders", 120);

    @Test
    void threeReplicasOfEachServiceComeAndGoAndRestartOneByOneUnderLoad() {
        System.out.println("many replicas: seed " + SEED);
        try (WholeSystem system = WholeSystem.start(Shape.replicas(3, 3, 3))) {
            Laboratory laboratory = new Laboratory(system, SEED);
            CompletableFuture<Void> shopping =
                    CompletableFuture.runAsync(() -> laboratory.shop(ORDERS, Duration.ofMillis(700)));
            ServiceProcess more = system.add("mapping-service", Map.of());
            system.remove(system.replicas("fulfillment-service").get(2));
            system.remove(system.replicas("ingest-service").get(2));
            for (ServiceProcess service : system.services()) {
                service.stop(Duration.ofSeconds(60));
                service.start();
                service.awaitReady(Duration.ofMinutes(10));
            }
            system.add("ingest-service", Map.of());
            system.remove(more);
            shopping.join();

            int held = laboratory.settle(Duration.ofMinutes(10)).size();

            laboratory.proveQuiet();
            System.out.println("many replicas: " + ORDERS + " orders over 3 stores, 3 replicas each, one added, two"
                    + " removed, all restarted one by one; " + held + " orders wait for a person");
        }
    }

    @Test
    void aDedicatedReplicaTakesItsStoreAloneAndAStoreMovesWhileItIsLive() {
        try (WholeSystem system = WholeSystem.start(Shape.replicas(1, 0, 1))) {
            ConnectedStore own = store(system);
            ConnectedStore other = store(system);
            ServiceProcess dedicated = system.add("mapping-service", Map.of("SYNC_STORES", own.hash()));
            int mine = place(own);
            int others = place(other);

            own.awaitSalesOrder(mine);
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(other.salesOrders(others)).isEmpty());
            system.add("mapping-service", Map.of("SYNC_STORES", other.hash()));
            other.awaitSalesOrder(others);

            // the store moves: its old replica goes, another one that also knows it takes its work
            List<Integer> waiting = List.of(place(own), place(own), place(own));
            system.remove(dedicated);
            int late = place(own);
            system.add("mapping-service", Map.of("SYNC_STORES", own.hash() + "," + other.hash()));
            own.awaitSalesOrder(late);
            waiting.forEach(own::awaitSalesOrder);
        }
    }

    private static ConnectedStore store(WholeSystem system) {
        ConnectedStore store = system.connectDollarStore(settings -> {});
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        return store;
    }

    private static int place(ConnectedStore store) {
        return store.shop()
                .place(Checkout.guest(Address.us("Ida", "N", "ida@shopper.example"))
                        .line("MUG", 1));
    }
}
