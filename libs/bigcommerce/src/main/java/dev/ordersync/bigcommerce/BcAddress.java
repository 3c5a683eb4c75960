package dev.ordersync.bigcommerce;

/**
 * A postal address of an order; absent texts are empty. Source: orders v2, {@code billing_address} and consignments.
 *
 * @param state full name ({@code Texas}), free text in countries without a state list
 * @param country English name
 * @param email the billing one is the shopper's; the shipping one is often empty
 */
public record BcAddress(
        String firstName,
        String lastName,
        String company,
        String street1,
        String street2,
        String city,
        String state,
        String zip,
        String country,
        String countryIso2,
        String phone,
        String email) {

    /** Whether it names no place at all, as on digital and pickup orders. */
    public boolean isEmpty() {
        return street1.isBlank()
                && street2.isBlank()
                && city.isBlank()
                && zip.isBlank()
                && country.isBlank()
                && lastName.isBlank()
                && firstName.isBlank()
                && company.isBlank();
    }
}
