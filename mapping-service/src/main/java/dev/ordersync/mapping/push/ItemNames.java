package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.Item;
import java.util.Optional;

/** Under which names a variant is remembered; see {@code KnownVariants}. */
final class ItemNames {

    /** What decides first: the SKU where there is one. */
    static String first(String store, Item item) {
        String sku = sku(item);
        return sku == null ? own(store, item) : ofSku(sku);
    }

    /** By the shop's own ids. */
    static String own(String store, Item item) {
        if (item instanceof Item.Catalogue catalogue)
            return ofProduct(store, catalogue.productId()) + ":" + catalogue.variantId();
        if (item instanceof Item.Custom custom)
            return "custom:" + store + ":" + custom.orderId() + ":" + custom.lineId();
        return "service:" + store + ":" + ((Item.Service) item).code();
    }

    /**
     * The shop's ids, where they tell which variant it is: of a product whose order names no variant, the SKU alone does.
     */
    static Optional<String> bound(String store, Item item) {
        boolean anyOfItsProduct =
                item instanceof Item.Catalogue catalogue && catalogue.variantId() == 0 && catalogue.sku() != null;
        return anyOfItsProduct ? Optional.empty() : Optional.of(own(store, item));
    }

    /** A product of the shop, whichever variant. */
    static String ofProduct(String store, long productId) {
        return "bc:" + store + ":" + productId;
    }

    static String ofSku(String sku) {
        return "sku:" + sku;
    }

    /** A custom item or the service of one: each line has its own. */
    static boolean isCustom(Item item) {
        return item instanceof Item.Custom
                || item instanceof Item.Service service && service.code().startsWith("custom:");
    }

    /** Null when it has none, or must not be matched by it. */
    static String sku(Item item) {
        if (item instanceof Item.Catalogue catalogue) return catalogue.sku();
        if (item instanceof Item.Service service) return service.sku();
        return null;
    }

    private ItemNames() {}
}
