package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.Fault;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks, their deliveries, retries, signatures and faults (reference 20). A day of waiting takes 9 s here. */
class HookTest {
    private static final Address JANE = Address.us("Jane", "Doe", "jane@shopper.example");

    private Sandbox sandbox;
    private Shop shop;
    private Client client;
    private Receiver receiver;

    @BeforeEach
    void open() {
        receiver = new Receiver();
        sandbox = Sandbox.start(KernelOptions.defaults().webhookTimeScale(0.00001));
        shop = sandbox.bigCommerce()
                .open(StoreSetup.dollar("abc123", "secret-token").quota(100_000).clientSecret("s3cr3t"));
        shop.stock(Product.Spec.of("MUG", "Mug", "12.50"));
        client = new Client(sandbox.bigCommerceUrl() + "/stores/abc123", "secret-token");
    }

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private int hook(String scope) {
        var body = "{\"scope\":\"" + scope + "\",\"destination\":\"" + receiver.url()
                + "\",\"is_active\":true,\"headers\":{\"X-Secret\":\"shh\"}}";
        return client.post("/v3/hooks", body).body().at("/data/id").asInt();
    }

    private int place() {
        return shop.place(Checkout.guest(JANE).line("MUG", 1));
    }

    private void awaitDeliveries(int count) {
        await().untilAsserted(() -> assertThat(receiver.deliveries).hasSize(count));
    }

    @Test
    void anOrderPlacedFiresCreatedUpdatedAndStatusUpdated() {
        hook("store/order/*");

        var id = place();

        awaitDeliveries(3);
        assertThat(receiver.scopes())
                .containsExactlyInAnyOrder("store/order/created", "store/order/updated", "store/order/statusUpdated");
        var status = receiver.deliveries.stream()
                .filter(one -> one.scope().endsWith("statusUpdated"))
                .findFirst()
                .orElseThrow()
                .json();
        assertThat(status.at("/data/id").asInt()).isEqualTo(id);
        assertThat(status.at("/data/status/new_status_id").asInt()).isEqualTo(11);
        assertThat(status.path("producer").asText()).isEqualTo("stores/abc123");
        assertThat(status.path("store_id").isTextual()).isTrue();
        assertThat(status.path("hash").asText()).hasSize(40);
    }

    @Test
    void deliveriesCarryTheHooksHeadersAndAStandardSignature() {
        hook("store/order/created");

        place();

        awaitDeliveries(1);
        var delivery = receiver.deliveries.get(0);
        assertThat(delivery.headers()).containsEntry("x-secret", "shh");
        var expected = Events.sign(
                "s3cr3t",
                delivery.headers().get("webhook-id"),
                delivery.headers().get("webhook-timestamp"),
                delivery.body());
        assertThat(delivery.headers().get("webhook-signature")).isEqualTo("v1," + expected);
    }

    @Test
    void theSignatureIsThatOfTheReferencesVector() {
        assertThat(Events.sign("s3cr3t", "msg_1", "1700000000", "{\"a\":1}".getBytes()))
                .isEqualTo("S5mf4C/G42y1joNvtdgLx/Ydk1Dbo1XhvSvi8N+onG8=");
    }

