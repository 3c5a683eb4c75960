package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.fulfillment.push.DeliveryPlan.Item;
import dev.ordersync.katana.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out which rows are made of batches or serial numbers. No call when the link says so of every row; else one for
 * all the others together. The link is out of date when a product became tracked since: a refusal shows that, and it is
 * asked before anything that is packed is delivered, since the rest could be refused after it.
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

    /** By variant id. Of a variant that Katana does not show, the link's word stands; without one it counts as untracked. */
    Answer<Map<Long, Tracking>> of(OrderCase at, DeliveryPlan plan) {
        Map<Long, Tracking> known = new HashMap<>();
        Map<Long, Tracking> asked = new HashMap<>();
        for (Item item : plan.items())
            if (!item.serials().isEmpty()) known.put(item.variantId(), Tracking.SERIALS);
            else (isBelieved(at, plan, item) ? known : asked).putIfAbsent(item.variantId(), told(item));
        asked.keySet().removeAll(known.keySet());
        if (asked.isEmpty()) return Answer.ok(known);
        return outside.katana(at.store())
                .catalogue()
                .variantsByIdWithArchived(asked.keySet())
                .map(variants -> {
                    known.putAll(asked);
                    variants.forEach(variant -> known.put(variant.id(), tracking(variant)));
                    return known;
                });
    }

    private static boolean isBelieved(OrderCase at, DeliveryPlan plan, Item item) {
        if (item.batchTracked() == null || at.effort().doubtsTracking) return false;
        return item.batchTracked() || plan.packed().isEmpty();
    }

    private static Tracking told(Item item) {
        return Boolean.TRUE.equals(item.batchTracked()) ? Tracking.BATCHES : Tracking.NONE;
    }

    private static Tracking tracking(Variant variant) {
        var of = variant.productOrMaterial();
        if (of == null) return Tracking.NONE;
        if (Boolean.TRUE.equals(of.serialTracked())) return Tracking.SERIALS;
        return Boolean.TRUE.equals(of.batchTracked()) ? Tracking.BATCHES : Tracking.NONE;
    }
}
