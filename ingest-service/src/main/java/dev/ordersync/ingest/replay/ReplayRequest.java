package dev.ordersync.ingest.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.problems.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which recorded orders a person wants to look at again.
 *
 * @param store null: all
 * @param from null: from the beginning of the log
 * @param to null: to its end
 * @param orderIds null: all of the window
 */
public record ReplayRequest(String store, Instant from, Instant to, List<Long> orderIds, boolean dryRun) {
    private static final int MOST_ORDERS = 10_000;
    private static final Set<String> FIELDS = Set.of("storeHash", "from", "to", "orderIds", "dryRun");

    /** Reads a body; ends the request with all its faults at once. */
    public static ReplayRequest read(JsonNode body) {
        if (body == null || !body.isObject())
            throw Problem.of(400, "The body must be a JSON object.").exception();
        List<Problem.Field> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) errors.add(new Problem.Field(name, "is not known here"));
        });
        String store = store(body.get("storeHash"), errors);
        Instant from = instant(body, "from", errors);
        Instant to = instant(body, "to", errors);
        List<Long> ids = ids(body.get("orderIds"), errors);
        boolean dryRun = dryRun(body.get("dryRun"), errors);
        if (from != null && to != null && !from.isBefore(to))
            errors.add(new Problem.Field("from", "must be before to"));
        if (ids == null && errors.isEmpty()) {
            if (from == null) errors.add(new Problem.Field("from", "is needed, unless there are orderIds"));
            if (to == null) errors.add(new Problem.Field("to", "is needed, unless there are orderIds"));
        }
        if (!errors.isEmpty()) throw Problem.ofFields(400, errors).exception();
        return new ReplayRequest(store, from, to, ids, dryRun);
    }

    private static String store(JsonNode value, List<Problem.Field> errors) {
        if (isAbsent(value)) return null;
        if (value.isTextual() && value.asText().matches("[A-Za-z0-9_-]{1,64}")) return value.asText();
        errors.add(new Problem.Field("storeHash", "must be a store hash: letters and digits"));
        return null;
    }

    private static Instant instant(JsonNode body, String name, List<Problem.Field> errors) {
        JsonNode value = body.get(name);
        if (isAbsent(value)) return null;
        try {
            if (value.isTextual()) return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeParseException e) {
            errors.add(new Problem.Field(name, "must be an instant such as 2026-11-24T15:00:00Z"));
            return null;
        }
        errors.add(new Problem.Field(name, "must be text: an instant such as 2026-11-24T15:00:00Z"));
        return null;
    }

    private static List<Long> ids(JsonNode value, List<Problem.Field> errors) {
        if (isAbsent(value)) return null;
        Set<Long> ids = new LinkedHashSet<>();
        boolean readable = value.isArray() && !value.isEmpty() && value.size() <= MOST_ORDERS;
        if (readable)
            for (JsonNode id : value) {
                readable &= id.isIntegralNumber() && id.canConvertToLong() && id.asLong() > 0;
                ids.add(id.asLong());
            }
        if (readable) return List.copyOf(ids);
        errors.add(new Problem.Field("orderIds", "must be 1 to " + MOST_ORDERS + " order numbers"));
        return null;
    }

    private static boolean dryRun(JsonNode value, List<Problem.Field> errors) {
        if (isAbsent(value)) return true;
        if (!value.isBoolean()) errors.add(new Problem.Field("dryRun", "must be true or false"));
        return value.asBoolean(true);
    }

    private static boolean isAbsent(JsonNode value) {
        return value == null || value.isNull();
    }
}
