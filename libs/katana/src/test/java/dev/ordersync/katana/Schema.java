package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks JSON against an OpenAPI 3.0 schema, as far as the descriptions of Katana's requests go. */
final class Schema {
    private final JsonNode document;

    Schema(JsonNode document) {
        this.document = document;
    }

    boolean has(String name) {
        return document.at("/components/schemas").has(name);
    }

    /** What is wrong with the value, each with its path; nothing when it is valid. */
    List<String> violations(String name, JsonNode value) {
        if (!has(name)) throw new IllegalArgumentException("no schema " + name);
        List<String> found = new ArrayList<>();
        check(document.at("/components/schemas").path(name), value, "", found);
        return found;
    }

    private void check(JsonNode schema, JsonNode value, String path, List<String> found) {
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").asText();
            check(document.at("/components/schemas").path(ref.substring(ref.lastIndexOf('/') + 1)), value, path, found);
            return;
        }
        schema.path("allOf").forEach(part -> check(part, value, path, found));
        if (schema.has("anyOf")) {
            boolean any = false;
            for (JsonNode part : schema.path("anyOf")) any |= isValid(part, value);
            if (!any) found.add(path + " fits none of anyOf");
        }
        if (schema.has("not") && isValid(schema.path("not"), value)) found.add(path + " is what it must not be");
        if (schema.has("const") && !schema.path("const").equals(value)) found.add(path + " is not the constant");
        if (value.isNull()) {
            if (schema.has("type") && !schema.path("nullable").asBoolean(false)) found.add(path + " is null");
            return;
        }
        if (!isOfType(schema.path("type").asText(""), value)) {
            found.add(path + " is not a " + schema.path("type").asText());
            return;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) found.add(path + " is not in the list");
        if (value.isNumber()) range(schema, value, path, found);
        if (value.isTextual()) text(schema, value.textValue(), path, found);
        if (value.isArray()) array(schema, value, path, found);
        if (value.isObject()) object(schema, value, path, found);
    }

    private boolean isValid(JsonNode schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        check(schema, value, "", found);
        return found.isEmpty();
    }

    private static boolean isOfType(String type, JsonNode value) {
        if (type.equals("string")) return value.isTextual();
        if (type.equals("number")) return value.isNumber();
        if (type.equals("integer")) return value.isIntegralNumber();
        if (type.equals("boolean")) return value.isBoolean();
        if (type.equals("array")) return value.isArray();
        if (type.equals("object")) return value.isObject();
        return true;
    }

    private static void range(JsonNode schema, JsonNode value, String path, List<String> found) {
        BigDecimal number = value.decimalValue();
        if (schema.has("minimum") && number.compareTo(schema.path("minimum").decimalValue()) < 0)
            found.add(path + " is too small");
        if (schema.has("maximum") && number.compareTo(schema.path("maximum").decimalValue()) > 0)
            found.add(path + " is too large");
    }

    private static void text(JsonNode schema, String value, String path, List<String> found) {
        if (value.length() < schema.path("minLength").asInt(0)) found.add(path + " is too short");
        if (value.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) found.add(path + " is too long");
        if (schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asText())
                        .matcher(value)
                        .find()) found.add(path + " does not fit the pattern");
    }

    private void array(JsonNode schema, JsonNode value, String path, List<String> found) {
        if (value.size() < schema.path("minItems").asInt(0)) found.add(path + " has too few items");
        if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) found.add(path + " has too many items");
        for (int i = 0; i < value.size(); i++) check(schema.path("items"), value.get(i), path + "/" + i, found);
    }

    private void object(JsonNode schema, JsonNode value, String path, List<String> found) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) found.add(path + "/" + name.asText() + " is missing");
        });
        value.fields().forEachRemaining(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            String at = path + "/" + field.getKey();
            if (!property.isMissingNode()) check(property, field.getValue(), at, found);
            else if (schema.has("additionalProperties")
                    && !schema.path("additionalProperties").asBoolean(true)) found.add(at + " is not known");
        });
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode item : list) if (item.equals(value)) return true;
        return false;
    }
}
