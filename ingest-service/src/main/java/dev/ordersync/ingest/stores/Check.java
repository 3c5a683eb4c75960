package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One thing that was checked: a tick, or a sentence that says what to do. */
public record Check(String name, boolean ok, String text) {

    static Check tick(String name, String text) {
        return new Check(name, true, text);
    }

    static Check fault(String name, String text) {
        return new Check(name, false, text);
    }

    /** What was checked, for a person. */
    @JsonIgnore
    public String label() {
        return switch (name) {
            case "bigcommerce.credentials" -> "BigCommerce token and permission to read orders";
            case "katana.credentials" -> "Katana API key";
            case "katana.location" -> "Katana location";
            case "bigcommerce.webhooks" -> "Webhooks of BigCommerce";
            case "katana.webhooks" -> "Webhook of Katana";
            default -> name.replace('.', ' ');
        };
    }

    /** All checks of a store. */
    public record Report(List<Check> checks) {
        @JsonProperty
        public boolean ok() {
            return checks.stream().allMatch(Check::ok);
        }
    }
}
