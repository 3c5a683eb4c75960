package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.Entry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a replay of many recorded orders takes: {@code -Dreplay.orders=10000} for the promise, a few for every day. */
@Tag("faults")
class ReplayVolumeScenario {
    private static final int ORDERS = Integer.getInteger("replay.orders", 150);
    private static final Duration PROMISE = Duration.ofMinutes(2);
    private final WholeSystem system = WholeSystem.shared();

    @Test
    void manyUnchangedOrdersAreReplayedInUnderTwoMinutesWithoutACall() {
        ConnectedStore store = system.prepare(
                StoreSetup.dollar(WholeSystem.newHash(), "token-volume").quota(100_000), "volume");
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        Address ann = Address.us("Ann", "V", "ann@shopper.example");
        for (int i = 0; i < ORDERS; i++) store.shop().place(Checkout.guest(ann).line("MUG", 1 + i % 5));
        Instant begun = Instant.now();
        store.put(settings -> {});
        store.activate();
        await().atMost(Duration.ofSeconds(120 + ORDERS / 5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(store.progress().path("synced").asInt())
                        .as(() -> store.progress().toString())
                        .isEqualTo(ORDERS));
        System.out.printf(
                "imported %d orders in %d s%n",
                ORDERS, Duration.between(begun, Instant.now()).toSeconds());
        // orders may be imported while the list of them is still being read
        await().atMost(Duration.ofMinutes(5))
                .until(() -> store.progress().path("phase").asText().equals("live"));
        long mark = store.journalMark();
        Instant started = Instant.now();

        ObjectNode body = WholeSystem.object()
                .put("storeHash", store.hash())
                .put("from", begun.minusSeconds(60).toString())
                .put("to", Instant.now().plusSeconds(60).toString())
                .put("dryRun", false);
        String id = system.api().post("/api/replays", body).body().path("id").asText();
        await().atMost(PROMISE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(replay(id).path("state").asText())
                        .as(() -> replay(id).toString())
                        .isEqualTo("done"));

        Duration took = Duration.between(started, Instant.now());
        System.out.printf("replayed %d orders in %.1f s%n", ORDERS, took.toMillis() / 1000.0);
        assertThat(replay(id).path("seen").asInt()).isEqualTo(ORDERS);
        assertThat(replay(id).path("changed").asInt()).isZero();
        assertThat(took).isLessThan(PROMISE);
        assertThat(store.shopCalls(mark).stream().map(Entry::path).filter(path -> path.matches(".*/orders/\\d+.*")))
                .isEmpty();
        assertThat(store.katanaCalls(mark).stream().filter(Entry::writes)).isEmpty();
        assertThat(store.shopCalls(mark).stream().filter(Entry::writes)).isEmpty();
    }

    private JsonNode replay(String id) {
        return system.api().get("/api/replays/" + id).body();
    }
}
