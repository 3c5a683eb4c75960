package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.kernel.Fault;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault on calls: what the caller sees, whether the effect happened, and what the journal says. */
class FaultTest {
    private static final Address JANE = Address.us("Jane", "Doe", "jane@shopper.example");
    private static final String STATUS = "{\"status_id\":10}";

    private Sandbox sandbox;
    private Shop shop;
    private Client client;
    private int order;

    @BeforeEach
    void open() {
        sandbox = Sandbox.start(KernelOptions.defaults());
        shop = sandbox.bigCommerce().open(StoreSetup.dollar("abc123", "t").quota(100_000));
        shop.stock(Product.Spec.of("MUG", "Mug", "12.50"));
        order = shop.place(Checkout.guest(JANE).line("MUG", 1));
        client = new Client(sandbox.bigCommerceUrl() + "/stores/abc123", "t");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void fault(Fault.Spec spec) {
        sandbox.faults().add(spec);
    }

    private Fault.Spec onPut(String kind) {
        return Fault.Spec.of("bigcommerce", kind).on("PUT", "^/stores/abc123/v2/orders/" + order + "$");
    }

    private Entry journalled() {
        return sandbox.journal().newest(1, Entry::writes).get(0);
    }

    @Test
    void a429StormRefusesAndSaysHowLong() {
        fault(onPut("429").delay(7000).times(2));

        assertThat(client.put("/v2/orders/" + order, STATUS).status()).isEqualTo(429);
        assertThat(client.put("/v2/orders/" + order, STATUS).header("X-Rate-Limit-Time-Reset-Ms"))
                .isEqualTo("7000");
        assertThat(shop.status(order)).isEqualTo(11);
        assertThat(client.put("/v2/orders/" + order, STATUS).status()).isEqualTo(200);
    }

    @Test
    void a500BeforeHasNoEffectAndA500AfterHas() {
        fault(onPut("500-before").times(1).status(503));
        assertThat(client.put("/v2/orders/" + order, STATUS).status()).isEqualTo(503);
        assertThat(shop.status(order)).isEqualTo(11);

        fault(onPut("500-after").times(1));
        assertThat(client.put("/v2/orders/" + order, STATUS).status()).isEqualTo(500);
        assertThat(shop.status(order)).isEqualTo(10);
        assertThat(journalled().fault()).isEqualTo("500-after");
    }

    @Test
    void aResetCutsTheConnectionBeforeOrAfterTheEffect() {
        fault(onPut("reset-before").times(1));
        assertThatThrownBy(() -> client.trySend("PUT", "/v2/orders/" + order, STATUS))
                .isInstanceOf(IOException.class);
        assertThat(shop.status(order)).isEqualTo(11);

        fault(onPut("reset-after").times(1));
        assertThatThrownBy(() -> client.trySend("PUT", "/v2/orders/" + order, STATUS))
                .isInstanceOf(IOException.class);
        assertThat(shop.status(order)).isEqualTo(10);
        assertThat(journalled().status()).isZero();
    }

    @Test
    void aDownSystemCutsEveryCallUntilTheFaultIsRemoved() {
        fault(Fault.Spec.of("bigcommerce", "down"));

        assertThatThrownBy(() -> client.trySend("PUT", "/v2/orders/" + order, STATUS))
                .isInstanceOf(IOException.class);
        sandbox.faults().clear();
        assertThat(client.get("/v2/time").status()).isEqualTo(200);
    }

    @Test
    void aSlowAnswerTakesItsTime() {
        fault(Fault.Spec.of("bigcommerce", "slow").on("GET", "/v2/time").delay(300));

        client.get("/v2/time");

        var entry = sandbox.journal().newest(1, one -> true).get(0);
        assertThat(entry.durationMillis()).isGreaterThanOrEqualTo(300);
        assertThat(entry.fault()).isEqualTo("slow");
    }

    @Test
    void aLateCreateAnswers500AndTakesEffectLater() {
        fault(onPut("late-create").times(1).delay(300));

        assertThat(client.put("/v2/orders/" + order, STATUS).status()).isEqualTo(500);

        assertThat(shop.status(order)).isEqualTo(11);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(shop.status(order)).isEqualTo(10));
        assertThat(sandbox.journal().entries(entry -> entry.direction().equals(Entry.EFFECT)))
                .singleElement()
                .matches(entry -> entry.status() == 200 && entry.fault().equals("late-create"));
    }

    @Test
    void aLateCreateWithoutAnAnswerHangsAndIsCut() {
        fault(onPut("late-create").times(1).delay(200).status(0));

        assertThatThrownBy(() -> client.trySend("PUT", "/v2/orders/" + order, STATUS))
                .isInstanceOf(IOException.class);
        assertThat(shop.status(order)).isEqualTo(10);
    }

    @Test
    void aLaggingSearchHidesNewOrdersFromListsButNotById() {
        fault(Fault.Spec.of("bigcommerce", "lagging-search")
                .on("GET", "/v2/orders$")
                .delay(60_000));

        assertThat(client.get("/v2/orders").status()).isEqualTo(204);
        assertThat(client.get("/v2/orders/" + order).status()).isEqualTo(200);
        sandbox.kernel().clock().advance(Duration.ofSeconds(61));
        assertThat(client.get("/v2/orders").body()).hasSize(1);
    }

    @Test
    void a401LooksLikeARevokedToken() {
        fault(Fault.Spec.of("bigcommerce", "401").scope("abc123"));

        assertThat(client.get("/v2/orders").status()).isEqualTo(401);
    }

    @Test
    void theSameSeedStrikesTheSameCalls() {
        var first = fates();
        sandbox.faults().clear();
        var second = fates();

        assertThat(first).isEqualTo(second).contains(200, 500);
    }

    private ArrayList<Integer> fates() {
        fault(Fault.Spec.of("bigcommerce", "500-before").on("GET", "/v2/time").chance(0.5, 42));
        var fates = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            fates.add(client.get("/v2/time").status());
        }
        return fates;
    }

    @Test
    void faultsAndJournalAreReachedOverHttp() {
        var desk = new Client(sandbox.url(), "");

        var made = desk.post(
                "/faults",
                "{\"side\":\"bigcommerce\",\"match\":{\"method\":\"GET\",\"path\":\"/v2/time\"},\"kind\":\"401\","
                        + "\"times\":1}");
        var refused = desk.post("/faults", "{\"side\":\"bigcommerce\",\"kind\":\"earthquake\"}");
        client.get("/v2/time");

        assertThat(made.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(desk.get("/faults").body().path(0).path("played").asInt()).isEqualTo(1);
        var entries = desk.get("/journal?side=bigcommerce&store=abc123&path=/v2/time$")
                .body();
        assertThat(entries).hasSize(1);
        assertThat(entries.path(0).path("fault").asText()).isEqualTo("401");
        assertThat(desk.delete("/journal").status()).isEqualTo(204);
        assertThat(desk.get("/journal").body()).isEmpty();
        assertThat(desk.delete("/faults").status()).isEqualTo(204);
        assertThat(desk.get("/faults").body()).isEmpty();
    }

    @Test
    void theJournalForgetsTheOldestBeyondItsLimit() {
        try (var small = Sandbox.start(KernelOptions.defaults().journalEntries(5))) {
            small.bigCommerce().open(StoreSetup.dollar("x", "t"));
            var caller = new Client(small.bigCommerceUrl() + "/stores/x", "t");
            for (int i = 0; i < 8; i++) {
                caller.get("/v2/time");
            }

            assertThat(small.journal().entries()).hasSize(5);
            assertThat(small.journal().forgotten()).isEqualTo(3);
        }
    }
}
