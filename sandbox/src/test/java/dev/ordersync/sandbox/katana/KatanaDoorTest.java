package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.kernel.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KatanaDoorTest {

    private final KatanaRig rig = new KatanaRig();

    @Test
    void callWithoutAKnownKeyIs401() {
        String url = KatanaRig.KERNEL.url() + "/katana/v1/factory";

        var none = KatanaRig.send("GET", url, null, null);
        var wrong = KatanaRig.send("GET", url, null, "nobody");

        assertThat(none.status()).isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error().path("name").asText()).isEqualTo("UnauthorizedError");
    }

    @Test
    void revokedKeyIs401AndTheOtherKeyOfTheAccountStillWorks() {
        KatanaRig.SANDBOX.account(rig.account, rig.key + "-second", "EUR");
        KatanaRig.SANDBOX.revoke(rig.key);

        assertThat(rig.get("/factory").status()).isEqualTo(401);
        var second = KatanaRig.send("GET", KatanaRig.KERNEL.url() + "/katana/v1/factory", null, rig.key + "-second");
        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void errorsAreWrappedOrFlatAsSwitched() {
        assertThat(rig.get("/nowhere").json().path("error").path("statusCode").asInt())
                .isEqualTo(404);

        rig.options().wrappedErrors = false;

        assertThat(rig.get("/nowhere").json().path("statusCode").asInt()).isEqualTo(404);
        assertThat(rig.get("/nowhere").json().has("error")).isFalse();
    }

    @Test
    void whatKatanaDoesNotOfferIs404() {
        int customer = rig.customer();

        assertThat(rig.get("/customers/" + customer).status()).isEqualTo(404);
        assertThat(rig.delete("/tax_rates/1").status()).isEqualTo(404);
        assertThat(rig.patch("/factory", "{}").status()).isEqualTo(404);
        assertThat(rig.get("/batches").status()).isEqualTo(404);
        assertThat(rig.get("/sales_orders/abc").status()).isEqualTo(404);
    }

    @Test
    void bodyThatIsNoJsonIs400() {
        assertThat(rig.post("/customers", "{").status()).isEqualTo(400);
        assertThat(rig.call("POST", "/customers", null).status()).isEqualTo(400);
    }

    @Test
    void everyAnswerTellsTheQuotaWithItsResetInMilliseconds() {
        rig.options().rateLimit = 60;
        KatanaRig.SANDBOX.refillQuota(rig.account);
        long now = KatanaRig.KERNEL.clock().millis();

        var first = rig.get("/factory");
        var second = rig.get("/nowhere");

        assertThat(first.header("X-Ratelimit-Limit")).isEqualTo("60");
        assertThat(first.header("X-Ratelimit-Remaining")).isEqualTo("59");
        assertThat(second.header("X-Ratelimit-Remaining")).isEqualTo("58");
        assertThat(Long.parseLong(first.header("X-Ratelimit-Reset"))).isBetween(now + 59_000, now + 62_000);
        assertThat(second.header("X-Ratelimit-Reset")).isEqualTo(first.header("X-Ratelimit-Reset"));
    }

    @Test
    void beyondTheLimitIs429WithTheSecondsToWait() {
        rig.options().rateLimit = 2;
        KatanaRig.SANDBOX.refillQuota(rig.account);
        rig.get("/factory");
        rig.get("/factory");

        var refused = rig.get("/factory");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error().path("name").asText()).isEqualTo("TooManyRequests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(55, 60);
        assertThat(refused.header("X-Ratelimit-Remaining")).isEqualTo("0");
    }

    @Test
    void fixedWindowOpensAgainWhenItsTimeIsOver() {
        rig.options().rateLimit = 1;
        rig.options().rateWindowMillis = 50;
        KatanaRig.SANDBOX.refillQuota(rig.account);
        rig.get("/factory");

        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> rig.get("/factory").status() == 200);
    }

    @Test
    void quotaIsPerKeyNotPerAccount() {
        rig.options().rateLimit = 1;
        KatanaRig.SANDBOX.account(rig.account, rig.key + "-b", "EUR");
        KatanaRig.SANDBOX.refillQuota(rig.account);
        rig.get("/factory");

        assertThat(rig.get("/factory").status()).isEqualTo(429);
        var other = KatanaRig.send("GET", KatanaRig.KERNEL.url() + "/katana/v1/factory", null, rig.key + "-b");
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void injectedRefusalLooksLikeARealOneAndCausesNoEffect() {
        var fault = KatanaRig.KERNEL
                .faults()
                .add(Fault.Spec.of("katana", "429")
                        .on("POST", "/customers")
                        .scope(rig.account)
                        .times(1)
                        .delay(15_000));

        var refused = rig.post("/customers", "{'name':'A'}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("15");
        assertThat(rig.snapshot().customers()).isEmpty();
        KatanaRig.KERNEL.faults().remove(fault.id());
    }

    @Test
    void faultAfterTheEffectAnswers500ThoughTheOrderIsThere() {
        var fault = KatanaRig.KERNEL
                .faults()
                .add(Fault.Spec.of("katana", "500-after")
                        .on("POST", "/customers")
                        .scope(rig.account)
                        .times(1));

        var broken = rig.post("/customers", "{'name':'A'}");

        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.error().path("name").asText()).isEqualTo("InternalServerError");
        assertThat(rig.snapshot().customers()).hasSize(1);
        KatanaRig.KERNEL.faults().remove(fault.id());
    }

    @Test
    void laggingSearchHidesWhatIsYoungFromListsOnly() {
        int variant = rig.variant("LAG-1");
        var order = rig.order(variant, "1");
        var fault = KatanaRig.KERNEL
                .faults()
                .add(Fault.Spec.of("katana", "lagging-search")
                        .scope(rig.account)
                        .delay(60_000));

        assertThat(rig.get("/sales_orders").data()).isEmpty();
        assertThat(rig.post("/sales_orders/search", "{}").data()).isEmpty();
        assertThat(rig.get("/sales_orders/" + KatanaRig.id(order)).status()).isEqualTo(200);
        KatanaRig.KERNEL.faults().remove(fault.id());
        assertThat(rig.get("/sales_orders").data()).hasSize(1);
    }
}
