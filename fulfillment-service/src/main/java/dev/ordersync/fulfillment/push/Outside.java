package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Transport;
import dev.ordersync.bigcommerce.BigCommerce;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.katana.Katana;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import jakarta.enterprise.context.ApplicationScoped;

/** The two outside systems as one store sees them, each behind the gate of its lane. */
@ApplicationScoped
class Outside {
    private final Transport transport;
    private final Lanes lanes;
    private final FulfillmentConfig config;

    Outside(Transport transport, Lanes lanes, FulfillmentConfig config) {
        this.transport = transport;
        this.lanes = lanes;
        this.config = config;
    }

    Katana katana(Store store) {
        return new Katana(
                transport,
                config.katana().url(),
                store.katanaKey(),
                lanes.gate(store.katanaLane(), config.fulfillment().quotaPatience()));
    }

    BigCommerce bigcommerce(Store store) {
        return new BigCommerce(
                transport,
                config.bigcommerce().url(),
                store.hash(),
                store.bigcommerceToken(),
                lanes.gate(store.bigcommerceLane(), config.fulfillment().quotaPatience()));
    }
}
