package dev.ordersync.mapping.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Rule P4: which Katana variant a row's item is. A guessed one is never written. */
public final class VariantLadder {

    /** A variant that Katana's look-up by SKU (or by id, for a bound one) answered. */
    public record Candidate(long variantId, String sku, String productName, boolean archived, boolean deleted) {
        boolean live() {
            return !archived && !deleted;
        }
    }

    /** @param variant the Katana variant that we keep for the BigCommerce product and variant (or custom line); or null */
    public record Known(Candidate variant, Long productId) {
        public static final Known NOTHING = new Known(null, null);
    }

    /**
     * What a person said of the item's SKU in this store.
     *
     * @param treatAs the Katana SKU that it stands for; null when it stands for itself
     * @param creates it may be created, whatever the store's setting
     */
    public record Word(String treatAs, boolean creates) {
        public static final Word NONE = new Word(null, false);
    }

    public sealed interface Decision {
        record Use(long variantId) implements Decision {}

        record CreateProduct() implements Decision {}

        /** A new variant of a Katana product that stands for the same BigCommerce product. */
        record CreateVariant(long productId) implements Decision {}

        record CreateService() implements Decision {}

        record Held(String cause, String sentence) implements Decision {}
    }

    /**
     * @param bySku what Katana answered for the item's SKU, or for the one that it is to be treated as; archived and
     *     deleted ones included
     * @param known what we keep for the item's BigCommerce ids
     * @param createProducts the store's setting
     * @param word counts for catalogue items only
     */
    public static Decision decide(Item item, List<Candidate> bySku, Known known, boolean createProducts, Word word) {
        if (item instanceof Item.Custom) return bound(known, new Decision.CreateProduct());
        if (item instanceof Item.Service service)
            return bySku(service.sku(), bySku, known, new Decision.CreateService());
        Item.Catalogue catalogue = (Item.Catalogue) item;
        // a person's word goes before what we kept, and a SKU that a person named is never made up
        if (word.treatAs() != null)
            return bySku(word.treatAs(), bySku, Known.NOTHING, noSuchAlias(catalogue, word.treatAs()));
        Decision none = createProducts || word.creates() ? create(known) : unknown(catalogue);
        return bySku(catalogue.sku(), bySku, known, none);
    }

    private static Decision bySku(String sku, List<Candidate> answered, Known known, Decision none) {
        if (sku == null) return bound(known, none);
        List<Candidate> exact = answered.stream()
                .filter(candidate -> sku.equals(candidate.sku()) && !candidate.deleted())
                .sorted(Comparator.comparingLong(Candidate::variantId))
                .toList();
        List<Candidate> live = exact.stream().filter(Candidate::live).toList();
        if (live.size() == 1) return new Decision.Use(live.get(0).variantId());
        if (live.size() > 1) return new Decision.Held("ambiguous-sku:" + sku, several(sku, live));
        if (isLive(known.variant())) return new Decision.Use(known.variant().variantId());
        if (!exact.isEmpty())
            return new Decision.Held(
                    "archived-sku:" + sku,
                    "SKU " + sku + " is archived in Katana (" + named(exact.get(0))
                            + "): restore it there, then retry.");
        return none;
    }

    private static Decision bound(Known known, Decision none) {
        return isLive(known.variant()) ? new Decision.Use(known.variant().variantId()) : none;
    }

    private static Decision create(Known known) {
        return known.productId() == null ? new Decision.CreateProduct() : new Decision.CreateVariant(known.productId());
    }

    /** Under which name a person speaks of the item: its SKU, or its BigCommerce product where it has none. */
    public static String spokenOf(Item.Catalogue item) {
        return item.sku() == null ? "product " + item.productId() : item.sku();
    }

    private static Decision noSuchAlias(Item.Catalogue item, String treatAs) {
        return new Decision.Held(
                "unknown-alias:" + spokenOf(item),
                "SKU " + spokenOf(item) + " is to be treated as " + treatAs
                        + ", which is not in Katana: create it there or name another one.");
    }

    private static Decision unknown(Item.Catalogue item) {
        String what = spokenOf(item);
        String named = item.sku() == null
                ? "'" + Words.name(item.name()) + "' (without SKU)"
                : "SKU " + item.sku() + " ('" + Words.name(item.name()) + "')";
        return new Decision.Held(
                "unknown-sku:" + what, named + " is not in Katana, and this store does not create products.");
    }

    private static String several(String sku, List<Candidate> live) {
        String names = live.stream().map(VariantLadder::named).collect(Collectors.joining(", "));
        return "SKU " + sku + " stands for " + live.size() + " variants in Katana: " + names
                + ". Keep it on one of them, then retry.";
    }

    private static String named(Candidate candidate) {
        String product = candidate.productName() == null ? "" : Words.name(candidate.productName()) + ", ";
        return product + "variant " + candidate.variantId();
    }

    private static boolean isLive(Candidate candidate) {
        return candidate != null && candidate.live();
    }

    private VariantLadder() {}
}
