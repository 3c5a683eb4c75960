package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Bill-to or ship-to of a sales order as Katana holds it. Source: {@code /sales_order_addresses}; a sales order's own
 * answer names them by id only.
 */
public record SalesOrderAddress(
        long id,
        long salesOrderId,
        String entityType,
        String firstName,
        String lastName,
        String company,
        String phone,
        @JsonProperty("line_1") String line1,
        @JsonProperty("line_2") String line2,
        String city,
        String state,
        String zip,
        String country,
        Instant deletedAt)
        implements Identified {

    /** The same as one writes it, for comparing; null when it is neither billing nor shipping. */
    public Address content() {
        if (!Address.BILLING.equals(entityType) && !Address.SHIPPING.equals(entityType)) return null;
        return new Address(entityType, firstName, lastName, company, phone, line1, line2, city, state, zip, country);
    }
}
