package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.StoreSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Reads the settings of a store strictly: a wrong type or word is a fault, an unknown name as well (a misspelt one
 * would silently do nothing). Absent ones have their default.
 */
final class SettingsReader {
    private static final Set<String> NAMES = Set.of(
            "locationId",
            "importAwaitingPayment",
            "importCustomItems",
            "importShippingFee",
            "syncFulfillment",
            "syncShipments",
            "allowUnbatched",
            "onCancel",
            "nonPhysicalLines",
            "orderNumberPrefix",
            "deliveryDays",
            "defaultTaxPercent",
            "createProducts",
            "importProducts",
            "importCustomers");

    private final JsonNode node;
    private final List<Problem.Field> errors;

    private SettingsReader(JsonNode node, List<Problem.Field> errors) {
        this.node = node;
        this.errors = errors;
    }

    /** @return null when there is nothing to read */
    static StoreSettings read(JsonNode node, List<Problem.Field> errors) {
        return node == null ? null : new SettingsReader(node, errors).read();
    }

    private StoreSettings read() {
        node.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) fault(name, "is not a setting");
        });
        return new StoreSettings(
                whole("locationId", 1, Integer.MAX_VALUE),
                flag("importAwaitingPayment"),
                flag("importCustomItems"),
                flag("importShippingFee"),
                flag("syncFulfillment"),
                flag("syncShipments"),
                flag("allowUnbatched"),
                word("onCancel", "delete", "keep"),
                word("nonPhysicalLines", "skip", "service"),
                prefix(),
                days(),
                percent(),
                flag("createProducts"),
                word("importProducts", "all", "on-orders"),
                word("importCustomers", "all", "on-orders"));
    }

    private JsonNode given(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private Boolean flag(String name) {
        JsonNode value = given(name);
        if (value == null) return null;
        if (!value.isBoolean()) fault(name, "must be true or false");
        return value.asBoolean();
    }

    private Long whole(String name, long least, long most) {
        JsonNode value = given(name);
        if (value == null) return null;
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most || !value.canConvertToLong()) {
            fault(name, "must be a whole number from " + least + " to " + most);
            return null;
        }
        return value.asLong();
    }

    private Integer days() {
        Long days = whole("deliveryDays", 0, 3650);
        return days == null ? null : days.intValue();
    }

    private String word(String name, String... allowed) {
        JsonNode value = given(name);
        if (value == null) return null;
        if (!value.isTextual() || !List.of(allowed).contains(value.asText()))
            fault(name, "must be one of " + String.join(", ", allowed));
        return value.asText();
    }

    private String prefix() {
        JsonNode value = given("orderNumberPrefix");
        if (value == null) return null;
        if (!value.isTextual() || value.asText().length() > 40)
            fault("orderNumberPrefix", "must be text of up to 40 characters");
        return value.asText();
    }

    private BigDecimal percent() {
        JsonNode value = given("defaultTaxPercent");
        if (value == null) return null;
        BigDecimal percent = value.isNumber() ? value.decimalValue() : null;
        if (percent == null || percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            fault("defaultTaxPercent", "must be a number from 0 to 100");
            return null;
        }
        return percent;
    }

    private void fault(String name, String message) {
        errors.add(new Problem.Field("settings." + name, message));
    }
}
