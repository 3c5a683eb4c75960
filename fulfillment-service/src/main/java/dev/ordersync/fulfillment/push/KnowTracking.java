package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.fulfillment.push.DeliveryPlan.Item;
import dev.ordersync.katana.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out which rows are made of batches or serial numbers. No call when the link says so of every row; else one for
 * all the others together.
 */
@ApplicationScoped
class KnowTracking {
    private final Outside outside;

    KnowTracking(Outside outside) {
        this.outside = outside;
    }

    /** What a row's goods are. */
    enum Tracking {
        NONE,
        BATCHES,
        SERIALS
    }

    /** By variant id. A variant that Katana does not show (a service, an archived one) counts as untracked. */
    Answer<Map<Long, Tracking>> of(OrderCase at, List<Item> items) {
        Map<Long, Tracking> known = new HashMap<>();
        for (Item item : items)
            if (!item.serials().isEmpty()) known.put(item.variantId(), Tracking.SERIALS);
            else if (item.batchTracked() != null)
                known.putIfAbsent(item.variantId(), item.batchTracked() ? Tracking.BATCHES : Tracking.NONE);
        List<Long> unknown = items.stream()
                .map(Item::variantId)
                .filter(variant -> !known.containsKey(variant))
                .distinct()
                .toList();
        if (unknown.isEmpty()) return Answer.ok(known);
        return outside.katana(at.store()).catalogue().variantsById(unknown).map(variants -> {
            unknown.forEach(variant -> known.put(variant, Tracking.NONE));
            variants.forEach(variant -> known.put(variant.id(), tracking(variant)));
            return known;
        });
    }

    private static Tracking tracking(Variant variant) {
        var of = variant.productOrMaterial();
        if (of == null) return Tracking.NONE;
        if (Boolean.TRUE.equals(of.serialTracked())) return Tracking.SERIALS;
        return Boolean.TRUE.equals(of.batchTracked()) ? Tracking.BATCHES : Tracking.NONE;
    }
}
