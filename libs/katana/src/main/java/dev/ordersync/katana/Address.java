package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A postal address to write, on a sales order or a customer. Empty parts are null; they are left out of creates and
 * cleared by patches. Source: pages "Create a sales order", "Create a sales order address".
 *
 * @param entityType {@link #BILLING} or {@link #SHIPPING}
 * @param country free text; Katana's examples use English names
 */
public record Address(
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
        String country) {

    public static final String BILLING = "billing";
    public static final String SHIPPING = "shipping";

    public Address {
        if (!BILLING.equals(entityType) && !SHIPPING.equals(entityType))
            throw new IllegalArgumentException("neither billing nor shipping: " + entityType);
        firstName = blankToNull(firstName);
        lastName = blankToNull(lastName);
        company = blankToNull(company);
        phone = blankToNull(phone);
        line1 = blankToNull(line1);
        line2 = blankToNull(line2);
        city = blankToNull(city);
        state = blankToNull(state);
        zip = blankToNull(zip);
        country = blankToNull(country);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
