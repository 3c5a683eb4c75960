package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of a JSON tree, the same whatever the order of its fields. */
final class CanonicalHash {

    static String of(JsonNode tree) {
        StringBuilder text = new StringBuilder(4096);
        write(tree, text);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.fields().forEachRemaining(field -> sorted.put(field.getKey(), field.getValue()));
            text.append('{');
            sorted.forEach((name, value) -> {
                text.append(name.length()).append(':').append(name).append('=');
                write(value, text);
                text.append(',');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            for (Iterator<JsonNode> items = node.elements(); items.hasNext(); text.append(','))
                write(items.next(), text);
            text.append(']');
        } else {
            text.append(node); // a scalar as JSON writes it: text in quotes, numbers with every digit
        }
    }

    private CanonicalHash() {}
}
