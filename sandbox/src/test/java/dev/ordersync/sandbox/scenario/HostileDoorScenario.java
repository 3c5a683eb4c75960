package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.ApiAccount;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Garbage, truncated, oversized, forged and stale webhooks at 2,000 a second: no effect, no crash, memory flat, and the
 * real ones between them are answered.
 *
 * <p>Guards: the secret and the signature at the doors, the limit of the body, receipts that are only kept of what was
 * believed.
 */
@Tag("faults")
class HostileDoorScenario {
    private static final int PER_SECOND = 2000;
    private static final int SECONDS = 30;
    private static final long SEED = Long.getLong("laboratory.seed", 5L);
    private static final long MEGABYTE = 1024 * 1024;
    private static final String CLIENT_SECRET = "Y2xpZW50IHNlY3JldCBvZiB0aGUgc2NlbmFyaW8=";

    @Test
    void twoThousandBadWebhooksASecondHaveNoEffectAndHinderNoGoodOne() {
        System.out.println("hostile door: seed " + SEED);
        try (WholeSystem system = WholeSystem.start(Shape.single().with("SYNC_SWEEP_INTERVAL", "PT5M"));
                Flood flood = new Flood(system.ingest().port(), SEED)) {
            ConnectedStore store = open(system);
            store.awaitSalesOrder(place(store));
            String secret = store.doorSecret();
            flood.aim(store.hash(), secret, CLIENT_SECRET, katanaDoor(system, store));
            flood.pour(PER_SECOND, Duration.ofSeconds(10), second -> {}); // what is kept for good, is kept by now
            long memory = resident(system);
            long receipts = store.count("select count(*) from ingest.receipt");
            long mark = store.journalMark();
            long pid = system.ingest().pid();

            List<Integer> real = new ArrayList<>();
            Flood.Result result = flood.pour(PER_SECOND, Duration.ofSeconds(SECONDS), second -> real.add(place(store)));
            real.forEach(store::awaitSalesOrder);

            long grown = resident(system) - memory;
            List<Entry> deliveries = store.deliveries(mark);
            System.out.println("hostile door: " + result + "; " + deliveries.size() + " real webhooks, slowest answer "
                    + deliveries.stream().mapToLong(Entry::durationMillis).max().orElse(0) + " ms; memory "
                    + memory / MEGABYTE + " MiB, grown by " + grown / MEGABYTE + " MiB");
            assertThat(result.answers().keySet()).allMatch(status -> status >= 400 && status < 500 || status == 0);
            assertThat(deliveries).isNotEmpty().allMatch(entry -> entry.status() == 200);
            assertThat(system.ingest().isAlive()).isTrue();
            assertThat(system.ingest().pid()).isEqualTo(pid);
            assertThat(grown).isLessThan(48 * MEGABYTE);
            noEffect(store, mark, receipts, new HashSet<>(real));
        }
    }

    /** No order but the real ones was asked for, and no receipt was kept but of real deliveries. */
    private static void noEffect(ConnectedStore store, long mark, long receipts, Set<Integer> real) {
        var asked = store.shopCalls(mark).stream()
                .map(Entry::path)
                .filter(path -> path.matches(".*/orders/\\d+.*"))
                .map(path -> Integer.parseInt(path.replaceAll(".*/orders/(\\d+).*", "$1")))
                .toList();
        assertThat(real).containsAll(asked);
        await().atMost(ConnectedStore.SOON)
                .untilAsserted(() -> assertThat(store.count("select count(*) from ingest.receipt") - receipts)
                        .isLessThanOrEqualTo(store.deliveries(mark).size()
                                + store.katanaDeliveries(mark).size()));
    }

    private static ConnectedStore open(WholeSystem system) {
        String hash = WholeSystem.newHash();
        ConnectedStore store = system.prepare(
                StoreSetup.dollar(hash, "token").account(new ApiAccount("token", "client", CLIENT_SECRET, Set.of())),
                "account-" + hash);
        store.put(settings -> {}, CLIENT_SECRET);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.activate();
        return store;
    }

    private static int place(ConnectedStore store) {
        return store.shop()
                .place(Checkout.guest(Address.us("Ida", "N", "ida@shopper.example"))
                        .line("MUG", 1));
    }

    /** Where Katana was told to knock. */
    private static String katanaDoor(WholeSystem system, ConnectedStore store) {
        return store.katanaCalls(0).stream()
                .filter(call -> call.method().equals("POST") && call.path().equals("/webhooks"))
                .map(call -> WholeSystem.read(call.request()).path("url").asText())
                .map(url -> url.substring(url.indexOf("/webhooks")))
                .findFirst()
                .orElseThrow();
    }

    private static long resident(WholeSystem system) {
        try {
            return Files.readAllLines(Path.of("/proc/" + system.ingest().pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
