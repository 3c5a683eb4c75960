package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import dev.ordersync.api.Page;
import dev.ordersync.api.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be sold. Sources: {@code /variants}, {@code /products}, {@code /services}. */
public final class Catalogue {
    private static final int KEYS_PER_CALL = 50;

    private final Wire wire;
    private final Lister lister;

    Catalogue(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /**
     * The live variants with exactly these SKUs, to the letter, 50 SKUs per call, with what they are variants of.
     * Katana does not keep SKUs unique: several for one SKU are all given.
     */
    public Answer<List<Variant>> variantsBySku(Collection<String> skus) {
        return bySku(skus, false)
                .map(Lister::values)
                .map(found -> found.stream().filter(Variant::isLive).toList());
    }

    /**
     * The same, and those that are archived, themselves or by their product. No documented answer of {@code /variants}
     * has an {@code archived_at}; only that lists leave archived ones out. So the SKUs of what does not tell are asked
     * for once more without the archived ones: what is missing there is archived.
     */
    public Answer<List<Variant>> variantsBySkuWithArchived(Collection<String> skus) {
        Answer<List<Read<Variant>>> all = bySku(skus, true);
        if (!all.isOk()) return Answer.failed(all.failure());
        List<String> untold = all.value().stream()
                .filter(read -> !tellsWhetherArchived(read.raw()))
                .map(read -> read.value().sku())
                .toList();
        return variantsBySku(untold).map(live -> {
            Set<Long> ids = live.stream().map(Variant::id).collect(Collectors.toSet());
            return all.value().stream()
                    .map(read -> tellsWhetherArchived(read.raw())
                                    || ids.contains(read.value().id())
                            ? read.value()
                            : read.value().archived())
                    .toList();
        });
    }

    private static boolean tellsWhetherArchived(JsonNode variant) {
        return variant.has("archived_at") || variant.path("product_or_material").has("archived_at");
    }

    private Answer<List<Read<Variant>>> bySku(Collection<String> skus, boolean withArchived) {
        List<String> asked =
                skus.stream().filter(sku -> sku != null && !sku.isBlank()).toList();
        return Chunks.ask(
                asked,
                KEYS_PER_CALL,
                some -> lister.all(
                        () -> extended(wire.at("/variants").withEach("sku", some), withArchived),
                        Variant.class,
                        variant -> !variant.isDeleted() && some.contains(variant.sku())));
    }

    /** These variants while they are live, 50 per call, with what they are variants of. */
    public Answer<List<Variant>> variantsById(Collection<Long> ids) {
        return byId(ids, false)
                .map(found -> found.stream().filter(Variant::isLive).toList());
    }

    /** The same, and those that are archived, themselves or by their product. */
    public Answer<List<Variant>> variantsByIdWithArchived(Collection<Long> ids) {
        return byId(ids, true);
    }

    /** The same with deleted ones too: whatever became of them. */
    public Answer<List<Variant>> variantsByIdWithDeleted(Collection<Long> ids) {
        return byId(
                ids,
                some -> extended(wire.at("/variants").withEach("ids", some), true)
                        .with("include_deleted", true));
    }

    private Answer<List<Variant>> byId(Collection<Long> ids, boolean withArchived) {
        return byId(ids, some -> extended(wire.at("/variants").withEach("ids", some), withArchived))
                .map(found ->
                        found.stream().filter(variant -> !variant.isDeleted()).toList());
    }

    private Answer<List<Variant>> byId(Collection<Long> ids, Function<List<Long>, Query> url) {
        return Chunks.ask(
                        ids,
                        KEYS_PER_CALL,
                        some -> lister.all(
                                () -> url.apply(some), Variant.class, variant -> some.contains(variant.id())))
                .map(Lister::values);
    }

    /** With what they are variants of. */
    private static Query extended(Query variants, boolean withArchived) {
        variants.with("extend", "product_or_material");
        return withArchived ? variants.with("include_archived", "true") : variants;
    }

    /**
     * Variants changed, deleted or archived since then, 250 a page, from page 1. Whether the bound is inclusive is not
     * documented: overlap.
     */
    public Answer<Page<Read<Variant>>> variantsUpdatedSince(Instant since, int page) {
        return lister.page(
                wire.at("/variants")
                        .with("updated_at_min", KatanaJson.text(since))
                        .with("include_deleted", true)
                        .with("include_archived", true),
                page,
                Variant.class,
                variant -> variant.updatedAt() == null || !variant.updatedAt().isBefore(since));
    }

    /** One product with its variants. */
    public Answer<Product> product(long productId) {
        return wire.get(wire.at("/products").id(productId), Product.class).map(Read::value);
    }

    /** Live products with this very name: the look-up after an uncertain create of a product without SKU. */
    public Answer<List<Product>> productsNamed(String name) {
        return named("/products", name);
    }

    /** Live services with this very name. */
    public Answer<List<Product>> servicesNamed(String name) {
        return named("/services", name);
    }

    private Answer<List<Product>> named(String path, String name) {
        return lister.all(
                        () -> wire.at(path).with("name", name),
                        Product.class,
                        p -> name.equals(p.name()) && p.deletedAt() == null && p.archivedAt() == null)
                .map(Lister::values);
    }

    /** {@code Uncertain} without an answer: look the SKUs up, or the name where there is none. */
    public Answer<Product> createProduct(NewProduct product) {
        return wire.create(wire.at("/products"), product, Product.class).map(Read::value);
    }

    /** A service; its one variant is what goes on rows. */
    public Answer<Product> createService(NewService service) {
        return wire.create(wire.at("/services"), service.body(), Product.class).map(Read::value);
    }

    /** A further variant of a product. */
    public Answer<Variant> createVariant(long productId, NewVariant variant) {
        ObjectNode body = (ObjectNode) Json.read(KatanaJson.write(variant)).orElseThrow();
        return wire.create(wire.at("/variants"), body.put("product_id", productId), Variant.class)
                .map(Read::value);
    }

    /** Changes a product; gives it where the answer holds it. */
    public Answer<Optional<Product>> patchProduct(long productId, ProductPatch patch) {
        return wire.patch(wire.at("/products").id(productId), patch.body(), Product.class)
                .map(read -> read.map(Read::value));
    }
}
