package dev.ordersync.workqueue;

import java.util.Objects;

/**
 * Names one row of work: what is to be done with which thing of which store.
 *
 * @param kind for instance {@code OBSERVE_ORDER}
 * @param store store hash; for work on a Katana account the account's id
 * @param entity for instance the order id
 */
public record WorkKey(String kind, String store, String entity) {
    public WorkKey {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(store);
        Objects.requireNonNull(entity);
    }

    @Override
    public String toString() {
        return kind + "/" + store + "/" + entity;
    }
}
