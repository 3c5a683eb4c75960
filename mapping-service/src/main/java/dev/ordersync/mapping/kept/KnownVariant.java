package dev.ordersync.mapping.kept;

/**
 * A Katana variant that stands for an item.
 *
 * @param productId what it is a variant of; null for services and materials
 * @param sku null when it has none
 * @param batchTracked null when Katana did not say
 */
public record KnownVariant(long variantId, Long productId, String sku, Boolean batchTracked) {}
