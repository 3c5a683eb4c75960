package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.sandbox.kernel.Json;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Shuts a host out for three minutes, per client id, when under 90 % of at least 100 deliveries within two minutes
 * succeeded. Both lengths are scaled with the webhook waits.
 */
final class DomainBlock {
    private static final long WINDOW_MILLIS = 120_000;
    private static final long BLOCK_MILLIS = 180_000;
    private static final int LEAST = 100;

    private final double scale;
    private final Map<String, State> states = new HashMap<>();

    private record Result(long at, boolean ok) {}

    private static final class State {
        final Deque<Result> results = new ArrayDeque<>();
        int failures;
        long blockedUntil;
        int failuresAtBlock;
        long blockedAt;
    }

    DomainBlock(double scale) {
        this.scale = scale;
    }

    boolean blocked(String clientId, String destination, long now) {
        return state(clientId, destination).blockedUntil > now;
    }

    void note(String clientId, String destination, boolean ok, long now) {
        var state = state(clientId, destination);
        state.results.addLast(new Result(now, ok));
        state.failures += ok ? 0 : 1;
        while (state.results.getFirst().at() < now - WINDOW_MILLIS * scale) {
            state.failures -= state.results.removeFirst().ok() ? 0 : 1;
        }
        var all = state.results.size();
        if (all >= LEAST && state.failures * 10 > all && state.blockedUntil <= now) {
            state.blockedUntil = now + Math.round(BLOCK_MILLIS * scale);
            state.blockedAt = now;
            state.failuresAtBlock = state.failures;
            state.results.clear();
            state.failures = 0;
        }
    }

    ArrayNode json(String clientId, long now) {
        var list = Json.array();
        states.forEach((key, state) -> {
            if (key.startsWith(clientId + " ") && state.blockedUntil > now) {
                var json = list.addObject()
                        .put("destination", key.substring(clientId.length() + 1))
                        .put("time_left", (state.blockedUntil - now + 999) / 1000);
                json.putArray("reasons")
                        .addObject()
                        .put("failure_description", "The destination did not answer with a 2xx status")
                        .put("count", state.failuresAtBlock)
                        .put("timestamp", state.blockedAt / 1000);
            }
        });
        return list;
    }

    private State state(String clientId, String destination) {
        var host = URI.create(destination).getAuthority();
        return states.computeIfAbsent(clientId + " " + host, key -> new State());
    }
}
