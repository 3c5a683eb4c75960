package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.api.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object leniently: BigCommerce writes the same amount as number, padded string, bare
 * string, {@code ""}, {@code null} or {@code {}}. Absent is one thing, unreadable another: the latter is told with the
 * field's path.
 */
final class Fields {
    private final JsonNode node;
    private final String path;

    private final boolean strict;

    private Fields(JsonNode node, String path, boolean strict) {
        this.node = node;
        this.path = path;
        this.strict = strict;
    }

    /** Tells what it cannot read: for what money and identity of an order depend on. */
    static Fields of(JsonNode node, String path) {
        return new Fields(node, path, true);
    }

    /** Takes what it cannot read for absent: for records in which no single field matters so much. */
    static Fields lenient(JsonNode node) {
        return new Fields(node, "", false);
    }

    /** Leaves the reading; caught where the reading starts and never seen outside this package. */
    static final class UnreadableField extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String field;

        UnreadableField(String field, String sentence) {
            super(sentence, null, false, false);
            this.field = field;
        }
    }

    UnreadableField unreadable(String name, String why) {
        String field = path.isEmpty() ? name : path + "." + name;
        return new UnreadableField(
                field, "BigCommerce sent this order with a field we cannot read: " + field + " " + why + ".");
    }

    JsonNode raw(String name) {
        return node.path(name);
    }

    Fields at(String name) {
        return new Fields(node.path(name), path.isEmpty() ? name : path + "." + name, strict);
    }

    /** The elements of a list; none when it is absent or a link. */
    <T> List<T> list(String name, Function<Fields, T> read) {
        List<T> items = new ArrayList<>();
        JsonNode list = node.path(name);
        if (list.isArray()) {
            for (int i = 0; i < list.size(); i++)
                if (list.get(i).isObject())
                    items.add(read.apply(new Fields(
                            list.get(i), (path.isEmpty() ? "" : path + ".") + name + "[" + i + "]", strict)));
        }
        return items;
    }

    boolean isAbsent(String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode()
                || value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isBlank();
    }

    /** Absent where reading is lenient, else the end of the reading. */
    private <T> T no(String name, String why) {
        if (strict) throw unreadable(name, why);
        return null;
    }

    /** The amount, or null when it is absent. */
    BigDecimal decimal(String name) {
        if (isAbsent(name)) return null;
        BigDecimal value = Json.decimal(node.path(name)).orElse(null);
        return value == null ? no(name, "is not a number") : value;
    }

    BigDecimal decimalOrZero(String name) {
        BigDecimal value = decimal(name);
        return value == null ? BigDecimal.ZERO : value;
    }

    BigDecimal required(String name) {
        BigDecimal value = decimal(name);
        if (value == null) throw unreadable(name, "is missing");
        return value;
    }

    /** A whole number, 0 when absent; {@code "2"} and {@code 2.0000} are 2. */
    long whole(String name) {
        BigDecimal value = decimal(name);
        if (value == null) return 0;
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            no(name, "is not a whole number");
            return 0;
        }
    }

    /** An id: 0 when absent or negative. */
    long id(String name) {
        return Math.max(0, whole(name));
    }

    /** A count: whole, not negative, 0 when absent. */
    int count(String name) {
        long value = whole(name);
        if (value >= 0 && value <= Integer.MAX_VALUE) return (int) value;
        no(name, "is not a count");
        return 0;
    }

    /** The text, empty when absent. */
    String text(String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText("").trim() : "";
    }

    /** The SKU to the letter, blanks at its ends included, since SKUs are compared exactly; empty when it is blank. */
    String sku() {
        return text("sku").isEmpty() ? "" : node.path("sku").asText();
    }

    /** The text under the first of these names that has one. */
    String text(String name, String otherwise) {
        String text = text(name);
        return text.isEmpty() ? text(otherwise) : text;
    }

    /** Yes, no, or null when it is absent. {@code 1}, {@code "true"} and {@code "1"} are yes. */
    Boolean flag(String name) {
        if (isAbsent(name)) return null;
        String value = node.path(name).asText("").trim().toLowerCase(Locale.ROOT);
        if (value.equals("true") || value.equals("1")) return true;
        if (value.equals("false") || value.equals("0")) return false;
        return no(name, "is neither yes nor no");
    }

    boolean isSet(String name) {
        return Boolean.TRUE.equals(flag(name));
    }

    /** The instant, or null when it is absent. */
    Instant instant(String name) {
        if (isAbsent(name)) return null;
        Instant read = Times.read(text(name)).orElse(null);
        return read == null ? no(name, "is not a date") : read;
    }
}
