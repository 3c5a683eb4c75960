package dev.ordersync.sandbox.bigcommerce;

import dev.ordersync.sandbox.kernel.SandboxClock;
import dev.ordersync.sandbox.kernel.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One store: its settings, credentials, catalogue, customers, orders and hooks. State of the loop. */
public final class Store {
    static final long WINDOW_MILLIS = 30_000;

    final SandboxClock clock;
    final StoreSetup setup;
    final String name;
    final int number;
    final Currency currency;
    final List<Currency> currencies = new ArrayList<>();
    final Map<String, ApiAccount> accounts = new LinkedHashMap<>();
    final Window quota;
    final TreeMap<Integer, Order> orders = new TreeMap<>();
    final TreeMap<Integer, Product> products = new TreeMap<>();
    final TreeMap<Integer, Customer> customers = new TreeMap<>();
    final TreeMap<Integer, Hook> hooks = new TreeMap<>();
    final Map<String, Integer> emails = new LinkedHashMap<>();
    final Ids ids;
    boolean inclusive;

    /** Sequences; each kind has its own, as ids of different kinds collide in the real system too. */
    static final class Ids {
        int order;
        int line = 1000;
        int destination = 500;
        int product = 70;
        int variant = 400;
        int customer = 10;
        int shipment = 20;
        int refund = 0;
        int hook = 18_048_287;
        int fee = 0;
        int tax = 0;
        int option = 0;
        int coupon = 0;
    }

    Store(SandboxClock clock, StoreSetup setup, int number) {
        this.clock = clock;
        this.setup = setup;
        this.name = setup.name();
        this.number = number;
        this.inclusive = setup.inclusive();
        this.currency = Currency.of(setup.currency());
        this.currencies.add(currency);
        this.accounts.put(setup.account().token(), setup.account());
        this.quota = new Window(WINDOW_MILLIS, setup.quota());
        this.ids = new Ids();
        this.ids.order = setup.firstOrderId() - 1;
    }

    public String hash() {
        return setup.hash();
    }

    public StoreSetup setup() {
        return setup;
    }

    /** Requests allowed per 30 seconds. */
    public int quota() {
        return quota.quota();
    }

    public Collection<Order> orders() {
        return orders.values();
    }

    public Optional<Order> order(int id) {
        return Optional.ofNullable(orders.get(id));
    }

    public Collection<Product> products() {
        return products.values();
    }

    public Collection<Hook> hooks() {
        return hooks.values();
    }

    public Optional<Customer> customer(int id) {
        return Optional.ofNullable(customers.get(id));
    }

    /** Tokens that open this store. */
    public Collection<String> tokens() {
        return accounts.keySet();
    }

    List<TaxRate> rates(int taxClassId) {
        var rates = setup.taxes().get(taxClassId);
        return rates != null ? rates : setup.taxes().getOrDefault(0, List.of());
    }

    Product add(Product.Spec spec) {
        var product = new Product(++ids.product, clock.millis());
        product.name = spec.name();
        product.sku = spec.sku();
        product.type = spec.type();
        product.price = spec.price();
        product.cost = spec.cost();
        product.taxClassId = spec.taxClassId();
        if (spec.variants().isEmpty()) {
            product.variants.add(new Product.Variant(++ids.variant, spec.sku(), null, Map.of()));
        } else {
            spec.variants()
                    .forEach((sku, options) ->
                            product.variants.add(new Product.Variant(++ids.variant, sku, null, options)));
        }
        products.put(product.id, product);
        return product;
    }

    Customer add(Address who) {
        var customer = new Customer(
                ++ids.customer,
                who.email(),
                who.firstName(),
                who.lastName(),
                who.company(),
                who.phone(),
                clock.millis(),
                List.of(who));
        customers.put(customer.id(), customer);
        return customer;
    }

    /** A product and one of its variants. */
    record Sellable(Product product, Product.Variant variant) {}

    Optional<Sellable> bySku(String sku) {
        for (var product : products.values()) {
            for (var variant : product.variants) {
                if (variant.sku().equals(sku)) {
                    return Optional.of(new Sellable(product, variant));
                }
            }
        }
        return Optional.empty();
    }
}
