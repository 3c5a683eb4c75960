package dev.ordersync.domain;

import java.util.Objects;

/** Names one BigCommerce order: the store's hash and the order's id there. Its key is the topics' record key. */
public record OrderRef(String store, long orderId) {
    public OrderRef {
        Objects.requireNonNull(store);
        if (store.isBlank() || store.indexOf(':') >= 0) throw new IllegalArgumentException("store hash: " + store);
        if (orderId <= 0) throw new IllegalArgumentException("order id: " + orderId);
    }

    /** {@code storeHash:orderId}. */
    public String key() {
        return store + ":" + orderId;
    }

    /** Reads a {@link #key()}. */
    public static OrderRef parse(String key) {
        int colon = key.lastIndexOf(':');
        if (colon <= 0) throw new IllegalArgumentException("order key: " + key);
        return new OrderRef(key.substring(0, colon), Long.parseLong(key.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return key();
    }
}
