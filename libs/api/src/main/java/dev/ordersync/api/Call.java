package dev.ordersync.api;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One HTTP request to an outside system.
 *
 * @param repeatable whether carrying it out twice does no harm: true for reads, PUT, PATCH and DELETE, false for a POST
 *     that creates. It decides whether a missing answer is {@code Unreachable} or {@code Uncertain}.
 * @param body JSON text, or null
 * @param timeout for the whole exchange
 */
public record Call(
        String method, URI uri, Map<String, String> headers, String body, boolean repeatable, Duration timeout) {

    public static Call get(URI uri, Map<String, String> headers, Duration timeout) {
        return new Call("GET", uri, headers, null, true, timeout);
    }

    public static Call post(URI uri, Map<String, String> headers, String body, Duration timeout) {
        return new Call("POST", uri, headers, body, false, timeout);
    }

    /** PUT, PATCH or DELETE: the same once or twice. */
    public static Call write(String method, URI uri, Map<String, String> headers, String body, Duration timeout) {
        return new Call(method, uri, headers, body, true, timeout);
    }
}
