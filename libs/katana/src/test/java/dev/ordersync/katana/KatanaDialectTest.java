package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KatanaDialectTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant RESET = Instant.parse("2026-11-23T12:00:40Z");
    private final KatanaDialect dialect = new KatanaDialect();

    @Test
    void the_reset_is_understood_in_milliseconds_and_in_seconds() {
        var expected = new Gate.Quota(60, Duration.ofSeconds(60), 12, RESET);

        assertThat(quota("60", "12", String.valueOf(RESET.toEpochMilli()))).isEqualTo(expected);
        assertThat(quota("60", "12", String.valueOf(RESET.getEpochSecond()))).isEqualTo(expected);
    }

    @Test
    void a_reset_that_is_over_or_beyond_any_window_is_ignored() {
        assertThat(quota("60", "0", "1640995199").resetsAt()).isNull();
        assertThat(quota("60", "0", "99999999999999").resetsAt()).isNull();
    }

    @Test
    void a_reply_without_quota_headers_says_nothing() {
        assertThat(dialect.quota(reply(200, ""), NOW)).isNull();
    }

    @Test
    void the_wait_after_a_429_is_in_seconds_or_until_a_date_or_until_the_reset() {
        assertThat(dialect.wait(reply(429, "", "retry-after", "15"), NOW)).isEqualTo(Duration.ofSeconds(15));
        assertThat(dialect.wait(reply(429, "", "retry-after", "Mon, 23 Nov 2026 12:00:20 GMT"), NOW))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(dialect.wait(reply(429, "", "x-ratelimit-reset", "" + RESET.toEpochMilli()), NOW))
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(dialect.wait(reply(429, ""), NOW)).isEqualTo(Duration.ofSeconds(15));
        assertThat(dialect.wait(reply(429, "", "retry-after", "0"), NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_wait_asked_for_is_obeyed_up_to_an_hour() {
        assertThat(dialect.wait(reply(429, "", "retry-after", "1800"), NOW)).isEqualTo(Duration.ofMinutes(30));
        assertThat(dialect.wait(reply(429, "", "retry-after", "3600"), NOW)).isEqualTo(Duration.ofHours(1));
        assertThat(dialect.wait(reply(429, "", "retry-after", "86400"), NOW)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void both_shapes_of_an_error_are_understood() {
        String flat =
                "{\"statusCode\":422,\"name\":\"UnprocessableEntityError\",\"message\":\"Location has selling disabled\"}";

        assertThat(dialect.refusal(reply(422, flat)).message()).isEqualTo("Location has selling disabled");
        assertThat(dialect.refusal(reply(422, "{\"error\":" + flat + "}")).message())
                .isEqualTo("Location has selling disabled");
    }

    @Test
    void details_name_the_fields() {
        String body = "{\"error\":{\"statusCode\":422,\"message\":\"The request body is invalid.\",\"details\":["
                + "{\"path\":\"/sales_order_rows/0/quantity\",\"code\":\"type\",\"message\":\"must be number\"},"
                + "{\"path\":\"\",\"code\":\"additionalProperties\",\"message\":\"must NOT have additional properties\","
                + "\"info\":{\"additionalProperty\":\"picked_date\"}},{\"path\":\".a[0].b\",\"code\":\"new\"}]}}";

        assertThat(dialect.refusal(reply(422, body)).fields())
                .containsExactly(
                        "/sales_order_rows/0/quantity must be number",
                        "must NOT have additional properties (picked_date)",
                        ".a[0].b new");
    }

    @Test
    void an_error_that_is_no_json_is_told_in_plain_words() {
        assertThat(dialect.refusal(reply(400, "<h1>Bad  request</h1>")).message())
                .isEqualTo("Bad request");
        assertThat(dialect.refusal(reply(412, "")).message()).isEqualTo("HTTP 412");
        assertThat(dialect.refusal(reply(400, "{\"error\":\"nope\"}")).message())
                .isEqualTo("nope");
    }

    private Gate.Quota quota(String limit, String remaining, String reset) {
        return dialect.quota(
                reply(
                        200,
                        "",
                        "x-ratelimit-limit",
                        limit,
                        "x-ratelimit-remaining",
                        remaining,
                        "x-ratelimit-reset",
                        reset),
                NOW);
    }

    private static Reply reply(int status, String body, String... headers) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) named.put(headers[i], headers[i + 1]);
        return new Reply(status, named, body);
    }
}
