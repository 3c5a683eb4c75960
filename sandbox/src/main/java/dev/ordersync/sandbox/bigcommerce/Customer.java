package dev.ordersync.sandbox.bigcommerce;

import java.util.List;

/** A shopper's account. */
public record Customer(
        int id,
        String email,
        String firstName,
        String lastName,
        String company,
        String phone,
        long createdAt,
        List<Address> addresses) {}
