package dev.ordersync.fulfillment.kept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordersync.events.Codec;

/** Lists that are kept as text within a row. */
final class Json {

    static String write(Object value) {
        try {
            return value == null ? null : Codec.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String text, TypeReference<T> type) {
        try {
            return text == null ? null : Codec.JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was kept cannot be read", e);
        }
    }

    private Json() {}
}
