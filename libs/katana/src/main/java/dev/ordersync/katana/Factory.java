package dev.ordersync.katana;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * The account's own settings. Source: {@code /factory}.
 *
 * @param defaultSoDeliveryTime days as text ({@code "14"}) or null; see {@link #deliveryDays()}
 * @param inventoryClosingDate nothing may be delivered before it
 */
public record Factory(
        String displayName,
        String legalName,
        String baseCurrencyCode,
        String defaultSoDeliveryTime,
        Long defaultSalesLocationId,
        Instant inventoryClosingDate) {

    /** The default delivery time in days; empty when it is not set or is not a number of days. */
    public OptionalInt deliveryDays() {
        String days = defaultSoDeliveryTime == null ? "" : defaultSoDeliveryTime.trim();
        return days.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(days)) : OptionalInt.empty();
    }
}
