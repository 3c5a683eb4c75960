package dev.ordersync.ingest.observe;

/**
 * The customer account that an order names, as far as the order itself does not show it.
 *
 * @param email null when there is no such account, when it has none or when we may not read it
 */
public record Account(String email) {
    static final Account NONE = new Account(null);
}
