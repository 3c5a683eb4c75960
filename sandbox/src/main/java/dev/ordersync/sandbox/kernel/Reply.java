package dev.ordersync.sandbox.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a simulator answers: status, headers and the bytes of the body (may be empty). */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), NOTHING);
    }

    public static Reply text(int status, String type, String body) {
        return new Reply(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    public Reply with(String name, String value) {
        return with(Map.of(name, value));
    }

    public Reply with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
