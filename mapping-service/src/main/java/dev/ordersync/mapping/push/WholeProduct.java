package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.katana.NewProduct;
import dev.ordersync.katana.Product;
import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.ShopProduct;
import dev.ordersync.mapping.kept.KnownVariant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A product of the catalogue with several variants in one call. What an earlier attempt made is found by any of its
 * SKUs, else by the mark in its notes.
 */
final class WholeProduct implements CreateOnce.Create<Product> {
    private final CatalogueErrand errand;
    private final ShopProduct product;
    private final List<Item.Catalogue> items;
    private final KeepVariant keep;

    WholeProduct(CatalogueErrand errand, ShopProduct product, List<Item.Catalogue> items, KeepVariant keep) {
        this.errand = errand;
        this.product = product;
        this.items = items;
        this.keep = keep;
    }

    @Override
    public Step<Optional<Product>> find() {
        List<String> skus =
                items.stream().map(Item.Catalogue::sku).filter(Objects::nonNull).toList();
        if (skus.isEmpty())
            return Step.of(errand.katana().catalogue().productsNamed(product.name()), "the product")
                    .map(found -> found.stream()
                            .filter(one -> mark().equals(one.additionalInfo()))
                            .findFirst());
        Step<List<Variant>> found = Step.of(errand.katana().catalogue().variantsBySku(skus), "the variants");
        if (found.stopped()) return found.stop();
        Optional<Long> id = found.value().stream()
                .map(Variant::productId)
                .filter(Objects::nonNull)
                .findFirst();
        if (id.isEmpty()) return Step.go(Optional.empty());
        return Step.of(errand.katana().catalogue().product(id.get()), "the product")
                .map(Optional::of);
    }

    @Override
    public Answer<Product> post() {
        Map<String, List<String>> configs = new LinkedHashMap<>();
        for (Item.Catalogue item : items)
            for (Option option : NewItem.given(item.options())) {
                List<String> values = configs.computeIfAbsent(option.name(), name -> new ArrayList<>());
                if (!values.contains(option.value())) values.add(option.value());
            }
        Answer<Product> created = errand.katana()
                .catalogue()
                .createProduct(new NewProduct(
                        product.name(),
                        NewItem.PIECES,
                        null,
                        true,
                        true,
                        false,
                        mark(),
                        configs.entrySet().stream()
                                .map(config -> new Product.Config(config.getKey(), config.getValue()))
                                .toList(),
                        items.stream()
                                .map(item -> NewItem.variant(item, item.options()))
                                .toList()));
        if (created.isOk() && created.value().variants().isEmpty())
            return Answer.failed(new Failure.Uncertain("created without a variant in the answer"));
        return created;
    }

    /** Says where it comes from, and tells it from others of its name. */
    private String mark() {
        return NewItem.mark(ItemNames.ofProduct(errand.store().hash(), product.id()));
    }

    /** Katana's order of variants is not documented: they are told by SKU, else by their options. */
    @Override
    public void keep(Connection tx, Product made) throws SQLException {
        for (Item.Catalogue item : items) {
            Optional<Variant> variant =
                    made.variants().stream().filter(one -> isOf(one, item)).findFirst();
            if (variant.isPresent())
                keep.keep(
                        tx,
                        errand,
                        item,
                        new KnownVariant(
                                variant.get().id(), made.id(), variant.get().sku(), NewItem.batchTracked(made)));
        }
    }

    private static boolean isOf(Variant variant, Item.Catalogue item) {
        if (item.sku() != null) return item.sku().equals(variant.sku());
        List<Variant.ConfigAttribute> options = NewItem.configAttributes(item.options());
        return variant.sku() == null
                && variant.configAttributes().size() == options.size()
                && variant.configAttributes().containsAll(options);
    }
}
