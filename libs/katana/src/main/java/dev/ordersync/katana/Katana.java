package dev.ordersync.katana;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import java.net.URI;
import java.time.Duration;

/**
 * The API of one Katana account, as far as we use it.
 *
 * <p>Creates are not repeatable: without an answer they are {@code Uncertain} and settled by look-up. Patches and
 * deletes are repeatable. Every method answers; none throws for what the other side does.
 */
public final class Katana {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SalesOrders salesOrders;
    private final SalesOrderParts parts;
    private final Fulfillments fulfillments;
    private final Catalogue catalogue;
    private final Customers customers;
    private final Account account;
    private final Webhooks webhooks;

    public Katana(Transport transport, URI base, Secret key, Gate gate) {
        this(transport, base, key, gate, TIMEOUT);
    }

    /** @param base including {@code /v1} */
    public Katana(Transport transport, URI base, Secret key, Gate gate, Duration timeout) {
        Wire wire = new Wire(transport, base, key, gate, timeout);
        this.salesOrders = new SalesOrders(wire);
        this.parts = new SalesOrderParts(wire);
        this.fulfillments = new Fulfillments(wire);
        this.catalogue = new Catalogue(wire);
        this.customers = new Customers(wire);
        this.account = new Account(wire);
        this.webhooks = new Webhooks(wire);
    }

    public SalesOrders salesOrders() {
        return salesOrders;
    }

    /** Rows, addresses and the shipping fee of sales orders. */
    public SalesOrderParts parts() {
        return parts;
    }

    /** Deliveries, and the batches they are made from. */
    public Fulfillments fulfillments() {
        return fulfillments;
    }

    /** Variants, products, services. */
    public Catalogue catalogue() {
        return catalogue;
    }

    public Customers customers() {
        return customers;
    }

    /** Factory settings, locations, tax rates. */
    public Account account() {
        return account;
    }

    public Webhooks webhooks() {
        return webhooks;
    }
}
