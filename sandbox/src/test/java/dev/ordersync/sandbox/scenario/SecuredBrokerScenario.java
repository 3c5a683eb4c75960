package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.testkit.FreePort;
import dev.ordersync.testkit.KafkaNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants a login: every client of every service must give it, not only those that read topics. */
@Tag("thorough")
class SecuredBrokerScenario {

    @Test
    void ordersAndDeliveriesPassThroughAbrokerThatWantsALogin(@TempDir Path folder) {
        String password = "let-me-in";
        try (KafkaNode broker = KafkaNode.guarded(folder, FreePort.find(), password);
                WholeSystem system = WholeSystem.start(Shape.single()
                        .with("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers())
                        .with("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                        .with("KAFKA_SASL_MECHANISM", "PLAIN")
                        .with("KAFKA_SASL_JAAS_CONFIG", KafkaNode.login(password)))) {
            ConnectedStore store = system.connectDollarStore(settings -> {});
            store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
            int order = store.shop()
                    .place(Checkout.guest(Address.us("Ida", "S", "ida@shopper.example"))
                            .line("MUG", 1));
            store.awaitSalesOrder(order);
            store.shop().complete(order);

            await().atMost(SOON)
                    .until(() -> store.awaitSalesOrder(order).status().equals("DELIVERED"));
            store.awaitState(order, "synced");
            assertThat(system.services())
                    .allMatch(service -> !system.printed(service).toString().contains(password));
        }
    }
}
