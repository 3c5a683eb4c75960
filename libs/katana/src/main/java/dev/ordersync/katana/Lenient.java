package dev.ordersync.katana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.ordersync.api.Json;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Times;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** How single values are read: numbers as number or text, {@code ""}, {@code null} and {@code {}} as absent. */
final class Lenient {
    static SimpleModule module() {
        return new SimpleModule("lenient")
                .addDeserializer(BigDecimal.class, new Decimal())
                .addDeserializer(Long.class, new Whole(null))
                .addDeserializer(Long.TYPE, new Whole(0L))
                .addDeserializer(Boolean.class, new Flag(null))
                .addDeserializer(Boolean.TYPE, new Flag(false))
                .addDeserializer(Instant.class, new Moment())
                .addDeserializer(String.class, new Text())
                .addDeserializer(Secret.class, new Hidden());
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isNull() || node.isContainerNode() || node.asText().isBlank();
    }

    private static BigDecimal decimal(JsonNode node, DeserializationContext context) throws IOException {
        if (isAbsent(node)) return null;
        BigDecimal value = Json.decimal(node).orElse(null);
        if (value != null) return value;
        return context.reportInputMismatch(BigDecimal.class, "not a number");
    }

    private static final class Decimal extends JsonDeserializer<BigDecimal> {
        @Override
        public BigDecimal deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return decimal(in.readValueAsTree(), context);
        }
    }

    private static final class Whole extends JsonDeserializer<Long> {
        private final Long absent;

        Whole(Long absent) {
            this.absent = absent;
        }

        @Override
        public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
            BigDecimal value = decimal(in.readValueAsTree(), context);
            if (value == null) return absent;
            try {
                return value.longValueExact();
            } catch (ArithmeticException e) {
                return context.reportInputMismatch(Long.class, "not a whole number");
            }
        }

        @Override
        public Long getNullValue(DeserializationContext context) {
            return absent;
        }
    }

    private static final class Flag extends JsonDeserializer<Boolean> {
        private final Boolean absent;

        Flag(Boolean absent) {
            this.absent = absent;
        }

        @Override
        public Boolean deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            if (isAbsent(node)) return absent;
            return node.asText().equals("true") || node.asText().equals("1");
        }

        @Override
        public Boolean getNullValue(DeserializationContext context) {
            return absent;
        }
    }

    /** What is no date is taken for absent. */
    private static final class Moment extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            return isAbsent(node) ? null : Times.read(node.asText()).orElse(null);
        }
    }

    /** Text, or a number or flag as text; an object where text is due is absent. */
    private static final class Text extends JsonDeserializer<String> {
        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            return node.isContainerNode() || node.isNull() ? null : node.asText();
        }
    }

    private static final class Hidden extends JsonDeserializer<Secret> {
        @Override
        public Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            return isAbsent(node) ? null : Secret.of(node.asText());
        }
    }

    private Lenient() {}
}
