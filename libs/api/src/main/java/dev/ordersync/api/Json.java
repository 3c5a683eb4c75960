package dev.ordersync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON trees that keep every digit: {@code 64.5300} stays {@code 64.5300}, and no amount passes through a double. */
public final class Json {

    public static final JsonMapper TREE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        // a long order note must not make the whole order unreadable
        TREE.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(50_000_000)
                        .build());
    }

    /** The text as a tree; empty when it is not JSON (an HTML page of a proxy, a cut-off body). */
    public static Optional<JsonNode> read(String text) {
        try {
            JsonNode node = TREE.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,2})?");

    /**
     * The amount that a number or a text says; empty when it says none. Bounded in length and exponent, since {@code
     * 1e999999999} would be a number of a billion digits.
     */
    public static Optional<BigDecimal> decimal(JsonNode node) {
        String text = node.isNumber()
                ? node.decimalValue().toString()
                : node.isTextual() ? node.textValue().trim() : "";
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private Json() {}
}
