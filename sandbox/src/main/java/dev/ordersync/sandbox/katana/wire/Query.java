package dev.ordersync.sandbox.katana.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query string of a list. Arrays are repeated keys; names that nobody asks for, and values that make no sense, are
 * silently ignored, as Katana does it.
 */
public record Query(Map<String, List<String>> values) {

    public static final Query NONE = new Query(Map.of());

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> one(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public Optional<Integer> whole(String name) {
        return one(name).flatMap(Query::asWhole);
    }

    public Set<Integer> wholes(String name) {
        return all(name).stream().flatMap(v -> asWhole(v).stream()).collect(Collectors.toSet());
    }

    public Optional<BigDecimal> decimal(String name) {
        return one(name).flatMap(v -> {
            try {
                return Optional.of(new BigDecimal(v));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** Only the literals "true" and "false" mean something. */
    public Optional<Boolean> flag(String name) {
        return one(name).filter(v -> v.equals("true") || v.equals("false")).map(Boolean::valueOf);
    }

    public boolean isSet(String name) {
        return flag(name).orElse(false);
    }

    public Optional<Instant> instant(String name) {
        return one(name).flatMap(Json::instant);
    }

    public boolean extend(String what) {
        return all("extend").contains(what);
    }

    private static Optional<Integer> asWhole(String value) {
        try {
            return Optional.of(Integer.valueOf(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
