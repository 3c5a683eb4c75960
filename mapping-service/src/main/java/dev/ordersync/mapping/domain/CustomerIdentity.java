package dev.ordersync.mapping.domain;

/**
 * Who ordered, as rule P2 needs it.
 *
 * @param customerId BigCommerce customer id, 0 for a guest
 * @param referenceId {@code bc:storeHash:customerId}; null for a guest
 * @param name never blank: first and last name, else company, else e-mail, else a name for this order's guest
 * @param email trimmed, as written; null when there is none
 */
public record CustomerIdentity(
        long customerId,
        String referenceId,
        String name,
        String firstName,
        String lastName,
        String company,
        String email,
        String phone) {

    public boolean isGuest() {
        return customerId == 0;
    }
}
