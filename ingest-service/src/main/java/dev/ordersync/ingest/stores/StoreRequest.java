package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Secret;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.StoreSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person wants a store to be. Absent credentials stay as they are.
 *
 * @param settings null: as they are (or all defaults, for a new store)
 */
public record StoreRequest(
        String name, Secret bigcommerceToken, Secret clientSecret, Secret katanaKey, StoreSettings settings) {
    private static final int LONGEST_SECRET = 1000;

    /** Reads a body; ends the request with all its faults at once. */
    public static StoreRequest read(JsonNode body) {
        if (body == null || !body.isObject())
            throw Problem.of(400, "The body must be a JSON object.").exception();
        List<Problem.Field> errors = new ArrayList<>();
        StoreRequest request = new StoreRequest(
                text(body, "name", "name", 200, errors),
                secret(section(body, "bigcommerce", errors), "accessToken", "bigcommerce.accessToken", errors),
                secret(section(body, "bigcommerce", errors), "clientSecret", "bigcommerce.clientSecret", errors),
                secret(section(body, "katana", errors), "apiKey", "katana.apiKey", errors),
                SettingsReader.read(section(body, "settings", errors), errors));
        if (!errors.isEmpty())
            throw Problem.ofFields(errors.stream().distinct().toList()).exception();
        return request;
    }

    private static JsonNode section(JsonNode body, String name, List<Problem.Field> errors) {
        JsonNode section = body.get(name);
        if (section == null || section.isNull()) return null;
        if (section.isObject()) return section;
        errors.add(new Problem.Field(name, "must be an object"));
        return null;
    }

    private static Secret secret(JsonNode section, String name, String path, List<Problem.Field> errors) {
        if (section == null) return null;
        String text = text(section, name, path, LONGEST_SECRET, errors);
        if (text == null) return null;
        String trimmed = text.trim();
        if (!trimmed.matches("[\\x21-\\x7e]+")) {
            errors.add(new Problem.Field(path, "must be one word without blanks or special characters"));
            return null;
        }
        return Secret.of(trimmed);
    }

    private static String text(JsonNode section, String name, String path, int longest, List<Problem.Field> errors) {
        JsonNode value = section.get(name);
        if (value == null || value.isNull()) return null;
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
            errors.add(new Problem.Field(path, "must be text of 1 to " + longest + " characters"));
            return null;
        }
        return value.asText().trim();
    }
}
