package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopProduct;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.stores.CatalogueImport.Fate;
import dev.ordersync.workqueue.Hands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings one product of the catalogue into Katana: variants that are there are matched (rule P4), a product of which
 * nothing is there is created with all its variants in one call, and single variants that lack join their product.
 */
@ApplicationScoped
class CreateProduct {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final ResolveVariants variants;
    private final CreateItem createItem;
    private final KeepVariant keep;
    private final CreateOnce once;
    private final Hands hands;

    CreateProduct(ResolveVariants variants, CreateItem createItem, KeepVariant keep, CreateOnce once, Hands hands) {
        this.variants = variants;
        this.createItem = createItem;
        this.keep = keep;
        this.once = once;
        this.hands = hands;
    }

    /** @param asked what Katana and our memory say of the items */
    Step<Fate> bring(
            CatalogueErrand errand, ShopProduct product, List<Item.Catalogue> items, ResolveVariants.Asked asked) {
        List<Item.Catalogue> missing = new ArrayList<>();
        Step<Fate> held = null;
        for (Item.Catalogue item : items) {
            Step<Optional<KnownVariant>> matched = variants.match(errand, item, asked);
            // one variant that a person must look at does not keep the others out
            if (matched.stopped()) held = matched.stop();
            else if (matched.value().isEmpty()) missing.add(item);
        }
        if (!missing.isEmpty()) {
            Step<?> made = create(errand, product, missing);
            if (made.stopped()) return made.stop();
        }
        if (held != null) return held;
        return Step.go(missing.isEmpty() ? Fate.MATCHED : Fate.CREATED);
    }

    private Step<?> create(CatalogueErrand errand, ShopProduct product, List<Item.Catalogue> missing) {
        Long known = variants.productOf(errand, missing.get(0));
        if (known == null) return whole(errand, product, missing);
        for (Item.Catalogue item : missing) {
            Step<KnownVariant> made = createItem.create(errand, item);
            if (made.stopped()) return made;
        }
        return Step.go(true);
    }

    /** Under one hand per SKU and that of the product, as an order that creates one of them. */
    private Step<?> whole(CatalogueErrand errand, ShopProduct product, List<Item.Catalogue> missing) {
        List<Hands.Hand> taken = new ArrayList<>();
        try {
            for (String name : names(errand, missing)) {
                Optional<Hands.Hand> hand = hands.take("sku:" + errand.account() + ":" + name, LEASE);
                if (hand.isEmpty()) return Step.stop(Ending.busy("an order creates the same product"));
                taken.add(hand.get());
            }
            var ofProduct = createItem.takeProduct(errand, missing.get(0));
            if (ofProduct.isEmpty()) return Step.stop(Ending.busy("an order creates a variant of the same product"));
            taken.add(ofProduct.get());
            List<Item.Catalogue> still = missing.stream()
                    .filter(item -> !variants.isRemembered(errand, item)) // an order may just have made it
                    .toList();
            if (still.size() < missing.size() || variants.productOf(errand, missing.get(0)) != null)
                return Step.stop(Ending.lookAgain("an order has created a part of the product"));
            Stream<Intents.Key> ofItems = missing.stream()
                    .flatMap(item ->
                            CreateItem.keys(
                                    errand, item, ItemNames.first(errand.store().hash(), item))
                                    .stream());
            List<Intents.Key> keys = Stream.concat(ofItems, Stream.of(CreateItem.sisters(errand, missing.get(0))))
                    .distinct()
                    .toList();
            return once.create(
                    errand,
                    keys,
                    "the product \"" + product.name() + "\"",
                    new WholeProduct(errand, product, missing, keep));
        } finally {
            taken.forEach(Hands.Hand::close);
        }
    }

    private static List<String> names(CatalogueErrand errand, List<Item.Catalogue> items) {
        return items.stream()
                .map(item -> ItemNames.first(errand.store().hash(), item))
                .distinct()
                .sorted()
                .toList();
    }
}
