package dev.ordersync.bigcommerce;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * BigCommerce's quota headers and error bodies. Source: pages "API rate limits" and "API status codes".
 *
 * <p>{@code X-Rate-Limit-Time-Reset-Ms} is a duration, not an instant. Errors come in three shapes: an array (V2), an
 * object with an {@code errors} map (V3), and plain text or HTML (gateway).
 */
final class BigCommerceDialect implements Dialect {
    /** A 429 without quota headers is the platform protecting itself; the docs ask for one to two seconds, then for longer. */
    private static final Duration UNSAID = Duration.ofSeconds(2);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** What asks for more is not believed: it would stop a store for days. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MESSAGE = 300;

    @Override
    public String system() {
        return "bigcommerce";
    }

    @Override
    public Gate.Quota quota(Reply reply, Instant now) {
        Integer limit = number(reply, "x-rate-limit-requests-quota");
        Integer left = number(reply, "x-rate-limit-requests-left");
        Integer window = number(reply, "x-rate-limit-time-window-ms");
        Integer reset = number(reply, "x-rate-limit-time-reset-ms");
        if (limit == null && left == null && window == null && reset == null) return null;
        return new Gate.Quota(
                limit,
                window == null || window == 0 ? null : Duration.ofMillis(window),
                left,
                reset == null ? null : now.plusMillis(reset));
    }

    /** The longest of what the reply asks for: going on too early costs another 429, going on late costs seconds. */
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
        Integer reset = number(reply, "x-rate-limit-time-reset-ms");
        return Stream.of(
                        asked(reply, "x-retry-after", now),
                        asked(reply, "retry-after", now),
                        Optional.ofNullable(reset).map(Duration::ofMillis))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Duration> asked(Reply reply, String header, Instant now) {
        return reply.header(header).flatMap(value -> Times.retryAfter(value, now));
    }

    @Override
    public Refused refusal(Reply reply) {
        JsonNode body = Json.read(reply.body()).orElse(null);
        if (body != null && body.isArray()) return listed(reply.status(), body);
        if (body != null && body.isObject()) return object(reply.status(), body);
        return new Refused(reply.status(), cut(plain(reply.body(), reply.status())), List.of());
    }

    /** V2: {@code [{"status":400,"message":"..."}]}; the field stands in quotes within the message. */
    private static Refused listed(int status, JsonNode errors) {
        List<String> messages = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (JsonNode error : errors) {
            String message = error.path("message").asText("");
            if (!message.isBlank()) messages.add(message);
            quoted(message).ifPresent(fields::add);
        }
        return new Refused(status, cut(messages.isEmpty() ? "HTTP " + status : String.join("; ", messages)), fields);
    }

    /** V3: {@code {"status":422,"title":"...","errors":{"field":"text"}}}. */
    private static Refused object(int status, JsonNode body) {
        String title = body.path("title").asText("");
        if (title.isBlank())
            title = body.path("message").asText(body.path("error").asText(""));
        List<String> fields = new ArrayList<>();
        body.path("errors")
                .fields()
                .forEachRemaining(e -> fields.add(
                        e.getKey() + ": " + cut(e.getValue().asText(e.getValue().toString()))));
        return new Refused(status, cut(title.isBlank() ? "HTTP " + status : title), fields);
    }

    private static Optional<String> quoted(String message) {
        int start = message.indexOf('\'');
        int end = message.indexOf('\'', start + 1);
        return start >= 0 && end > start + 1 ? Optional.of(message.substring(start + 1, end)) : Optional.empty();
    }

    private static String plain(String body, int status) {
        String text = body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
        return text.isEmpty() ? "HTTP " + status : text;
    }

    private static String cut(String text) {
        return text.length() <= MESSAGE ? text : text.substring(0, MESSAGE) + "...";
    }

    private static Integer number(Reply reply, String header) {
        try {
            return reply.header(header)
                    .map(String::trim)
                    .map(Integer::valueOf)
                    .filter(n -> n >= 0)
                    .orElse(null);
        } catch (NumberFormatException e) {
            return null; // a header we cannot read is one that is not there
        }
    }
}
