package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.kernel.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What cannot be understood goes aside and hinders nobody (INV-16); what has been understood is not talked about; and at
 * rest there is silence (INV-10).
 */
@Tag("faults")
class PoisonScenario {
    private static final List<String> TOPICS =
            List.of("bigcommerce.orders.raw", "katana.fulfillments.raw", "sync.order-links", "sync.commands");

    private final WholeSystem system = WholeSystem.shared();

    @Test
    void garbageAndEventsOfTheFutureOnEveryTopicHinderNobody() {
        ConnectedStore store = store();
        store.awaitState(place(store, "Nan"), "synced");
        Map<String, Object> settings = new HashMap<>(
                Map.of("bootstrap.servers", system.infrastructure().kafka().bootstrapServers(), "acks", "all"));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (String topic : TOPICS)
                for (int partition = 0; partition < 12; partition++)
                    for (String poison : List.of(
                            "not json at all",
                            "{\"type\":\"order-observed\",\"version\":99,\"unheardOf\":true}",
                            "{\"type\":\"SomethingNew\",\"version\":1}",
                            "[]",
                            ""))
                        producer.send(new ProducerRecord<>(
                                topic, partition, store.hash() + ":1", poison.getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }

        int order = place(store, "Olga");
        store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        store.shop().complete(order);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(store.salesOrders(order).get(0).status()).isEqualTo("DELIVERED"));
        system.services().forEach(service -> assertThat(service.isReady()).isTrue());
    }

    @Test
    void afterOneOrderThereIsSilence() {
        ConnectedStore store = store();
        int order = place(store, "Pia");
        store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        Instant rest = Instant.now();

        await().during(Duration.ofSeconds(20)).atMost(SOON).untilAsserted(() -> {
            assertThat(store.katanaCalls(0).stream().filter(call -> call.writes() && call.at() > rest.toEpochMilli()))
                    .isEmpty();
            assertThat(store.shopCalls(0).stream().filter(call -> call.writes() && call.at() > rest.toEpochMilli()))
                    .isEmpty();
        });
    }

    /** Neither when all goes well nor when Katana refuses or fails with the person's name in its answer. */
    @Test
    void theLogsHoldNoPersonAndNoSecret() {
        ConnectedStore store = store();
        Fault refused = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "500-before")
                        .scope(store.account())
                        .on("POST", "/customers$")
                        .status(422)
                        .times(1));
        int held = place(store, "Quixotina");
        store.awaitState(held, "held");
        system.sandbox().faults().remove(refused.id());
        system.api().post(store.path("/orders/" + held + "/retry"), null);
        store.awaitSalesOrder(held);
        store.shop().edit(held, save -> save.message("Quixotina wishes a ribbon"));
        store.awaitState(held, "synced");

        List<String> logs = logs();

        assertThat(logs).isNotEmpty();
        for (String marker :
                List.of("Quixotina", "quixotina", "ribbon", store.shop().token(), "key-" + store.account()))
            assertThat(logs.stream().filter(line -> line.contains(marker)))
                    .as("log lines with %s", marker)
                    .isEmpty();
    }

    private List<String> logs() {
        try (Stream<Path> files = Files.list(system.data().resolve("logs"))) {
            return files.flatMap(PoisonScenario::lines).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConnectedStore store() {
        ConnectedStore store = system.connectDollarStore(settings -> {});
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        return store;
    }

    private static int place(ConnectedStore store, String name) {
        return store.shop()
                .place(Checkout.guest(Address.us(name, "N", name + "@shopper.example"))
                        .line("MUG", 2));
    }
}
