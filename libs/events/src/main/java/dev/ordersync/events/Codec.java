package dev.ordersync.events;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Events as JSON: the record's fields beside {@code type}, {@code version} and {@code id}. Numbers keep every digit.
 */
public final class Codec {
    private static final int VERSION = 1;

    private static final Map<String, Class<? extends Event>> TYPES = Map.of(
            "order-observed", OrderObserved.class,
            "fulfillment-observed", FulfillmentObserved.class,
            "order-linked", OrderLinked.class,
            "order-command", OrderCommand.class,
            "order-activity", OrderActivity.class,
            "plan-requested", PlanRequested.class,
            "plan-answered", PlanAnswered.class);

    /** Reads and writes amounts as they stand: no exponent, no lost zero. */
    public static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    /** The record could not be read: garbage, an unknown type, a version from the future, a missing field. */
    public static final class Undecodable extends Exception {
        private static final long serialVersionUID = 1L;

        public Undecodable(String reason) {
            super(reason);
        }
    }

    public static byte[] encode(Event event) {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", typeOf(event))
                .put("version", VERSION)
                .put("id", UUID.randomUUID().toString());
        node.setAll((ObjectNode) JSON.valueToTree(event));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a record of the given kind. */
    public static <E extends Event> E decode(byte[] value, Class<E> kind) throws Undecodable {
        if (value == null) throw new Undecodable("empty record");
        try {
            JsonNode node = JSON.readTree(value);
            String type = node.path("type").asText();
            if (TYPES.get(type) != kind) throw new Undecodable("type '" + type + "' is not expected here");
            if (node.path("version").asInt() > VERSION)
                throw new Undecodable("version " + node.path("version").asInt() + " is from the future");
            E event = JSON.treeToValue(node, kind);
            event.ref(); // refuses an empty store or order
            return event;
        } catch (IOException | IllegalArgumentException e) {
            throw new Undecodable("not readable as " + kind.getSimpleName() + ": "
                    + e.getClass().getSimpleName());
        } catch (NullPointerException e) {
            throw new Undecodable("a required field of " + kind.getSimpleName() + " is missing");
        }
    }

    private static String typeOf(Event event) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == event.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private Codec() {}
}
