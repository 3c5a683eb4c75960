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
        if (decision instanceof Decision.CreateService)
            return once(errand, "service", name, item, new NewItem.AsService(errand, (Item.Service) item, keep));
        if (decision instanceof Decision.CreateVariant variant && item instanceof Item.Catalogue catalogue) {
            Step<Optional<Product>> product = fitting(errand, variant.productId(), catalogue.options());
            if (product.stopped()) return product.stop();
            if (product.value().isPresent()) {
                Step<KnownVariant> made = once(
                        errand,
                        "variant",
                        name,
                        item,
                        new NewItem.AsVariant(errand, catalogue, product.value().get(), keep));
                if (!Ending.isRefused(made)) return made; // Katana does not want it there: a product of its own then
            }
        }
        return once(errand, "product", name, item, new NewItem.AsProduct(errand, item, keep));
    }

    private Step<KnownVariant> once(
            Errand errand, String what, String name, Item item, CreateOnce.Create<KnownVariant> create) {
        return once.create(
                errand,
                new Intents.Key(errand.account(), what, name),
                "the " + what + " \"" + item.name() + "\"",
                create);
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
