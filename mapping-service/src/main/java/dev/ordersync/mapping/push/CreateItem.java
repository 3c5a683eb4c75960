package dev.ordersync.mapping.push;

import dev.ordersync.katana.Product;
import dev.ordersync.katana.ProductPatch;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.VariantLadder.Decision;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.KnownVariants;
import dev.ordersync.workqueue.Hands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the product, variant or service that Katana lacks, under one hand per SKU or item. */
@ApplicationScoped
class CreateItem {
    /** A dead holder lets go after this; should a living one be slower, its open intent still keeps others from creating. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final KnownVariants known;
    private final KeepVariant keep;
    private final CreateOnce once;
    private final Hands hands;

    CreateItem(KnownVariants known, KeepVariant keep, CreateOnce once, Hands hands) {
        this.known = known;
        this.keep = keep;
        this.once = once;
        this.hands = hands;
    }

    Step<KnownVariant> create(Errand errand, Item item, Decision decision) {
        String name = ItemNames.first(errand.store().hash(), item);
        var hand = hands.take("sku:" + errand.account() + ":" + name, LEASE);
        if (hand.isEmpty()) return Step.stop(Ending.busy("another order creates the same product"));
        try (Hands.Hand held = hand.get()) {
            KnownVariant made = known.find(errand.account(), List.of(name)).get(name);
            if (made != null) return Step.go(made); // another just made it
            return make(errand, item, decision, name);
        }
    }

    private Step<KnownVariant> make(Errand errand, Item item, Decision decision, String name) {
        CreateOnce.Create<KnownVariant> whole = item instanceof Item.Service service
                ? new NewItem.AsService(errand, service, keep)
                : new NewItem.AsProduct(errand, item, keep);
        List<Intents.Key> keys = keys(errand, item, name);
        Step<Optional<KnownVariant>> earlier = once.settle(keys, what(item), whole);
        if (earlier.stopped()) return earlier.stop();
        if (earlier.value().isPresent())
            return once.keep(keys, whole, earlier.value().get());
        if (decision instanceof Decision.CreateVariant variant && item instanceof Item.Catalogue catalogue) {
            Step<Optional<KnownVariant>> made = joinAlone(errand, catalogue, variant.productId(), name);
            if (made.stopped()) return made.stop();
            if (made.value().isPresent()) return Step.go(made.value().get());
        }
        return once.send(errand, keys, what(item), whole);
    }

    /**
     * Under which an earlier create may be open. With a SKU it is found whatever it was to make: a product, or a variant of
     * one that was known then.
     */
    static List<Intents.Key> keys(Errand errand, Item item, String name) {
        if (item instanceof Item.Service) return List.of(key(errand, "service", name));
        return ItemNames.sku(item) == null
                ? List.of(key(errand, "product", name))
                : List.of(key(errand, "product", name), key(errand, "variant", name));
    }

    private static Intents.Key key(Errand errand, String what, String name) {
        return new Intents.Key(errand.account(), what, name);
    }

    private static String what(Item item) {
        return (item instanceof Item.Service ? "the service \"" : "the product \"") + item.name() + "\"";
    }

    /** One order at a time adds to a product: its options are written as a whole. */
    private Step<Optional<KnownVariant>> joinAlone(Errand errand, Item.Catalogue item, long productId, String name) {
        var hand = hands.take("product:" + errand.account() + ":" + productId, LEASE);
        if (hand.isEmpty()) return Step.stop(Ending.busy("another order adds to the same product"));
        try (Hands.Hand held = hand.get()) {
            return join(errand, item, productId, name);
        }
    }

    /** As a variant of a product that is there; nothing when it does not fit, or Katana does not want it there. */
    private Step<Optional<KnownVariant>> join(Errand errand, Item.Catalogue item, long productId, String name) {
        Step<Optional<Product>> product = fitting(errand, productId, item.options());
        if (product.stopped()) return product.stop();
        if (product.value().isEmpty()) return Step.go(Optional.empty());
        var create = new NewItem.AsVariant(errand, item, product.value().get(), keep);
        List<Intents.Key> keys = List.of(key(errand, "variant", name), key(errand, "product", name));
        String what = "the variant \"" + item.name() + "\"";
        // without a SKU, what an earlier create made is found in its product alone
        Step<KnownVariant> made =
                item.sku() == null ? once.create(errand, keys, what, create) : once.send(errand, keys, what, create);
        return Ending.isRefused(made) ? Step.go(Optional.empty()) : made.map(Optional::of);
    }

    /**
     * The product with room for a variant with these options: same option names, and their values added. Nothing when
     * it has others: then the item becomes a product of its own.
     */
    private Step<Optional<Product>> fitting(Errand errand, long productId, List<Option> options) {
        Map<String, String> wanted =
                NewItem.given(options).stream().collect(Collectors.toMap(Option::name, Option::value));
        if (wanted.isEmpty()) return Step.go(Optional.empty());
        var answer = errand.katana().catalogue().product(productId);
        if (!answer.isOk() && answer.failure() instanceof dev.ordersync.api.Answer.Failure.Missing) {
            known.forgetProduct(errand.account(), productId);
            return Step.go(Optional.empty());
        }
        Step<Product> read = Step.of(answer, "the product");
        if (read.stopped()) return read.stop();
        Product product = read.value();
        Set<String> names = product.configs().stream().map(Product.Config::name).collect(Collectors.toSet());
        if (product.archivedAt() != null || product.deletedAt() != null || !names.equals(wanted.keySet()))
            return Step.go(Optional.empty());
        List<Product.Config> configs = withValues(product, wanted);
        if (configs.equals(product.configs())) return Step.go(Optional.of(product));
        if (!errand.stillOurs()) return Step.stop(Ending.overtaken());
        ProductPatch patch = ProductPatch.keeping(product.additionalInfo()).configs(configs);
        return Step.of(errand.katana().catalogue().patchProduct(productId, patch), "the product's options")
                .map(done -> Optional.of(product));
    }

    private static List<Product.Config> withValues(Product product, Map<String, String> wanted) {
        List<Product.Config> configs = new ArrayList<>();
        for (Product.Config config : product.configs()) {
            List<String> values = new ArrayList<>(config.values());
            String value = wanted.get(config.name());
            if (!new HashSet<>(values).contains(value)) values.add(value);
            configs.add(new Product.Config(config.name(), values));
        }
        return configs;
    }
}
