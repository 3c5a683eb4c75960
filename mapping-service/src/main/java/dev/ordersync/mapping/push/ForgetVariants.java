package dev.ordersync.mapping.push;

import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.KnownVariants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forgets variants that Katana has no more, after it refused something that named them. A SKU is looked up again at once
 * when Katana shows what stood for it as deleted or archived; what a list lacks may also be too new for it, and is forgotten
 * when it was learned a while ago. A custom item never is, since nothing else keeps it from being made twice.
 */
@ApplicationScoped
class ForgetVariants {
    private final KnownVariants known;

    ForgetVariants(KnownVariants known) {
        this.known = known;
    }

    Step<Void> forgetGone(Errand errand, Collection<KnownVariant> refused) {
        List<Long> ids =
                refused.stream().map(KnownVariant::variantId).distinct().toList();
        Step<List<Variant>> living = Step.of(errand.katana().catalogue().variantsById(ids), "the variants");
        if (living.stopped()) return living.stop();
        List<Long> gone = gone(ids, living.value());
        return Step.of(errand.katana().catalogue().variantsByIdWithDeleted(gone), "the variants")
                .map(dead -> {
                    known.forget(
                            errand.account(), dead.stream().map(Variant::id).toList());
                    known.forgetGone(errand.account(), gone);
                    return null;
                });
    }

    private static List<Long> gone(List<Long> asked, List<Variant> living) {
        Set<Long> there = living.stream().map(Variant::id).collect(Collectors.toSet());
        return asked.stream().filter(id -> !there.contains(id)).toList();
    }
}
