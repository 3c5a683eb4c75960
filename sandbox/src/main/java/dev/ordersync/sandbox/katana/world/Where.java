package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.katana.wire.Detail;
import dev.ordersync.sandbox.katana.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The condition of a search: plain values, operators, and / or. */
final class Where {

    private static final Set<String> OPERATORS =
            Set.of("neq", "gt", "gte", "lt", "lte", "between", "inq", "nin", "like", "ilike");
    private static final int LONGEST_LIST = 100;
    private static final int LONGEST_TEXT = 256;

    private final Set<String> fields;

    Where(Set<String> fields) {
        this.fields = fields;
    }

    List<Detail> check(String path, JsonNode where) {
        List<Detail> wrong = new ArrayList<>();
        where.properties().forEach(entry -> {
            String name = entry.getKey();
            String at = path + "/" + name;
            if (name.equals("and") || name.equals("or")) {
                for (int i = 0; i < entry.getValue().size(); i++) {
                    wrong.addAll(check(at + "/" + i, entry.getValue().get(i)));
                }
            } else if (!fields.contains(name) && !name.startsWith("custom_fields")) {
                wrong.add(unknown(path, name));
            } else {
                checkValue(at, entry.getValue(), wrong);
            }
        });
        return wrong;
    }

    private static void checkValue(String at, JsonNode value, List<Detail> wrong) {
        if (value.isTextual() && value.textValue().length() > LONGEST_TEXT) {
            wrong.add(new Detail(
                    at,
                    "maxLength",
                    "must NOT have more than 256 characters",
                    Json.object().put("limit", LONGEST_TEXT)));
        }
        value.properties().forEach(entry -> {
            if (!OPERATORS.contains(entry.getKey())) {
                wrong.add(unknown(at, entry.getKey()));
            } else if (entry.getValue().size() > LONGEST_LIST) {
                wrong.add(new Detail(
                        at + "/" + entry.getKey(),
                        "maxItems",
                        "must NOT have more than 100 items",
                        Json.object().put("limit", LONGEST_LIST)));
            }
        });
    }

    private static Detail unknown(String path, String name) {
        return new Detail(
                path,
                "additionalProperties",
                "must NOT have additional properties",
                Json.object().put("additionalProperty", name));
    }

    boolean holds(JsonNode where, JsonNode object) {
        return where.properties().stream().allMatch(entry -> switch (entry.getKey()) {
            case "and" -> stream(entry.getValue()).allMatch(w -> holds(w, object));
            case "or" -> stream(entry.getValue()).anyMatch(w -> holds(w, object));
            default -> matches(entry.getValue(), object.path(entry.getKey()));
        });
    }

    private static boolean matches(JsonNode wanted, JsonNode value) {
        if (!wanted.isObject()) {
            return same(wanted, value);
        }
        return wanted.properties().stream().allMatch(entry -> operator(entry.getKey(), entry.getValue(), value));
    }

    private static boolean operator(String name, JsonNode wanted, JsonNode value) {
        return switch (name) {
            case "neq" -> !same(wanted, value);
            case "inq" -> stream(wanted).anyMatch(w -> same(w, value));
            case "nin" -> stream(wanted).noneMatch(w -> same(w, value));
            case "gt" -> !Json.absent(value) && compare(value, wanted) > 0;
            case "gte" -> !Json.absent(value) && compare(value, wanted) >= 0;
            case "lt" -> !Json.absent(value) && compare(value, wanted) < 0;
            case "lte" -> !Json.absent(value) && compare(value, wanted) <= 0;
            case "between" ->
                !Json.absent(value) && compare(value, wanted.path(0)) >= 0 && compare(value, wanted.path(1)) <= 0;
            default -> !Json.absent(value) && like(wanted.asText(), value.asText(), name.equals("ilike"));
        };
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return Json.absent(a) ? Json.absent(b) : !Json.absent(b) && compare(a, b) == 0;
    }

    /** Numbers and texts that hold numbers compare as numbers, timestamps as instants, all else as text. */
    static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() || b.isNumber()) {
            try {
                return Json.decimal(a).compareTo(Json.decimal(b));
            } catch (NumberFormatException e) {
                return a.asText().compareTo(b.asText());
            }
        }
        String left = a.asText();
        String right = b.asText();
        if (dated(left) && dated(right)) {
            var from = Json.instant(left);
            var to = Json.instant(right);
            if (from.isPresent() && to.isPresent()) {
                return from.get().compareTo(to.get());
            }
        }
        return left.compareTo(right);
    }

    private static boolean dated(String text) {
        return text.length() > 16 && text.charAt(10) == 'T';
    }

    private static boolean like(String pattern, String value, boolean ignoreCase) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        return Pattern.compile(regex, flags).matcher(value).matches();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