    @Test
    void aRefusedDeliveryIsTriedElevenTimesMoreThenTheHookIsSwitchedOff() {
        var id = hook("store/order/created");
        receiver.status.set(500);

        place();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.get("/v3/hooks/" + id)
                                .body()
                                .at("/data/is_active")
                                .asBoolean())
                        .isFalse());
        assertThat(receiver.deliveries).hasSize(12);
        assertThat(receiver.deliveries.stream().map(one -> one.headers().get("webhook-id")))
                .containsOnly(receiver.deliveries.get(0).headers().get("webhook-id"));
        var admin = client.get("/v3/hooks/admin").body();
        assertThat(admin.at("/data/hooks_list/0/status").asText()).isEqualTo("deactivated");
    }

    @Test
    void switchedOnAgainAHookDeliversNewEventsOnly() {
        var id = hook("store/order/created");
        client.put("/v3/hooks/" + id, "{\"is_active\":false}");
        place();
        client.put("/v3/hooks/" + id, "{\"is_active\":true}");

        var second = place();

        awaitDeliveries(1);
        assertThat(receiver.deliveries.get(0).order()).isEqualTo(second);
    }

    @Test
    void aHostThatFailsTooOftenIsShutOut() {
        try (var slow = Sandbox.start(KernelOptions.defaults())) {
            var other = slow.bigCommerce().open(StoreSetup.dollar("abc123", "t").quota(100_000));
            other.stock(Product.Spec.of("MUG", "Mug", "12.50"));
            client = new Client(slow.bigCommerceUrl() + "/stores/abc123", "t");
            hook("store/order/created");
            receiver.status.set(500);

            for (int i = 0; i < 120; i++) {
                other.place(Checkout.guest(JANE).line("MUG", 1));
            }

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(blockedDomains()).hasSize(1));
            var blocked = blockedDomains().path(0);
            assertThat(receiver.url()).contains(blocked.path("destination").asText());
            assertThat(blocked.path("time_left").asInt()).isBetween(1, 180);
        }
    }

    private JsonNode blockedDomains() {
        return client.get("/v3/hooks/admin").body().at("/data/blocked_domains");
    }

    @Test
    void hooksBelongToTheClientAndTheSameOneIsRefusedTwice() {
        var id = hook("store/order/created");

        var twice = client.post(
                "/v3/hooks", "{\"scope\":\"store/order/created\",\"destination\":\"" + receiver.url() + "\"}");
        var wrong = client.post("/v3/hooks", "{\"scope\":\"nonsense\",\"destination\":\"" + receiver.url() + "\"}");
        var deleted = client.delete("/v3/hooks/" + id);

        assertThat(twice.status()).isEqualTo(422);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body().at("/data/id").asInt()).isEqualTo(id);
        assertThat(client.get("/v3/hooks").body().path("data")).isEmpty();
    }

    @Test
    void droppedWebhooksNeverArrive() {
        hook("store/order/*");
        sandbox.faults().add(Fault.Spec.of("bigcommerce", "drop").on("", "store/order/(created|updated)"));

        place();

        awaitDeliveries(1);
        assertThat(receiver.scopes()).containsExactly("store/order/statusUpdated");
        assertThat(sandbox.kernel().webhooks().counts().dropped()).isEqualTo(2);
    }

    @Test
    void doubledWebhooksArriveTwiceWithOneId() {
        hook("store/order/created");
        sandbox.faults().add(Fault.Spec.of("bigcommerce", "double").delay(10));

        place();

        awaitDeliveries(2);
        assertThat(receiver.deliveries.get(0).headers().get("webhook-id"))
                .isEqualTo(receiver.deliveries.get(1).headers().get("webhook-id"));
    }

    @Test
    void delayedWebhooksArriveLater() {
        hook("store/order/created");
        sandbox.faults().add(Fault.Spec.of("bigcommerce", "delay").delay(300));
        var began = System.nanoTime();

        place();

        awaitDeliveries(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void reversedWebhooksArriveLastFirst() {
        hook("store/order/created");
        sandbox.faults().add(Fault.Spec.of("bigcommerce", "reverse").delay(200));

        var first = place();
        var second = place();
        var third = place();

        awaitDeliveries(3);
        var sent = sandbox.journal().entries(entry -> entry.direction().equals("out")).stream()
                .sorted(java.util.Comparator.comparingLong(dev.ordersync.sandbox.kernel.Entry::number))
                .map(entry -> dev.ordersync.sandbox.kernel.Json.parse(
                                entry.request().getBytes())
                        .at("/data/id")
                        .asInt());
        assertThat(sent).containsExactly(third, second, first);
    }
}
