package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Katana's JSON. Reading is lenient: any number may be text, any field may be missing, unknown ones are ignored. Writing
 * is strict: absent and empty fields are left out, amounts are plain ({@link Decimals}), instants are {@code
 * 2020-10-23T10:37:05.085Z}. Katana refuses a body with a field it does not know.
 */
public final class KatanaJson {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper READER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(Lenient.module())
            .build();

    private static final JsonMapper WRITER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .addModule(new SimpleModule()
                    .addSerializer(BigDecimal.class, new PlainNumber())
                    .addSerializer(Instant.class, new Milliseconds()))
            .build();

    /** Reads a record; empty when it is not one, or a number in it is not a number. */
    public static <T> Optional<T> read(JsonNode node, Class<T> type) {
        if (node == null || !node.isObject()) return Optional.empty();
        try {
            return Optional.ofNullable(READER.treeToValue(node, type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The body of a request. */
    static String write(Object body) {
        try {
            return body instanceof JsonNode node ? node.toString() : WRITER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    private KatanaJson() {}

    private static final class PlainNumber extends JsonSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider with) throws IOException {
            out.writeNumber(Decimals.text(value));
        }
    }

    private static final class Milliseconds extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider with) throws IOException {
            out.writeString(text(value));
        }
    }
}
