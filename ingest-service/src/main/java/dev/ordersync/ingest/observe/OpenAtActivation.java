package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an order that is seen for the first time may have been open when its store was activated, whatever it is now
 * (rule S1): it changed after the activation, and before the first import had read all open orders. BigCommerce tells no
 * earlier statuses, and any edit moves {@code date_modified}; but what was shipped before the activation was not open
 * then, and {@code date_shipped} says so. All times are BigCommerce's, by the second.
 */
final class OpenAtActivation {

    /** Whether it was placed before the activation and changed after it: else there is nothing to find out. */
    static boolean isInQuestion(JsonNode order, Instant activatedAt) {
        if (activatedAt == null) return false;
        Instant activated = activatedAt.truncatedTo(ChronoUnit.SECONDS);
        return date(order, "date_created").filter(activated::isAfter).isPresent()
                && date(order, "date_modified").filter(activated::isBefore).isPresent();
    }

    /** @param importedAt when all open orders had been read; null while they are being read */
    static boolean isPossible(JsonNode order, Instant activatedAt, Instant importedAt) {
        if (!isInQuestion(order, activatedAt)) return false;
        Instant activated = activatedAt.truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> shipped = date(order, "date_shipped");
        if (shipped.filter(activated::isAfter).isPresent()) return false;
        return importedAt == null
                || Stream.of(shipped, date(order, "date_modified"))
                        .flatMap(Optional::stream)
                        .anyMatch(changed -> !changed.isAfter(importedAt));
    }

    private static Optional<Instant> date(JsonNode order, String field) {
        return Times.read(order.path(field).asText(""));
    }

    private OpenAtActivation() {}
}
