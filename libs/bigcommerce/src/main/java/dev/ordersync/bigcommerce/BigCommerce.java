package dev.ordersync.bigcommerce;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Query;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import java.net.URI;
import java.time.Duration;

/**
 * The API of one BigCommerce store, as far as we use it. Requests go to {@code {baseUrl}/stores/{hash}/v2|v3/...}.
 *
 * <p>We change an order by its status only and never build a request that could archive it.
 *
 * <p>When the store does not answer: see {@link Transport}. Every method answers; none throws for what the other side
 * does.
 */
public final class BigCommerce {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final BcOrders orders;
    private final BcShipments shipments;
    private final BcHooks hooks;
    private final BcStoreInfo store;
    private final BcCatalogue catalogue;

    public BigCommerce(Transport transport, URI baseUrl, String storeHash, Secret token, Gate gate) {
        this(transport, baseUrl, storeHash, token, gate, TIMEOUT);
    }

    /** @param timeout of a single exchange; lists of orders with their lines get twice as much */
    public BigCommerce(Transport transport, URI baseUrl, String storeHash, Secret token, Gate gate, Duration timeout) {
        URI store = Query.at(baseUrl).path("/stores").segment(storeHash).uri();
        Wire wire = new Wire(transport, store, token, gate, timeout);
        Wire patient = new Wire(transport, store, token, gate, timeout.multipliedBy(2));
        this.orders = new BcOrders(wire, patient);
        this.shipments = new BcShipments(wire);
        this.hooks = new BcHooks(wire);
        this.store = new BcStoreInfo(wire);
        this.catalogue = new BcCatalogue(wire);
    }

    public BcOrders orders() {
        return orders;
    }

    public BcShipments shipments() {
        return shipments;
    }

    public BcHooks hooks() {
        return hooks;
    }

    public BcStoreInfo store() {
        return store;
    }

    /** Products and customers. */
    public BcCatalogue catalogue() {
        return catalogue;
    }
}
