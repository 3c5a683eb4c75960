package dev.ordersync.mapping.push;

import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.KnownVariants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forgets variants of which Katana refused one. A SKU is simply looked up again. What has none would be made anew: it is
 * forgotten only when Katana has it no more, and a custom item never, since nothing else keeps it from being made twice.
 */
@ApplicationScoped
class ForgetVariants {
    private final KnownVariants known;

    ForgetVariants(KnownVariants known) {
        this.known = known;
    }

    /** @param refused by {@link Item#identity()} */
    Step<Void> forget(Errand errand, Collection<Item> items, Map<String, KnownVariant> refused) {
        known.forget(
                errand.account(),
                refused.values().stream().map(KnownVariant::variantId).toList());
        List<Long> withoutSku = items.stream()
                .filter(item -> ItemNames.sku(item) == null && !ItemNames.isCustom(item))
                .map(item -> refused.get(item.identity()))
                .filter(Objects::nonNull)
                .map(KnownVariant::variantId)
                .distinct()
                .toList();
        if (withoutSku.isEmpty()) return Step.go(null);
        return Step.of(errand.katana().catalogue().variantsById(withoutSku), "the variants")
                .map(living -> {
                    known.forgetGone(errand.account(), gone(withoutSku, living));
                    return null;
                });
    }

    private static List<Long> gone(List<Long> asked, List<Variant> living) {
        Set<Long> there = living.stream().map(Variant::id).collect(Collectors.toSet());
        return asked.stream().filter(id -> !there.contains(id)).toList();
    }
}
