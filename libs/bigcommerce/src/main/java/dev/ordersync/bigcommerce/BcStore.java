package dev.ordersync.bigcommerce;

/**
 * The store's own settings. Source: {@code GET /v2/store}.
 *
 * @param weightUnits {@code LBS}, {@code Ounces}, {@code KGS}, {@code Grams} or {@code Tonnes}
 */
public record BcStore(
        String hash,
        String name,
        String domain,
        String currency,
        String planName,
        String planLevel,
        String weightUnits,
        String timezone,
        String status) {}
