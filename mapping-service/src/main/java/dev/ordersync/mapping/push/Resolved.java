package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.kept.KnownVariant;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Katana's ids for what a plan speaks of.
 *
 * @param customerId 0 when it was not asked for
 * @param variants by {@link Item#identity()}
 * @param taxRates by percentage with three places
 */
record Resolved(long customerId, Map<String, KnownVariant> variants, Map<BigDecimal, Long> taxRates) {

    KnownVariant variant(Item item) {
        return variants.get(item.identity());
    }

    /** Null for an untaxed row. */
    Long taxRate(BigDecimal percent) {
        return Wire.isTaxed(percent) ? taxRates.get(ResolveTaxRates.threePlaces(percent)) : null;
    }

    /** For a row that had a rate, which Katana cannot take away: untaxed is then a rate of 0. */
    Long taxRateOrZero(BigDecimal percent) {
        return taxRates.get(ResolveTaxRates.threePlaces(percent == null ? BigDecimal.ZERO : percent));
    }
}
