package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.katana.NewProduct;
import dev.ordersync.katana.NewService;
import dev.ordersync.katana.NewVariant;
import dev.ordersync.katana.Product;
import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.kept.KnownVariant;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The three ways in which an item comes into Katana. What an earlier attempt made is found by its SKU; without one, a
 * product by the mark in its notes, a service by its name, a variant by its options.
 */
final class NewItem {
    static final String PIECES = "pcs";
    /** Katana takes ten options at most. */
    private static final int MOST_OPTIONS = 10;

    static final class AsProduct implements CreateOnce.Create<KnownVariant> {
        private final Errand errand;
        private final Item item;
        private final KeepVariant keep;

        AsProduct(Errand errand, Item item, KeepVariant keep) {
            this.errand = errand;
            this.item = item;
            this.keep = keep;
        }

        @Override
        public Step<Optional<KnownVariant>> find() {
            if (ItemNames.sku(item) != null) return bySku(errand, ItemNames.sku(item));
            return Step.of(errand.katana().catalogue().productsNamed(item.name()), "the product")
                    .map(found -> found.stream()
                            .filter(product -> mark().equals(product.additionalInfo()))
                            .findFirst()
                            .map(NewItem::known));
        }

        @Override
        public Answer<KnownVariant> post() {
            List<Option> options =
                    item instanceof Item.Catalogue c && c.variantId() != 0 ? given(c.options()) : List.of();
            List<Product.Config> configs = options.stream()
                    .map(option -> new Product.Config(option.name(), List.of(option.value())))
                    .toList();
            return read(errand.katana()
                    .catalogue()
                    .createProduct(new NewProduct(
                            item.name(),
                            PIECES,
                            null,
                            true,
                            true,
                            false,
                            mark(),
                            configs,
                            List.of(variant(item, options)))));
        }

        /** Says where it comes from, and tells it from others of its name. */
        private String mark() {
            return NewItem.mark(ItemNames.own(errand.store().hash(), item));
        }

        @Override
        public void keep(Connection tx, KnownVariant made) throws Exception {
            keep.keep(tx, errand, item, made);
        }
    }

    static final class AsService implements CreateOnce.Create<KnownVariant> {
        private final Errand errand;
        private final Item.Service item;
        private final KeepVariant keep;

        AsService(Errand errand, Item.Service item, KeepVariant keep) {
            this.errand = errand;
            this.item = item;
            this.keep = keep;
        }

        @Override
        public Step<Optional<KnownVariant>> find() {
            if (item.sku() != null) return bySku(errand, item.sku());
            return Step.of(errand.katana().catalogue().servicesNamed(item.name()), "the service")
                    .map(found -> found.stream()
                            .filter(service -> !service.variants().isEmpty())
                            .map(NewItem::known)
                            .filter(service -> !isOfAnother(service))
                            .findFirst());
        }

        /** A custom line has a service of its own, though others of the same name are there. */
        private boolean isOfAnother(KnownVariant service) {
            return ItemNames.isCustom(item) && keep.isKept(errand, service.variantId());
        }

        @Override
        public Answer<KnownVariant> post() {
            return read(errand.katana()
                    .catalogue()
                    .createService(new NewService(item.name(), PIECES, null, item.sku(), item.salesPrice())));
        }

        @Override
        public void keep(Connection tx, KnownVariant made) throws Exception {
            keep.keep(tx, errand, item, made);
        }
    }

    static final class AsVariant implements CreateOnce.Create<KnownVariant> {
        private final Errand errand;
        private final Item.Catalogue item;
        private final Product product;
        private final KeepVariant keep;

        AsVariant(Errand errand, Item.Catalogue item, Product product, KeepVariant keep) {
            this.errand = errand;
            this.item = item;
            this.product = product;
            this.keep = keep;
        }

        @Override
        public Step<Optional<KnownVariant>> find() {
            if (item.sku() != null) return bySku(errand, item.sku());
            var options = configAttributes(item.options());
            return Step.go(product.variants().stream()
                    .filter(variant -> variant.isLive()
                            && variant.configAttributes().size() == options.size()
                            && variant.configAttributes().containsAll(options))
                    .findFirst()
                    .map(this::known));
        }

        @Override
        public Answer<KnownVariant> post() {
            return errand.katana()
                    .catalogue()
                    .createVariant(product.id(), variant(item, given(item.options())))
                    .map(this::known);
        }

        private KnownVariant known(Variant variant) {
            return new KnownVariant(variant.id(), product.id(), variant.sku(), batchTracked(product));
        }

        @Override
        public void keep(Connection tx, KnownVariant made) throws Exception {
            keep.keep(tx, errand, item, made);
        }
    }

    private static Step<Optional<KnownVariant>> bySku(Errand errand, String sku) {
        return Step.of(errand.katana().catalogue().variantsBySku(List.of(sku)), "the variant")
                .map(found -> found.stream().findFirst().map(ResolveVariants::known));
    }

    /** In a product's notes: what of the shop it was made for. */
    static String mark(String name) {
        return "BigCommerce " + name;
    }

    static NewVariant variant(Item item, List<Option> options) {
        return new NewVariant(ItemNames.sku(item), item.salesPrice(), null, null, configAttributes(options));
    }

    static List<Variant.ConfigAttribute> configAttributes(List<Option> options) {
        return given(options).stream()
                .map(option -> new Variant.ConfigAttribute(option.name(), option.value()))
                .toList();
    }

    /** The options that Katana can hold: named, with a value, each name once. */
    static List<Option> given(List<Option> options) {
        return options.stream()
                .filter(option -> option.name() != null && option.value() != null)
                .filter(option -> !option.name().isBlank() && !option.value().isBlank())
                .collect(Collectors.toMap(Option::name, option -> option, (a, b) -> a, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST_OPTIONS)
                .toList();
    }

    private static Answer<KnownVariant> read(Answer<Product> created) {
        if (created.isOk() && created.value().variants().isEmpty())
            return Answer.failed(new Failure.Uncertain("created without a variant in the answer"));
        return created.map(NewItem::known);
    }

    private static KnownVariant known(Product product) {
        Variant variant = product.variants().get(0);
        Long productId = "service".equals(product.type()) ? null : Long.valueOf(product.id());
        return new KnownVariant(variant.id(), productId, variant.sku(), batchTracked(product));
    }

    /** Null as well for what is made of serial numbers, see {@link ResolveVariants#known}. */
    static Boolean batchTracked(Product product) {
        return Boolean.TRUE.equals(product.serialTracked()) ? null : product.batchTracked();
    }

    private NewItem() {}
}
