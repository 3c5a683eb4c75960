package dev.ordersync.sandbox.bigcommerce;

import java.util.Set;

/**
 * A credential of a store. Hooks belong to its client id.
 *
 * @param clientSecret null = deliveries are not signed
 * @param scopes OAuth scopes without {@code _read_only} for read and write, with it for read; empty = all
 */
public record ApiAccount(String token, String clientId, String clientSecret, Set<String> scopes) {
    static final String ORDERS = "store_v2_orders";
    static final String PRODUCTS = "store_v2_products";
    static final String CUSTOMERS = "store_v2_customers";
    static final String INFORMATION = "store_v2_information";

    boolean may(String scope, boolean write) {
        return scopes.isEmpty() || scopes.contains(scope) || (!write && scopes.contains(scope + "_read_only"));
    }
}
