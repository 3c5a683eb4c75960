package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaTest {
    @Test
    void theQuotaCountsDownIn30SecondWindowsAndThenAnswers429() {
        try (var sandbox = Sandbox.start(KernelOptions.defaults())) {
            sandbox.bigCommerce().open(StoreSetup.dollar("abc123", "t").quota(3));
            var client = new Client(sandbox.bigCommerceUrl() + "/stores/abc123", "t");

            var first = client.get("/v2/time");
            client.get("/v2/time");
            client.get("/v2/time");
            var refused = client.get("/v2/time");

            assertThat(first.header("X-Rate-Limit-Requests-Quota")).isEqualTo("3");
            assertThat(first.header("X-Rate-Limit-Requests-Left")).isEqualTo("2");
            assertThat(first.header("X-Rate-Limit-Time-Window-Ms")).isEqualTo("30000");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("X-Rate-Limit-Requests-Left")).isEqualTo("0");
            assertThat(Long.parseLong(refused.header("X-Rate-Limit-Time-Reset-Ms")))
                    .isBetween(1L, 30_000L);
            sandbox.kernel().clock().advance(Duration.ofSeconds(30));
            assertThat(client.get("/v2/time").status()).isEqualTo(200);
        }
    }

    @Test
    void storesHaveTheirOwnQuotas() {
        try (var sandbox = Sandbox.start(KernelOptions.defaults())) {
            sandbox.bigCommerce().open(StoreSetup.dollar("one", "t1").quota(1));
            sandbox.bigCommerce().open(StoreSetup.dollar("two", "t2").quota(1));
            var one = new Client(sandbox.bigCommerceUrl() + "/stores/one", "t1");
            var two = new Client(sandbox.bigCommerceUrl() + "/stores/two", "t2");

            assertThat(one.get("/v2/time").status()).isEqualTo(200);
            assertThat(one.get("/v2/time").status()).isEqualTo(429);
            assertThat(two.get("/v2/time").status()).isEqualTo(200);
        }
    }
}
