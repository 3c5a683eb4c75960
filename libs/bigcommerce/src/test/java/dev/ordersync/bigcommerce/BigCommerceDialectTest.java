package dev.ordersync.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BigCommerceDialectTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final BigCommerceDialect dialect = new BigCommerceDialect();

    @Test
    void the_quota_is_read_from_the_headers() {
        var quota = dialect.quota(
                reply(
                        "x-rate-limit-requests-quota", "150",
                        "x-rate-limit-time-window-ms", "30000",
                        "x-rate-limit-requests-left", "35",
                        "x-rate-limit-time-reset-ms", "15000"),
                NOW);

        assertThat(quota)
                .isEqualTo(new Gate.Quota(150, Duration.ofSeconds(30), 35, Instant.parse("2026-11-23T12:00:15Z")));
    }

    @Test
    void a_reply_without_quota_headers_says_nothing_of_the_quota() {
        assertThat(dialect.quota(reply(), NOW)).isNull();
        assertThat(dialect.quota(reply("x-rate-limit-requests-left", "many"), NOW))
                .isNull();
    }

    @Test
    void after_a_429_the_longest_wait_asked_for_counts() {
        assertThat(waitOf("x-retry-after", "15")).isEqualTo(Duration.ofSeconds(15));
        assertThat(waitOf("retry-after", "7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(waitOf("x-rate-limit-time-reset-ms", "12500")).isEqualTo(Duration.ofMillis(12500));
        assertThat(waitOf("x-retry-after", "3", "x-rate-limit-time-reset-ms", "12500"))
                .isEqualTo(Duration.ofMillis(12500));
        assertThat(waitOf("retry-after", "Mon, 23 Nov 2026 12:00:20 GMT")).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_429_without_headers_is_two_seconds_and_never_less_than_one() {
        assertThat(waitOf()).isEqualTo(Duration.ofSeconds(2));
        assertThat(waitOf("x-rate-limit-time-reset-ms", "0")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_wait_asked_for_is_obeyed_up_to_an_hour() {
        assertThat(waitOf("x-retry-after", "1800")).isEqualTo(Duration.ofMinutes(30));
        assertThat(waitOf("retry-after", "3600")).isEqualTo(Duration.ofHours(1));
        assertThat(waitOf("retry-after", "999999")).isEqualTo(Duration.ofHours(1));
    }

    private Duration waitOf(String... headers) {
        return dialect.wait(reply(headers), NOW);
    }

    private static Reply reply(String... headers) {
        Map<String, String> named = new java.util.HashMap<>();
        for (int i = 0; i < headers.length; i += 2) named.put(headers[i], headers[i + 1]);
        return new Reply(429, named, "");
    }
}
