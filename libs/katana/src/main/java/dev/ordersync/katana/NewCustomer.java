package dev.ordersync.katana;

import java.util.List;

/**
 * A customer to create. Null and empty parts are left out. Source: page "Create a customer".
 *
 * @param name required
 * @param referenceId at most 100 characters; never cut, since it identifies
 */
public record NewCustomer(
        String name,
        String firstName,
        String lastName,
        String company,
        String email,
        String phone,
        String currency,
        String referenceId,
        String category,
        List<Address> addresses) {

    public NewCustomer {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a customer has a name");
        addresses = Lists.of(addresses);
        category = Limits.cut(category, 100);
    }
}
