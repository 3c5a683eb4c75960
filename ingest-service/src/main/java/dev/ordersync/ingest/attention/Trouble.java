package dev.ordersync.ingest.attention;

import java.time.Instant;

/**
 * Orders that are not in step for one and the same reason. It is there as long as such orders are: when a later try
 * succeeds, it closes by itself.
 *
 * @param state held, conflict, or waiting (for too long)
 * @param cause stable group key; empty when none was told
 * @param since of the order that has been so the longest
 * @param newest number of the newest of them
 * @param why the sentence of one of them
 */
public record Trouble(String state, String cause, long orders, Instant since, long newest, String why, Advice advice) {

    /** What the cause speaks of: the SKU of {@code unknown-sku:ABC}; empty when it speaks of nothing. */
    public String about() {
        int colon = cause.indexOf(':');
        return colon < 0 ? "" : cause.substring(colon + 1);
    }
}
