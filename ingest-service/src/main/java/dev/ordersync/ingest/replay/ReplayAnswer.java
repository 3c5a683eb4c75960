package dev.ordersync.ingest.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A replay as the API tells of it; {@code seen} is always {@code changed + unchanged}.
 *
 * @param logRead percent of the log that had to be read
 * @param found orders chosen so far
 * @param orders those that differ; null in a list of replays
 */
public record ReplayAnswer(
        String id,
        String state,
        boolean paused,
        boolean dryRun,
        String storeHash,
        Instant from,
        Instant to,
        List<Long> orderIds,
        String by,
        Instant startedAt,
        Instant finishedAt,
        String trouble,
        int unreadable,
        int logRead,
        long found,
        long seen,
        long changed,
        long unchanged,
        long written,
        long notWritten,
        Long estimatedSecondsLeft,
        int page,
        int pages,
        List<Order> orders) {

    /** @param result differs, applying, written or not-written */
    public record Order(String storeHash, long orderId, String result, String note, JsonNode changes) {}
}
