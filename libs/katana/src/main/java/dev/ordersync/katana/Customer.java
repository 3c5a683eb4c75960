package dev.ordersync.katana;

import java.time.Instant;

/**
 * A customer. Any field but {@code id} may be null. Source: {@code /customers}.
 *
 * @param referenceId the customer's id in another system; ours is {@code bc:{storeHash}:{customerId}}
 */
public record Customer(
        long id,
        String name,
        String firstName,
        String lastName,
        String company,
        String email,
        String phone,
        String comment,
        String currency,
        String referenceId,
        String category,
        Instant createdAt,
        Instant updatedAt,
        Instant deletedAt)
        implements Identified {}
