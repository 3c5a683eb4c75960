package dev.ordersync.sandbox.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A disturbance to play on matching exchanges: with a probability, at most so many times, from a seeded sequence, so
 * that the same calls in the same order meet the same fate.
 */
public final class Fault {
    /** Played on calls to a simulator. */
    public static final Set<String> CALLS = Set.of(
            "429",
            "401",
            "500-before",
            "500-after",
            "reset-before",
            "reset-after",
            "slow",
            "late-create",
            "lagging-search",
            "down");
    /** Played on webhook deliveries. */
    public static final Set<String> WEBHOOKS = Set.of("drop", "double", "delay", "reverse");

    private final long id;
    private final Spec spec;
    private final Random random;
    private long played;

    /**
     * @param side {@code bigcommerce}, {@code katana} or {@code ""} for both
     * @param method {@code ""} for all
     * @param path searched in the path below the mount, or in a webhook's event name
     * @param scope store hash or account, {@code ""} for all
     * @param times how often at most; negative = until removed
     * @param delayMillis of {@code slow}, {@code late-create}, {@code lagging-search}, {@code delay}, {@code reverse},
     *     and what a {@code 429} asks to wait
     * @param status of the {@code 500} kinds and of {@code late-create}'s answer; 0 there = no answer, the connection
     *     hangs until the effect and is then reset
     */
    public record Spec(
            String side,
            String method,
            Pattern path,
            String scope,
            String kind,
            double probability,
            int times,
            long seed,
            long delayMillis,
            int status) {
        public Spec {
            if (!CALLS.contains(kind) && !WEBHOOKS.contains(kind)) {
                throw new IllegalArgumentException("Unknown kind " + kind + "; known: " + CALLS + " " + WEBHOOKS);
            }
            if (probability < 0 || probability > 1 || delayMillis < 0) {
                throw new IllegalArgumentException("probability must be in 0..1 and delayMs not negative");
            }
        }

        /** Always, on every call of that side; narrowed by the {@code on}, {@code times} and other methods. */
        public static Spec of(String side, String kind) {
            return new Spec(side, "", Pattern.compile(""), "", kind, 1, -1, 1, 2000, 500);
        }

        public Spec on(String method, String pathRegex) {
            return new Spec(
                    side,
                    method,
                    Pattern.compile(pathRegex),
                    scope,
                    kind,
                    probability,
                    times,
                    seed,
                    delayMillis,
                    status);
        }

        public Spec scope(String only) {
            return new Spec(side, method, path, only, kind, probability, times, seed, delayMillis, status);
        }

        public Spec times(int most) {
            return new Spec(side, method, path, scope, kind, probability, most, seed, delayMillis, status);
        }

        public Spec chance(double chance, long randomSeed) {
            return new Spec(side, method, path, scope, kind, chance, times, randomSeed, delayMillis, status);
        }

        public Spec delay(long millis) {
            return new Spec(side, method, path, scope, kind, probability, times, seed, millis, status);
        }

        public Spec status(int code) {
            return new Spec(side, method, path, scope, kind, probability, times, seed, delayMillis, code);
        }

        /** From the body of {@code POST /faults}. */
        static Spec read(JsonNode json) {
            var match = json.path("match");
            var scope = match.path("store").asText(match.path("account").asText(""));
            return new Spec(
                    json.path("side").asText(""),
                    match.path("method").asText(""),
                    Pattern.compile(match.path("path").asText("")),
                    scope,
                    json.path("kind").asText(""),
                    json.path("probability").asDouble(1),
                    json.path("times").asInt(-1),
                    json.path("seed").asLong(1),
                    json.path("delayMs").asLong(2000),
                    json.path("status").asInt(500));
        }
    }

    Fault(long id, Spec spec) {
        this.id = id;
        this.spec = spec;
        this.random = new Random(spec.seed());
    }

    public long id() {
        return id;
    }

    public Spec spec() {
        return spec;
    }

    /** How often it was played. */
    public long played() {
        return played;
    }

    boolean strikes(String side, String scope, String method, String path) {
        var matches = (spec.side().isEmpty() || spec.side().equals(side))
                && (spec.scope().isEmpty() || spec.scope().equals(scope))
                && (spec.method().isEmpty() || spec.method().equalsIgnoreCase(method))
                && spec.path().matcher(path).find();
        if (!matches || (spec.times() >= 0 && played >= spec.times())) {
            return false;
        }
        if (spec.probability() < 1 && random.nextDouble() >= spec.probability()) {
            return false;
        }
        played++;
        return true;
    }

    ObjectNode json() {
        var json = Json.object().put("id", id).put("side", spec.side()).put("kind", spec.kind());
        json.putObject("match")
                .put("method", spec.method())
                .put("path", spec.path().pattern())
                .put("store", spec.scope());
        return json.put("probability", spec.probability())
                .put("times", spec.times())
                .put("seed", spec.seed())
                .put("delayMs", spec.delayMillis())
                .put("status", spec.status())
                .put("played", played);
    }
}
