package dev.ordersync.mapping.push;

import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What Katana has under a SKU, for rehearsals: remembered for some minutes, in this process only, so that a thousand
 * orders of the same hundred SKUs cost two calls and nothing is learned that a later import would rely on.
 */
@ApplicationScoped
class LookUpSkus {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MOST = 20_000;

    private record Name(String account, String sku) {}

    private record Seen(List<Variant> variants, Instant at) {}

    private final Clock clock;
    private final Map<Name, Seen> seen = new ConcurrentHashMap<>();

    LookUpSkus(Clock clock) {
        this.clock = clock;
    }

    /** Variants by SKU, archived and deleted ones included; a SKU that Katana lacks has none. */
    Step<Map<String, List<Variant>>> lookUp(String account, Katana katana, Collection<String> skus) {
        Instant now = clock.instant();
        if (seen.size() > MOST) seen.clear();
        seen.values().removeIf(old -> old.at().plus(FRESH).isBefore(now));
        List<String> unknown = skus.stream()
                .distinct()
                .filter(sku -> !seen.containsKey(new Name(account, sku)))
                .toList();
        Map<String, List<Variant>> all = new HashMap<>();
        if (!unknown.isEmpty()) {
            Step<List<Variant>> found = Step.of(katana.catalogue().variantsBySkuWithArchived(unknown), "the variants");
            if (found.stopped()) return found.stop();
            all.putAll(found.value().stream().collect(Collectors.groupingBy(Variant::sku)));
            for (String sku : unknown)
                seen.put(new Name(account, sku), new Seen(all.getOrDefault(sku, List.of()), now));
        }
        for (String sku : skus) {
            Seen known = seen.get(new Name(account, sku));
            if (known != null) all.put(sku, known.variants());
        }
        return Step.go(all);
    }
}
