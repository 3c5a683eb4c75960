package dev.ordersync.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of JSON trees: the same trees give the same hash, in whatever order their fields came. */
public final class ContentHash {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Of all that was read of an order. */
    public static String of(OrderObserved observed) {
        return of(observed.order(), observed.lines(), observed.taxes(), observed.shipments());
    }

    /** @param parts each of them may be null */
    public static String of(JsonNode... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JsonNode part : parts) {
                digest.update(CANONICAL.writeValueAsBytes(CANONICAL.treeToValue(part, Object.class)));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentHash() {}
}
