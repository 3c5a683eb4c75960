package dev.ordersync.mapping.kept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.events.Codec;
import dev.ordersync.events.ContentHash;
import dev.ordersync.events.OrderObserved;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    @Test
    void theHashIsOfTheOrderNotOfWhenAndWhyItWasRead() throws IOException {
        assertThat(hash(1, "webhook", "{\"a\":1,\"b\":2}", null))
                .isEqualTo(hash(2, "sweep", "{\"b\":2,\"a\":1}", null));
    }

    @Test
    void everyPartCounts() throws IOException {
        String order = "{\"a\":1}";
        assertThat(hash(1, "webhook", order, null)).isNotEqualTo(hash(1, "webhook", order, "[]"));
        assertThat(hash(1, "webhook", order, null)).isNotEqualTo(hash(1, "webhook", "{\"a\":2}", null));
    }

    @Test
    void statusAndDateAreNoPartOfWhatAPlanIsMadeOf() throws IOException {
        String basis = basis("{\"id\":1,\"status_id\":11,\"status\":\"a\",\"date_modified\":\"x\",\"total\":\"5\"}");
        assertThat(basis("{\"id\":1,\"status_id\":9,\"status\":\"b\",\"date_modified\":\"y\",\"total\":\"5\"}"))
                .isEqualTo(basis);
        assertThat(basis("{\"id\":1,\"status_id\":11,\"status\":\"a\",\"date_modified\":\"x\",\"total\":\"6\"}"))
                .isNotEqualTo(basis);
    }

    private static String basis(String order) throws IOException {
        return Snapshots.basis(observed(1, "webhook", order, null));
    }

    private static String hash(long number, String origin, String order, String taxes) throws IOException {
        return ContentHash.of(observed(number, origin, order, taxes));
    }

    private static OrderObserved observed(long number, String origin, String order, String taxes) throws IOException {
        return new OrderObserved(
                "s",
                1,
                number,
                Instant.ofEpochSecond(number),
                origin,
                json(order),
                null,
                json(taxes),
                null,
                null,
                null,
                false);
    }

    private static JsonNode json(String text) throws IOException {
        return text == null ? null : Codec.JSON.readTree(text);
    }
}
