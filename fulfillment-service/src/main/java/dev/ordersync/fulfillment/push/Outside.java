package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Transport;
import dev.ordersync.bigcommerce.BigCommerce;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.katana.Katana;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.HandGate;
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
        return katana(store, gate(store.katanaLane()));
    }

    BigCommerce bigcommerce(Store store) {
        return bigcommerce(store, gate(store.bigcommerceLane()));
    }

    /** For who writes the order, with a hand on it. */
    Katana writeKatana(OrderCase at) {
        return katana(at.store(), new HandGate(gate(at.store().katanaLane()), at.hand()));
    }

    /** For who writes the order, with a hand on it. */
    BigCommerce writeBigcommerce(OrderCase at) {
        return bigcommerce(at.store(), new HandGate(gate(at.store().bigcommerceLane()), at.hand()));
    }

    private Katana katana(Store store, Gate gate) {
        return new Katana(transport, config.katana().url(), store.katanaKey(), gate);
    }

    private BigCommerce bigcommerce(Store store, Gate gate) {
        return new BigCommerce(transport, config.bigcommerce().url(), store.hash(), store.bigcommerceToken(), gate);
    }

    private Gate gate(String lane) {
        return lanes.gate(lane, config.fulfillment().quotaPatience());
    }
}
