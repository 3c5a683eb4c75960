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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    Step<Map<String, KnownVariant>> resolve(Errand errand, Collection<Item> items) {
        Map<String, Item> distinct = new LinkedHashMap<>();
        items.forEach(item -> distinct.putIfAbsent(item.identity(), item));
        List<Spoken> asked = spoken.of(errand.store().hash(), distinct.values());
        Map<String, KnownVariant> resolved = new HashMap<>();
        Map<String, KnownVariant> remembered =
                remembered(errand, asked.stream().map(Spoken::sought).toList());
        List<Spoken> unknown = new ArrayList<>();
        for (Spoken item : asked) {
            KnownVariant variant = remembered.get(ItemNames.first(errand.store().hash(), item.sought()));
            if (variant == null) unknown.add(item);
            else resolved.put(item.item().identity(), variant);
        }
        if (unknown.isEmpty()) return Step.go(resolved);
        Step<LookedUp> lookedUp =
                lookUp(errand, unknown.stream().map(Spoken::sought).toList(), remembered);
        if (lookedUp.stopped()) return lookedUp.stop();
        for (Spoken item : unknown) {
            Step<KnownVariant> found = decide(errand, item, lookedUp.value(), remembered);
            if (found.stopped()) return found.stop();
            resolved.put(item.item().identity(), found.value());
        }
        return Step.go(resolved);
    }

    /** What a person, our memory and Katana say of many items, asked in few calls. */
    record Asked(Map<String, Spoken> spoken, Map<String, KnownVariant> remembered, LookedUp lookedUp) {}

    /** Asks for all of them at once; no call for those we know. */
    Step<Asked> ask(Errand errand, Collection<Item> items) {
        String store = errand.store().hash();
        Map<String, Spoken> all = new HashMap<>();
        for (Spoken item : spoken.of(store, items)) all.put(item.item().identity(), item);
        List<Item> sought = all.values().stream().map(Spoken::sought).toList();
        Map<String, KnownVariant> remembered = remembered(errand, sought);
        List<Item> unknown = sought.stream()
                .filter(item -> !remembered.containsKey(ItemNames.first(store, item)))
                .toList();
        if (unknown.isEmpty()) return Step.go(new Asked(all, remembered, new LookedUp(Map.of(), Map.of())));
        return lookUp(errand, unknown, remembered).map(lookedUp -> new Asked(all, remembered, lookedUp));
    }

    /** The variant that an item is, or nothing when it is to be created; also where orders alone would not create. */
    Step<Optional<KnownVariant>> match(Errand errand, Item item, Asked asked) {
        Spoken spoken = asked.spoken().get(item.identity());
        KnownVariant known =
                asked.remembered().get(ItemNames.first(errand.store().hash(), spoken.sought()));
        if (known != null) return Step.go(Optional.of(known));
        Decision decision = decision(errand, spoken, asked.lookedUp(), asked.remembered(), true);
        if (decision instanceof Decision.Held held) return Step.stop(Ending.held(held.cause(), held.sentence()));
        if (!(decision instanceof Decision.Use use)) return Step.go(Optional.empty());
        return Step.go(Optional.of(use(errand, spoken, use, asked.lookedUp(), asked.remembered())));
    }

    boolean isRemembered(Errand errand, Item item) {
        String name = ItemNames.first(errand.store().hash(), item);
        return known.find(errand.account(), List.of(name)).containsKey(name);
    }

    record LookedUp(Map<String, List<Variant>> bySku, Map<Long, Variant> byId) {}

    private Map<String, KnownVariant> remembered(Errand errand, Collection<Item> items) {
        String store = errand.store().hash();
        List<String> names = items.stream()
                .flatMap(item ->
                        Stream.concat(Stream.of(ItemNames.first(store, item)), ItemNames.bound(store, item).stream()))
                .distinct()
                .toList();
        return known.find(errand.account(), names);
    }

    private Step<LookedUp> lookUp(Errand errand, List<Item> unknown, Map<String, KnownVariant> remembered) {
        List<String> skus = unknown.stream()
                .map(ItemNames::sku)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, List<Variant>> bySku = Map.of();
        if (!skus.isEmpty()) {
            Step<List<Variant>> found =
                    Step.of(errand.katana().catalogue().variantsBySkuWithArchived(skus), "the variants");
            if (found.stopped()) return found.stop();
            bySku = found.value().stream().collect(Collectors.groupingBy(Variant::sku));
        }
        Map<String, List<Variant>> fromSku = bySku;
        // a SKU that Katana lacks may be a new one of a variant that we know by the shop's ids
        List<Long> bound = unknown.stream()
                .filter(item -> ofSku(fromSku, item).stream().noneMatch(Variant::isLive))
                .flatMap(item -> ItemNames.bound(errand.store().hash(), item).stream())
                .map(remembered::get)
                .filter(Objects::nonNull)
                .map(KnownVariant::variantId)
                .distinct()
                .toList();
        if (bound.isEmpty()) return Step.go(new LookedUp(bySku, Map.of()));
        return Step.of(errand.katana().catalogue().variantsById(bound), "the variants")
                .map(found -> new LookedUp(
                        fromSku,
                        found.stream().collect(Collectors.toMap(Variant::id, variant -> variant, (a, b) -> a))));
    }

    private Step<KnownVariant> decide(
            Errand errand, Spoken spoken, LookedUp lookedUp, Map<String, KnownVariant> remembered) {
        boolean creates = errand.store().settings().createProducts();
        Decision decision = decision(errand, spoken, lookedUp, remembered, creates);
        if (decision instanceof Decision.Held held) return Step.stop(Ending.held(held.cause(), held.sentence()));
        if (!(decision instanceof Decision.Use use)) return create.create(errand, spoken.item());
        return Step.go(use(errand, spoken, use, lookedUp, remembered));
    }

    private Decision decision(
            Errand errand, Spoken spoken, LookedUp lookedUp, Map<String, KnownVariant> remembered, boolean creates) {
        Variant boundNow = boundNow(errand, spoken.item(), lookedUp, remembered);
        return VariantLadder.decide(
                spoken.item(),
                ofSku(lookedUp.bySku(), spoken.sought()).stream()
                        .map(ResolveVariants::candidate)
                        .toList(),
                new Known(boundNow == null ? null : candidate(boundNow), productOf(errand, spoken.item())),
                creates,
                spoken.word());
    }

    private KnownVariant use(
            Errand errand, Spoken spoken, Decision.Use use, LookedUp lookedUp, Map<String, KnownVariant> remembered) {
        KnownVariant found = known(ofSku(lookedUp.bySku(), spoken.sought()).stream()
                .filter(candidate -> candidate.id() == use.variantId())
                .findFirst()
                .orElseGet(() -> boundNow(errand, spoken.item(), lookedUp, remembered)));
        if (spoken.isAlias()) keep.keepSku(errand, found);
        else keep.keep(errand, spoken.item(), found);
        return found;
    }

    /** What we know by the shop's ids, as it is in Katana now; null when there is none. */
    private static Variant boundNow(Errand errand, Item item, LookedUp lookedUp, Map<String, KnownVariant> remembered) {
        return ItemNames.bound(errand.store().hash(), item)
                .map(remembered::get)
                .map(bound -> lookedUp.byId().get(bound.variantId()))
                .orElse(null);
    }

    private static List<Variant> ofSku(Map<String, List<Variant>> bySku, Item item) {
        String sku = ItemNames.sku(item);
        return sku == null ? List.of() : bySku.getOrDefault(sku, List.of());
    }

    /** The Katana product that the item's product is known to be; null when there is none. */
    Long productOf(Errand errand, Item item) {
        return item instanceof Item.Catalogue catalogue && catalogue.productId() != 0
                ? known.product(errand.account(), errand.store().hash(), catalogue.productId())
                        .orElse(null)
                : null;
    }

    static KnownVariant known(Variant variant) {
        return new KnownVariant(variant.id(), variant.productId(), variant.sku(), batchTracked(variant));
    }

    /** Null as well for what is made of serial numbers: false would say that its rows need nothing to be delivered. */
    private static Boolean batchTracked(Variant variant) {
        var of = variant.productOrMaterial();
        return of == null || Boolean.TRUE.equals(of.serialTracked()) ? null : of.batchTracked();
    }

    static Candidate candidate(Variant variant) {
        String name = variant.productOrMaterial() == null
                ? null
                : variant.productOrMaterial().name();
        return new Candidate(
                variant.id(), variant.sku(), name, !variant.isLive() && !variant.isDeleted(), variant.isDeleted());
    }
}
