package dev.ordersync.mapping.push;

import dev.ordersync.api.Transport;
import dev.ordersync.bigcommerce.BigCommerce;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import jakarta.enterprise.context.ApplicationScoped;

/** Each store's BigCommerce, within the store's quota. Nothing is written there. */
@ApplicationScoped
class Shops {
    private final Transport transport;
    private final Lanes lanes;
    private final MappingConfig config;

    Shops(Transport transport, Lanes lanes, MappingConfig config) {
        this.transport = transport;
        this.lanes = lanes;
        this.config = config;
    }

    BigCommerce of(Store store) {
        return new BigCommerce(
                transport,
                config.bigcommerce().url(),
                store.hash(),
                store.bigcommerceToken(),
                lanes.gate(store.bigcommerceLane(), config.mapping().quotaPatience()));
    }
}
