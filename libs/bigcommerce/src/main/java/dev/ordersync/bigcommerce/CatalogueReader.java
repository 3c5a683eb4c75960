package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads products and customers. An amount that cannot be read is absent: none of them decides an order's money. */
final class CatalogueReader {

    static BcProduct product(JsonNode node) {
        Fields f = Fields.lenient(node);
        return new BcProduct(
                f.id("id"),
                f.text("name"),
                f.sku(),
                f.text("upc"),
                f.text("type").isEmpty() ? "physical" : f.text("type"),
                f.decimal("price"),
                f.decimal("cost_price"),
                f.text("inventory_tracking"),
                f.count("inventory_level"),
                f.list("variants", CatalogueReader::variant));
    }

    static BcProduct.Variant variant(JsonNode node) {
        return variant(Fields.lenient(node));
    }

    private static BcProduct.Variant variant(Fields f) {
        return new BcProduct.Variant(
                f.id("id"),
                f.sku(),
                f.text("upc"),
                f.decimal("price"),
                f.decimal("cost_price"),
                f.count("inventory_level"),
                f.list("option_values", o -> new BcProduct.Choice(o.text("option_display_name"), o.text("label"))));
    }

    static BcCustomer customer(JsonNode node) {
        Fields f = Fields.lenient(node);
        return new BcCustomer(
                f.id("id"),
                f.text("email"),
                f.text("first_name"),
                f.text("last_name"),
                f.text("company"),
                f.text("phone"),
                f.list("addresses", a -> address(a, f.text("email"))));
    }

    /** Addresses of accounts have other field names than those of orders. */
    private static BcAddress address(Fields f, String email) {
        return new BcAddress(
                f.text("first_name"),
                f.text("last_name"),
                f.text("company"),
                f.text("address1"),
                f.text("address2"),
                f.text("city"),
                f.text("state_or_province"),
                f.text("postal_code"),
                f.text("country"),
                f.text("country_code"),
                f.text("phone"),
                email);
    }

    private CatalogueReader() {}
}
