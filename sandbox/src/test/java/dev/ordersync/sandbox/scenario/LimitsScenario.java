package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.kernel.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Katana refuses, is away or is eaten up by others: we ask as seldom as told, other accounts do not notice, and all goes on
 * when it is over (INV-13, INV-16, INV-18).
 *
 * <p>Guards: the lane's pause after a 429, the breaker, the blocked lane, the remaining calls read from replies.
 */
@Tag("faults")
class LimitsScenario {
    private static final Duration HEALED = Duration.ofMinutes(4);
    private static final int QUOTA = 60;
    private final WholeSystem system = WholeSystem.shared();

    @Test
    void whileOneAccountIsDownTheOthersFlowAndItIsAskedAtMostSixTimesAMinute() {
        ConnectedStore down = store();
        ConnectedStore up = store();
        down.awaitState(place(down), "synced");
        Fault outage =
                system.sandbox().faults().add(Fault.Spec.of("katana", "down").scope(down.account()));
        List<Integer> waiting =
                IntStream.range(0, 10).map(i -> place(down)).boxed().toList();
        up.awaitSalesOrder(place(up));
        // the first failures open the breaker; from then on only probes
        await().atMost(SOON).until(() -> failed(down).size() >= 5);
        long open = system.sandbox().kernel().clock().millis() + 5_000;
        await().atMost(Duration.ofMinutes(3))
                .until(() -> system.sandbox().kernel().clock().millis() > open + 60_000);
        long probes = failed(down).stream().filter(call -> call.at() >= open).count();

        system.sandbox().faults().remove(outage.id());

        assertThat(probes).isLessThanOrEqualTo(6);
        await().atMost(HEALED)
                .untilAsserted(() -> waiting.forEach(
                        order -> assertThat(down.salesOrders(order)).hasSize(1)));
    }

    @Test
    void aStormOf429sIsObeyedAndEndsWithAllOrders() {
        ConnectedStore store = store();
        Invariants invariants = new Invariants(system.sandbox())
                .accountQuota(100_000)
                .store(store.hash(), StoreRules.defaults(store.account(), Instant.now()));
        Fault storm = system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", "429")
                        .scope(store.account())
                        .chance(0.5, 429)
                        .delay(2000));
        List<Integer> orders =
                IntStream.range(0, 6).map(i -> place(store)).boxed().toList();

        await().atMost(HEALED)
                .untilAsserted(() -> orders.forEach(
                        order -> assertThat(store.salesOrders(order)).hasSize(1)));

        system.sandbox().faults().remove(storm.id());
        assertThat(storm.played()).isPositive();
        // no call before Retry-After is over
        assertThat(invariants.inv13WithinQuota().stream()
                        .filter(violation -> violation.subject().contains(store.account())))
                .isEmpty();
    }

    @Test
    void aRefusedKeyCostsNoFurtherCallUntilANewOneComes() {
        ConnectedStore refused = store();
        ConnectedStore other = store();
        refused.awaitState(place(refused), "synced");
        String key = "key-" + refused.account();
        system.sandbox().katana().revoke(key);
        List<Integer> waiting =
                IntStream.range(0, 5).map(i -> place(refused)).boxed().toList();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                system.api().get(refused.path("")).body().toString())
                        .contains("needs reconnecting"));
        AtomicInteger calls = new AtomicInteger(-1);
        await().atMost(SOON).pollInterval(Duration.ofSeconds(8)).untilAsserted(() -> {
            int before = calls.getAndSet(denied(key));
            assertThat(denied(key)).isEqualTo(before);
        });
        other.awaitSalesOrder(place(other));

        system.sandbox().katana().account(refused.account(), key + "-new", "USD");
        system.api().put(refused.path(""), ConnectedStore.body(refused.shop().token(), key + "-new", settings -> {}));

        await().atMost(HEALED)
                .untilAsserted(() -> waiting.forEach(
                        order -> assertThat(refused.salesOrders(order)).hasSize(1)));
    }

    /** Another program uses two of three calls: we take what it leaves and are hardly ever refused. */
    @Test
    void aForeignProgramEatsTheQuotaAndWeTakeTheRest() {
        ConnectedStore store = store();
        store.awaitState(place(store), "synced");
        system.sandbox().katana().options(store.account()).rateLimit = QUOTA;
        HttpClient foreign = HttpClient.newHttpClient();
        List<Integer> orders =
                IntStream.range(0, 30).map(i -> place(store)).boxed().toList();
        long mark = store.journalMark();

        Pace.every(Duration.ofMillis(1500), 80, i -> call(foreign, store));

        await().atMost(HEALED)
                .untilAsserted(() -> orders.forEach(
                        order -> assertThat(store.salesOrders(order)).hasSize(1)));
        List<Entry> ours = store.katanaCalls(mark).stream()
                .filter(call -> !call.query().contains("foreign"))
                .toList();
        long refused = ours.stream().filter(call -> call.status() == 429).count();
        System.out.println(
                "foreign program at 40/min of 60: " + ours.size() + " calls of ours, " + refused + " answered 429");
        assertThat(refused).isLessThanOrEqualTo(3);
    }

    private void call(HttpClient http, ConnectedStore store) {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(system.sandbox().katanaUrl() + "/customers?limit=1&name=foreign"))
                            .header("Authorization", "Bearer key-" + store.account())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Entry> failed(ConnectedStore store) {
        return store.katanaCalls(0).stream().filter(call -> call.status() == 0).toList();
    }

    /** Calls with the refused key; the account that they concern is not known to the platform any more. */
    private int denied(String key) {
        return system.sandbox()
                .journal()
                .entries(entry -> entry.direction().equals(Entry.IN)
                        && entry.side().equals("katana")
                        && entry.token().equals(key))
                .size();
    }

    private ConnectedStore store() {
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
