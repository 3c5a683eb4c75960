package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer.Failure;
import java.util.List;

/**
 * Which of the ids that we remember a refused write may have named in vain. Katana's words are no contract: what counts
 * is the status, and the fields where it names them.
 */
record Suspects(boolean customer, boolean variants, boolean taxRates) {
    static final Suspects NONE = new Suspects(false, false, false);
    private static final Suspects ALL = new Suspects(true, true, true);

    /** Unclear is every 404 and each 422 that names no field: a rule that was broken, or an id that is dead. */
    static Suspects of(Failure failure) {
        if (failure instanceof Failure.Missing) return ALL;
        if (!(failure instanceof Failure.Refused refused) || refused.status() != 422) return NONE;
        List<String> paths = refused.fields().stream()
                .map(field -> field.split(" ")[0])
                .filter(path -> path.startsWith("/") || path.startsWith("."))
                .toList();
        if (paths.isEmpty()) return ALL;
        return new Suspects(named(paths, "customer_id"), named(paths, "variant_id"), named(paths, "tax_rate_id"));
    }

    private static boolean named(List<String> paths, String field) {
        return paths.stream().anyMatch(path -> path.endsWith(field));
    }
}
