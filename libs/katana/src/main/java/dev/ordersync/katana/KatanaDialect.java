package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer.Failure.Refused;
import dev.ordersync.api.Dialect;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Json;
import dev.ordersync.api.Reply;
import dev.ordersync.api.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Katana's quota headers and error bodies. Source: pages "Rate limiting" and "HTTP status codes".
 *
 * <p>Errors come flat or wrapped in {@code error}; {@code details} name the fields. The reset instant is in
 * milliseconds by the text and in seconds by the sample: both are understood.
 */
final class KatanaDialect implements Dialect {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final long MILLISECONDS = 1_000_000_000_000L;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** What asks for more is not believed: it would stop an account for days. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration FARTHEST_RESET = Duration.ofMinutes(5);
    private static final Duration UNSAID = Duration.ofSeconds(15);
    private static final int MESSAGE = 300;

    @Override
    public String system() {
        return "katana";
    }

    @Override
    public Gate.Quota quota(Reply reply, Instant now) {
        Long limit = number(reply, "x-ratelimit-limit");
        Long remaining = number(reply, "x-ratelimit-remaining");
        Instant reset = reset(reply, now);
        if (limit == null && remaining == null && reset == null) return null;
        return new Gate.Quota(
                limit == null ? null : limit.intValue(),
                WINDOW,
                remaining == null ? null : remaining.intValue(),
                reset);
    }

    /** Null when it is absent, over, or further away than any window can be. */
    private static Instant reset(Reply reply, Instant now) {
        Long value = number(reply, "x-ratelimit-reset");
        if (value == null || value <= 0) return null;
        Instant at = value < MILLISECONDS ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
        return at.isAfter(now) && at.isBefore(now.plus(FARTHEST_RESET)) ? at : null;
    }

    @Override
    public Duration wait(Reply reply, Instant now) {
        Duration wait = said(reply, now).orElse(UNSAID);
        if (wait.compareTo(SHORTEST) < 0) return SHORTEST;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    @Override
    public boolean saysWait(Reply reply, Instant now) {
        return said(reply, now).isPresent();
    }

    private static Optional<Duration> said(Reply reply, Instant now) {
        return reply.header("retry-after")
                .flatMap(value -> Times.retryAfter(value, now))
                .or(() -> Optional.ofNullable(reset(reply, now)).map(at -> Duration.between(now, at)));
    }

    @Override
    public Refused refusal(Reply reply) {
        JsonNode body = Json.read(reply.body()).orElse(null);
        if (body == null || !body.isObject()) return new Refused(reply.status(), cut(plain(reply)), List.of());
        JsonNode error = body.path("error").isObject() ? body.path("error") : body;
        String message = error.path("message").asText("");
        if (message.isBlank()) message = error.path("name").asText("");
        if (message.isBlank() && body.path("error").isTextual())
            message = body.path("error").asText();
        return new Refused(
                reply.status(),
                cut(message.isBlank() ? "HTTP " + reply.status() : message),
                fields(error.path("details")));
    }

    /** {@code /sales_order_rows/0/quantity must be number}; what exactly was missing or too much is in {@code info}. */
    private static List<String> fields(JsonNode details) {
        List<String> fields = new ArrayList<>();
        for (JsonNode detail : details) {
            if (!detail.isObject()) {
                if (detail.isTextual()) fields.add(cut(detail.asText()));
                continue;
            }
            String message = detail.path("message").asText(detail.path("code").asText("is not accepted"));
            String added = detail.path("info").path("additionalProperty").asText("");
            String extra = added.isEmpty() || message.contains(added) ? "" : " (" + added + ")";
            fields.add(cut((detail.path("path").asText("") + " " + message + extra).trim()));
        }
        return fields;
    }

    private static String plain(Reply reply) {
        String text =
                reply.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
        return text.isEmpty() ? "HTTP " + reply.status() : text;
    }

    private static String cut(String text) {
        return text.length() <= MESSAGE ? text : text.substring(0, MESSAGE) + "...";
    }

    private static Long number(Reply reply, String header) {
        try {
            return reply.header(header)
                    .map(String::trim)
                    .map(Long::valueOf)
                    .filter(n -> n >= 0)
                    .orElse(null);
        } catch (NumberFormatException e) {
            return null; // a header we cannot read is one that is not there
        }
    }
}
