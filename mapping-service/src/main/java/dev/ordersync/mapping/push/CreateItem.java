package dev.ordersync.mapping.push;

import dev.ordersync.katana.Product;
import dev.ordersync.katana.ProductPatch;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopOrder.Option;
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
import java.util.stream.Stream;

/** Makes the product, variant or service that Katana lacks, under one hand per SKU or item. */
@ApplicationScoped
class CreateItem {
    /** A dead holder lets go after this; should a living one be slower, its open intent still keeps others from creating. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final KnownVariants known;
    private final KeepVariant keep;
    private final CreateOnce once;
    private final VariantOptions options;
    private final Hands hands;

    CreateItem(KnownVariants known, KeepVariant keep, CreateOnce once, VariantOptions options, Hands hands) {
        this.known = known;
        this.keep = keep;
        this.once = once;
        this.options = options;
        this.hands = hands;
    }

    Step<KnownVariant> create(Errand errand, Item item) {
        String name = ItemNames.first(errand.store().hash(), item);
        var hand = hands.take("sku:" + errand.account() + ":" + name, LEASE);
        if (hand.isEmpty()) return Step.stop(Ending.busy("another order creates the same product"));
        try (Hands.Hand held = hand.get()) {
            KnownVariant made = known.find(errand.account(), List.of(name)).get(name);
            if (made != null) return Step.go(made); // another just made it
            return item instanceof Item.Catalogue catalogue && catalogue.productId() != 0
                    ? ofProduct(errand, catalogue, name, held)
                    : make(errand, item, keys(errand, item, name), List.of(held));
        }
    }

    /** Its sisters may be on other orders at this moment: whether their product is there is known in its hand alone. */
    private Step<KnownVariant> ofProduct(Errand errand, Item.Catalogue item, String name, Hands.Hand ofSku) {
        var hand = takeProduct(errand, item);
        if (hand.isEmpty()) return Step.stop(Ending.busy("another order creates a variant of the same product"));
        try (Hands.Hand held = hand.get()) {
            List<Hands.Hand> both = List.of(ofSku, held);
            List<Intents.Key> own = keys(errand, item, name);
            Intents.Key sisters = sisters(errand, item);
            Optional<Long> product = product(errand, item);
            boolean doubtful = product.isEmpty() && once.isOpen(sisters);
            Step<Optional<KnownVariant>> earlier = settle(errand, item, doubtful ? and(own, sisters) : own);
            if (earlier.stopped()) return earlier.stop();
            if (earlier.value().isPresent()) return Step.go(earlier.value().get());
            Step<Item.Catalogue> told = options.of(errand, item);
            if (told.stopped()) return told.stop();
            Item.Catalogue made = told.value();
            if (doubtful) {
                Step<Optional<Long>> found = sistersProduct(errand, item);
                if (found.stopped()) return found.stop();
                product = found.value();
            }
            if (product.isPresent()) {
                Step<Optional<KnownVariant>> joined = joinAlone(errand, made, product.get(), name, both);
                if (joined.stopped()) return joined.stop();
                if (doubtful && joined.value().isPresent()) once.end(sisters);
                if (joined.value().isPresent()) return Step.go(joined.value().get());
            }
            return send(errand, made, and(own, sisters), both);
        }
    }

    private Optional<Long> product(Errand errand, Item.Catalogue item) {
        return known.product(errand.account(), errand.store().hash(), item.productId());
    }

    /** One at a time decides whether a product of the shop is made. */
    Optional<Hands.Hand> takeProduct(Errand errand, Item.Catalogue item) {
        return hands.take(
                "bc-product:" + errand.account() + ":" + errand.store().hash() + ":" + item.productId(), LEASE);
    }

    /** A create of the item's product that is open, whichever variant it was for. */
    static Intents.Key sisters(Errand errand, Item.Catalogue item) {
        return key(errand, "product", ItemNames.ofProduct(errand.store().hash(), item.productId()));
    }

    /** What a create made that another order has not heard of yet: its notes say of which product it is. */
    private static Step<Optional<Long>> sistersProduct(Errand errand, Item.Catalogue item) {
        String whole = NewItem.mark(ItemNames.ofProduct(errand.store().hash(), item.productId()));
        return Step.of(errand.katana().catalogue().productsNamed(item.name()), "the product")
                .map(found -> found.stream()
                        .filter(product -> product.additionalInfo() != null
                                && (product.additionalInfo() + ":").startsWith(whole + ":"))
                        .findFirst()
                        .map(Product::id));
    }

    private Step<KnownVariant> make(Errand errand, Item item, List<Intents.Key> keys, List<Hands.Hand> held) {
        Step<Optional<KnownVariant>> earlier = settle(errand, item, keys);
        if (earlier.stopped()) return earlier.stop();
        return earlier.value().isPresent() ? Step.go(earlier.value().get()) : send(errand, item, keys, held);
    }

    private Step<Optional<KnownVariant>> settle(Errand errand, Item item, List<Intents.Key> keys) {
        var whole = whole(errand, item);
        return once.settle(keys, what(item), whole)
                .then(found -> found.isEmpty()
                        ? Step.go(found)
                        : once.keep(keys, whole, found.get()).map(Optional::of));
    }

    private Step<KnownVariant> send(Errand errand, Item item, List<Intents.Key> keys, List<Hands.Hand> held) {
        return isStillHeld(held)
                ? once.send(errand, keys, what(item), whole(errand, item))
                : Step.stop(Ending.overtaken());
    }

    /** Calls before this one may have taken most of the lease. */
    private static boolean isStillHeld(List<Hands.Hand> held) {
        return held.stream().allMatch(hand -> hand.renew(LEASE));
    }

    private CreateOnce.Create<KnownVariant> whole(Errand errand, Item item) {
        return item instanceof Item.Service service
                ? new NewItem.AsService(errand, service, keep)
                : new NewItem.AsProduct(errand, item, keep);
    }

    private static List<Intents.Key> and(List<Intents.Key> keys, Intents.Key further) {
        return Stream.concat(keys.stream(), Stream.of(further)).toList();
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
    private Step<Optional<KnownVariant>> joinAlone(
            Errand errand, Item.Catalogue item, long productId, String name, List<Hands.Hand> others) {
        var hand = hands.take("product:" + errand.account() + ":" + productId, LEASE);
        if (hand.isEmpty()) return Step.stop(Ending.busy("another order adds to the same product"));
        try (Hands.Hand held = hand.get()) {
            return join(
                    errand,
                    item,
                    productId,
                    name,
                    Stream.concat(others.stream(), Stream.of(held)).toList());
        }
    }

    /** As a variant of a product that is there; nothing when it does not fit, or Katana does not want it there. */
    private Step<Optional<KnownVariant>> join(
            Errand errand, Item.Catalogue item, long productId, String name, List<Hands.Hand> held) {
        Step<Optional<Product>> product = fitting(errand, productId, item.options());
        if (Ending.isRefused(product)) return Step.go(Optional.empty());
        if (product.stopped()) return product.stop();
        if (product.value().isEmpty()) return Step.go(Optional.empty());
        var create = new NewItem.AsVariant(errand, item, product.value().get(), keep);
        List<Intents.Key> keys = List.of(key(errand, "variant", name), key(errand, "product", name));
        String what = "the variant \"" + item.name() + "\"";
        if (!isStillHeld(held)) return Step.stop(Ending.overtaken());
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
