package dev.ordersync.sandbox.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One call as a simulator sees it.
 *
 * @param path below the simulator's mount, always beginning with a slash, percent-decoded, without query
 * @param query decoded parameters in the order sent; repeated names keep all values
 * @param headers by lower-case name
 * @param at arrival, epoch milliseconds of the sandbox clock
 * @param searchLag how long new objects stay invisible to list filters (fault {@code lagging-search}); normally zero
 */
public record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        String rawQuery,
        Map<String, String> headers,
        byte[] body,
        long at,
        Duration searchLag) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> param(String name) {
        return params(name).stream().findFirst();
    }

    public List<String> params(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** @throws Json.Malformed when the body is no JSON */
    public JsonNode json() {
        return Json.parse(body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** True when a list must still leave out an object created then. A read by id must not ask this. */
    public boolean hides(long createdAt) {
        return !searchLag.isZero() && at - createdAt < searchLag.toMillis();
    }

    Request withSearchLag(Duration lag) {
        return new Request(method, path, query, rawQuery, headers, body, at, lag);
    }

    Request at(long later) {
        return new Request(method, path, query, rawQuery, headers, body, later, searchLag);
    }
}
