package dev.ordersync.bigcommerce;

import java.util.List;

/** A customer account with its first addresses (10 at most). Source: {@code GET /v3/customers?include=addresses}. */
public record BcCustomer(
        long id,
        String email,
        String firstName,
        String lastName,
        String company,
        String phone,
        List<BcAddress> addresses) {
    public BcCustomer {
        addresses = List.copyOf(addresses);
    }
}
