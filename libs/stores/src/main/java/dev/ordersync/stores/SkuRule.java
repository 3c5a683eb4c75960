package dev.ordersync.stores;

import java.time.Instant;

/**
 * A person's word on one SKU of a store.
 *
 * @param sku as in the cause of a held order: a SKU, or {@code product 10} for a BigCommerce product without one
 * @param treatAs the Katana SKU that it is to be treated as; null: it may be created as a product
 */
public record SkuRule(String sku, String treatAs, String changedBy, Instant changedAt) {

    public boolean isCreate() {
        return treatAs == null;
    }
}
