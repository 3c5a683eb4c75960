package dev.ordersync.mapping.push;

import dev.ordersync.events.PlanAnswered.Unknown;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.VariantLadder;
import dev.ordersync.mapping.domain.VariantLadder.Decision;
import dev.ordersync.mapping.domain.VariantLadder.Known;
import dev.ordersync.mapping.kept.KnownVariants;
import dev.ordersync.mapping.push.SpokenItems.Spoken;
import dev.ordersync.stores.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rule P4 for a rehearsal: which items Katana has, and what an import would do about the others. */
@ApplicationScoped
class RehearseVariants {
    private final KnownVariants known;
    private final SpokenItems spoken;
    private final LookUpSkus lookUp;

    RehearseVariants(KnownVariants known, SpokenItems spoken, LookUpSkus lookUp) {
        this.known = known;
        this.spoken = spoken;
        this.lookUp = lookUp;
    }

    /** What the ladder says of an item that is not known yet. */
    record Decided(Item item, Decision decision) {

        /** A catalogue product that Katana lacks, whether it may be created or not. */
        boolean isMissing() {
            if (!(item instanceof Item.Catalogue)) return false;
            return decision instanceof Decision.CreateProduct
                    || decision instanceof Decision.CreateVariant
                    || decision instanceof Decision.Held held && held.cause().startsWith("unknown-sku");
        }

        String sentence() {
            if (decision instanceof Decision.Held held) return held.sentence();
            String named = ItemNames.sku(item) == null
                    ? "'" + item.name() + "' (without SKU)"
                    : "SKU " + ItemNames.sku(item) + " ('" + item.name() + "')";
            return named + " is not in Katana: it will be created.";
        }

        Unknown unknown() {
            return new Unknown(ItemNames.sku(item), item.name());
        }
    }

    /** The items that are not known, decided. */
    Step<List<Decided>> decide(Store store, Katana katana, Collection<Item> items) {
        Map<String, Item> distinct = new LinkedHashMap<>();
        items.forEach(item -> distinct.putIfAbsent(item.identity(), item));
        List<Spoken> asked = spoken.of(store.hash(), distinct.values());
        var remembered = known.find(
                store.katanaAccount(),
                asked.stream()
                        .map(item -> ItemNames.first(store.hash(), item.sought()))
                        .distinct()
                        .toList());
        List<Spoken> unknown = asked.stream()
                .filter(item -> !remembered.containsKey(ItemNames.first(store.hash(), item.sought())))
                .toList();
        List<String> skus = unknown.stream()
                .map(item -> ItemNames.sku(item.sought()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return lookUp.lookUp(store.katanaAccount(), katana, skus).map(bySku -> decide(store, unknown, bySku));
    }

    private static List<Decided> decide(Store store, List<Spoken> unknown, Map<String, List<Variant>> bySku) {
        List<Decided> decided = new ArrayList<>();
        for (Spoken item : unknown) {
            String sku = ItemNames.sku(item.sought());
            List<Variant> found = sku == null ? List.of() : bySku.getOrDefault(sku, List.of());
            decided.add(new Decided(
                    item.item(),
                    VariantLadder.decide(
                            item.item(),
                            found.stream().map(ResolveVariants::candidate).toList(),
                            Known.NOTHING,
                            store.settings().createProducts(),
                            item.word())));
        }
        return decided;
    }
}
