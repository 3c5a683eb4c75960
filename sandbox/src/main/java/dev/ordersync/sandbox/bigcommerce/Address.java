package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An order address; {@code state} is the full name, as on orders. */
public record Address(
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
        String email,
        Map<String, String> formFields) {

    public static Address us(String firstName, String lastName, String email) {
        return new Address(
                firstName,
                lastName,
                "",
                "555 East Street",
                "",
                "Austin",
                "Texas",
                "78108",
                "United States",
                "US",
                "5125550100",
                email,
                Map.of());
    }

    public static Address german(String firstName, String lastName, String email) {
        return new Address(
                firstName,
                lastName,
                "",
                "Hauptstraße 12",
                "2. OG",
                "Köln",
                "Nordrhein-Westfalen",
                "50667",
                "Germany",
                "DE",
                "+49 221 555010",
                email,
                Map.of());
    }

    public Address street(String street) {
        return with("street_1", street);
    }

    /** The same with one field, by its wire name, replaced. */
    public Address with(String field, String value) {
        var json = json();
        json.put(field, value);
        return read(json);
    }

    ObjectNode json() {
        var json = Json.object()
                .put("first_name", firstName)
                .put("last_name", lastName)
                .put("company", company)
                .put("street_1", street1)
                .put("street_2", street2)
                .put("city", city)
                .put("state", state)
                .put("zip", zip)
                .put("country", country)
                .put("country_iso2", countryIso2)
                .put("phone", phone)
                .put("email", email);
        var fields = json.putArray("form_fields");
        formFields.forEach((name, value) -> fields.addObject().put("name", name).put("value", value));
        return json;
    }

    static Address read(JsonNode json) {
        var fields = new LinkedHashMap<String, String>();
        json.path("form_fields")
                .forEach(field -> fields.put(
                        field.path("name").asText(), field.path("value").asText()));
        return new Address(
                json.path("first_name").asText(""),
                json.path("last_name").asText(""),
                json.path("company").asText(""),
                json.path("street_1").asText(""),
                json.path("street_2").asText(""),
                json.path("city").asText(""),
                json.path("state").asText(""),
                json.path("zip").asText(""),
                json.path("country").asText(""),
                json.path("country_iso2").asText(""),
                json.path("phone").asText(""),
                json.path("email").asText(""),
                fields);
    }

    /** This address with the fields given replaced. */
    Address merged(JsonNode changes) {
        var json = json();
        changes.fields().forEachRemaining(field -> json.set(field.getKey(), field.getValue()));
        return read(json);
    }
}
