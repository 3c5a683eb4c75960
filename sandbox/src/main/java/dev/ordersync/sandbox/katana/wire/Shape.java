package dev.ordersync.sandbox.katana.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request value must look like; findings are worded as a JSON schema validator words them. */
public interface Shape {

    BigDecimal INT_MAX = BigDecimal.valueOf(2147483647);

    void check(String path, JsonNode value, List<Detail> found);

    /** Refuses the body with every finding when there is one, else answers it as an object. */
    default ObjectNode demand(JsonNode body) {
        List<Detail> found = new ArrayList<>();
        check("", body, found);
        if (!found.isEmpty()) {
            throw Refusal.invalid(found);
        }
        return (ObjectNode) body;
    }

    static Shape text() {
        return text(0, Integer.MAX_VALUE);
    }

    static Shape text(int least, int most) {
        return (path, value, found) -> {
            if (!value.isTextual()) {
                found.add(type(path, "string"));
            } else if (value.textValue().length() < least) {
                found.add(limit(path, "minLength", "must NOT have fewer than " + least + " characters", least));
            } else if (value.textValue().length() > most) {
                found.add(limit(path, "maxLength", "must NOT have more than " + most + " characters", most));
            }
        };
    }

    static Shape matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return (path, value, found) -> {
            if (!value.isTextual()) {
                found.add(type(path, "string"));
            } else if (!pattern.matcher(value.textValue()).find()) {
                found.add(new Detail(
                        path,
                        "pattern",
                        "must match pattern \"" + regex + "\"",
                        Json.object().put("pattern", regex)));
            }
        };
    }

    /** Date, time and offset; a naive timestamp is refused. */
    static Shape timestamp() {
        return (path, value, found) -> {
            if (!value.isTextual()) {
                found.add(type(path, "string"));
            } else if (Json.instant(value.textValue()).isEmpty()) {
                found.add(new Detail(
                        path,
                        "format",
                        "must match format \"date-time\"",
                        Json.object().put("format", "date-time")));
            }
        };
    }

    static Shape oneOf(String... allowed) {
        Set<String> set = new LinkedHashSet<>(List.of(allowed));
        return (path, value, found) -> {
            if (!value.isTextual()) {
                found.add(type(path, "string"));
            } else if (!set.contains(value.textValue())) {
                ObjectNode info = Json.object();
                ArrayNode values = info.putArray("allowedValues");
                set.forEach(values::add);
                found.add(new Detail(path, "enum", "must be equal to one of the allowed values", info));
            }
        };
    }

    static Shape flag() {
        return (path, value, found) -> {
            if (!value.isBoolean()) {
                found.add(type(path, "boolean"));
            }
        };
    }

    static Shape anything() {
        return (path, value, found) -> {};
    }

    static Shape id() {
        return whole(1);
    }

    static Shape whole(long least) {
        Shape bounds = between(BigDecimal.valueOf(least), INT_MAX);
        return (path, value, found) -> {
            if (!value.isNumber() || value.decimalValue().stripTrailingZeros().scale() > 0) {
                found.add(type(path, "integer"));
            } else {
                bounds.check(path, value, found);
            }
        };
    }

    static Shape number() {
        return between(null, null);
    }

    static Shape number(String least, String most) {
        return between(new BigDecimal(least), new BigDecimal(most));
    }

    private static Shape between(BigDecimal least, BigDecimal most) {
        return (path, value, found) -> {
            if (!value.isNumber()) {
                found.add(type(path, "number"));
            } else if (least != null && value.decimalValue().compareTo(least) < 0) {
                found.add(bound(path, "minimum", ">=", least));
            } else if (most != null && value.decimalValue().compareTo(most) > 0) {
                found.add(bound(path, "maximum", "<=", most));
            }
        };
    }

    default Shape inStepsOf(String step) {
        BigDecimal unit = new BigDecimal(step);
        return (path, value, found) -> {
            int before = found.size();
            check(path, value, found);
            if (found.size() == before && value.decimalValue().remainder(unit).signum() != 0) {
                ObjectNode info = Json.object();
                info.set("multipleOf", Json.number(unit));
                found.add(new Detail(path, "multipleOf", "must be multiple of " + step, info));
            }
        };
    }

    default Shape orNull() {
        return (path, value, found) -> {
            if (!value.isNull()) {
                check(path, value, found);
            }
        };
    }

    static Shape list(int least, int most, Shape item) {
        return (path, value, found) -> {
            if (!value.isArray()) {
                found.add(type(path, "array"));
                return;
            }
            if (value.size() < least) {
                found.add(limit(path, "minItems", "must NOT have fewer than " + least + " items", least));
            }
            if (value.size() > most) {
                found.add(limit(path, "maxItems", "must NOT have more than " + most + " items", most));
            }
            for (int i = 0; i < value.size(); i++) {
                item.check(path + "/" + i, value.get(i), found);
            }
        };
    }

    static Shape list(int least, Shape item) {
        return list(least, Integer.MAX_VALUE, item);
    }

    static Fields fields() {
        return new Fields(new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    /** An object with these fields and no others. */
    record Fields(Map<String, Shape> known, Set<String> required) implements Shape {

        public Fields needs(String name, Shape shape) {
            known.put(name, shape);
            required.add(name);
            return this;
        }

        public Fields takes(String name, Shape shape) {
            known.put(name, shape);
            return this;
        }

        public Fields takes(Shape shape, String... names) {
            for (String name : names) {
                known.put(name, shape);
            }
            return this;
        }

        @Override
        public void check(String path, JsonNode value, List<Detail> found) {
            if (!value.isObject()) {
                found.add(type(path, "object"));
                return;
            }
            for (String name : required) {
                if (!value.has(name)) {
                    found.add(new Detail(
                            path,
                            "required",
                            "must have required property '" + name + "'",
                            Json.object().put("missingProperty", name)));
                }
            }
            value.properties().forEach(entry -> {
                Shape shape = known.get(entry.getKey());
                if (shape == null) {
                    found.add(new Detail(
                            path,
                            "additionalProperties",
                            "must NOT have additional properties",
                            Json.object().put("additionalProperty", entry.getKey())));
                } else {
                    shape.check(path + "/" + entry.getKey(), entry.getValue(), found);
                }
            });
        }
    }

    private static Detail type(String path, String type) {
        return new Detail(path, "type", "must be " + type, Json.object().put("type", type));
    }

    private static Detail limit(String path, String code, String message, int limit) {
        return new Detail(path, code, message, Json.object().put("limit", limit));
    }

    private static Detail bound(String path, String code, String comparison, BigDecimal limit) {
        ObjectNode info = Json.object();
        info.set("limit", Json.number(limit));
        info.put("comparison", comparison);
        return new Detail(path, code, "must be " + comparison + " " + Json.plain(limit), info);
    }
}
