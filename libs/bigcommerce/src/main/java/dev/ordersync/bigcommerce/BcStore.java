package dev.ordersync.bigcommerce;

/**
 * The store's own settings. Source: {@code GET /v2/store}.
 *
 * @param pricesIncludeTax {@code is_price_entered_with_tax}; null when absent
 * @param weightUnits {@code LBS}, {@code Ounces}, {@code KGS}, {@code Grams} or {@code Tonnes}
 */
public record BcStore(
        String hash,
        String name,
        String domain,
        String currency,
        Boolean pricesIncludeTax,
        String planName,
        String planLevel,
        String weightUnits,
        String timezone,
        String status) {}
