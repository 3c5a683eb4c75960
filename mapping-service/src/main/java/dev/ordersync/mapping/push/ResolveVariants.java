package dev.ordersync.mapping.push;

import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.VariantLadder;
import dev.ordersync.mapping.domain.VariantLadder.Candidate;
import dev.ordersync.mapping.domain.VariantLadder.Decision;
import dev.ordersync.mapping.domain.VariantLadder.Known;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.KnownVariants;
import dev.ordersync.mapping.push.SpokenItems.Spoken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which Katana variants the rows sell (rule P4): known ones cost no call, all unknown SKUs of the order one call per 50,
 * and what does not exist is created once. An SO is never written with a guessed variant.
 */
@ApplicationScoped
class ResolveVariants {
    private final KnownVariants known;
    private final KeepVariant keep;
    private final CreateItem create;
    private final SpokenItems spoken;

    ResolveVariants(KnownVariants known, KeepVariant keep, CreateItem create, SpokenItems spoken) {
        this.known = known;
        this.keep = keep;
        this.create = create;
        this.spoken = spoken;
    }

    /** By {@link Item#identity()}. */
    Step<Map<String, KnownVariant>> resolve(Turn turn, Collection<Item> items) {
        Map<String, Item> distinct = new LinkedHashMap<>();
        items.forEach(item -> distinct.putIfAbsent(item.identity(), item));
        List<Spoken> asked = spoken.of(turn.ref().store(), distinct.values());
        Map<String, KnownVariant> resolved = new HashMap<>();
        Map<String, KnownVariant> remembered =
                remembered(turn, asked.stream().map(Spoken::sought).toList());
        List<Spoken> unknown = new ArrayList<>();
        for (Spoken item : asked) {
            KnownVariant variant = remembered.get(ItemNames.first(turn.ref().store(), item.sought()));
            if (variant == null) unknown.add(item);
            else resolved.put(item.item().identity(), variant);
        }
        if (unknown.isEmpty()) return Step.go(resolved);
        Step<LookedUp> lookedUp =
                lookUp(turn, unknown.stream().map(Spoken::sought).toList(), remembered);
        if (lookedUp.stopped()) return lookedUp.stop();
        for (Spoken item : unknown) {
            Step<KnownVariant> found = decide(turn, item, lookedUp.value(), remembered);
            if (found.stopped()) return found.stop();
            resolved.put(item.item().identity(), found.value());
        }
        return Step.go(resolved);
    }

    /** Forgets these: Katana refused one of them. */
    void forget(Turn turn, Collection<KnownVariant> variants) {
        known.forget(
                turn.account(), variants.stream().map(KnownVariant::variantId).toList());
    }

    private record LookedUp(Map<String, List<Variant>> bySku, Map<Long, Variant> byId) {}

    private Map<String, KnownVariant> remembered(Turn turn, Collection<Item> items) {
        String store = turn.ref().store();
        List<String> names = items.stream()
                .flatMap(item -> java.util.stream.Stream.of(ItemNames.first(store, item), ItemNames.own(store, item)))
                .distinct()
                .toList();
        return known.find(turn.account(), names);
    }

    private Step<LookedUp> lookUp(Turn turn, List<Item> unknown, Map<String, KnownVariant> remembered) {
        List<String> skus = unknown.stream()
                .map(ItemNames::sku)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, List<Variant>> bySku = Map.of();
        if (!skus.isEmpty()) {
            Step<List<Variant>> found =
                    Step.of(turn.katana().catalogue().variantsBySkuWithArchived(skus), "the variants");
            if (found.stopped()) return found.stop();
            bySku = found.value().stream().collect(Collectors.groupingBy(Variant::sku));
        }
        Map<String, List<Variant>> fromSku = bySku;
        // a SKU that Katana lacks may be a new one of a variant that we know by the shop's ids
        List<Long> bound = unknown.stream()
                .filter(item -> ofSku(fromSku, item).stream().noneMatch(Variant::isLive))
                .map(item -> remembered.get(ItemNames.own(turn.ref().store(), item)))
                .filter(Objects::nonNull)
                .map(KnownVariant::variantId)
                .distinct()
                .toList();
        if (bound.isEmpty()) return Step.go(new LookedUp(bySku, Map.of()));
        return Step.of(turn.katana().catalogue().variantsById(bound), "the variants")
                .map(found -> new LookedUp(
                        fromSku,
                        found.stream().collect(Collectors.toMap(Variant::id, variant -> variant, (a, b) -> a))));
    }

    private Step<KnownVariant> decide(
            Turn turn, Spoken spoken, LookedUp lookedUp, Map<String, KnownVariant> remembered) {
        Item item = spoken.item();
        List<Variant> bySku = ofSku(lookedUp.bySku(), spoken.sought());
        KnownVariant bound = remembered.get(ItemNames.own(turn.ref().store(), item));
        Variant boundNow = bound == null ? null : lookedUp.byId().get(bound.variantId());
        Decision decision = VariantLadder.decide(
                item,
                bySku.stream().map(ResolveVariants::candidate).toList(),
                new Known(boundNow == null ? null : candidate(boundNow), productOf(turn, item)),
                turn.store().settings().createProducts(),
                spoken.word());
        if (decision instanceof Decision.Held held) return Step.stop(Ending.held(held.cause(), held.sentence()));
        if (!(decision instanceof Decision.Use use)) return create.create(turn, item, decision);
        Variant variant = bySku.stream()
                .filter(candidate -> candidate.id() == use.variantId())
                .findFirst()
                .orElse(boundNow);
        KnownVariant found = known(variant);
        if (spoken.isAlias()) keep.keepSku(turn, found);
        else keep.keep(turn, item, found);
        return Step.go(found);
    }

    private static List<Variant> ofSku(Map<String, List<Variant>> bySku, Item item) {
        String sku = ItemNames.sku(item);
        return sku == null ? List.of() : bySku.getOrDefault(sku, List.of());
    }

    private Long productOf(Turn turn, Item item) {
        return item instanceof Item.Catalogue catalogue && catalogue.productId() != 0
                ? known.product(turn.account(), turn.ref().store(), catalogue.productId())
                        .orElse(null)
                : null;
    }

    static KnownVariant known(Variant variant) {
        Boolean tracked = variant.productOrMaterial() == null
                ? null
                : variant.productOrMaterial().batchTracked();
        return new KnownVariant(variant.id(), variant.productId(), variant.sku(), tracked);
    }

    static Candidate candidate(Variant variant) {
        String name = variant.productOrMaterial() == null
                ? null
                : variant.productOrMaterial().name();
        return new Candidate(
                variant.id(), variant.sku(), name, !variant.isLive() && !variant.isDeleted(), variant.isDeleted());
    }
}
