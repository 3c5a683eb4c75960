package dev.ordersync.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the work of the present thread comes from: the trace it belongs to and when a person or a platform first asked
 * for it. It goes along with the order: from the door into the row of work, from there with the event through the outbox
 * and the broker's headers into the next service's row, up to the call. It decides nothing; times and traces hang on it.
 *
 * @param traceparent W3C trace context, or null when nobody traces
 * @param since when it was first asked for; null: now
 * @param arrived whether it came with a record: then wishes made here are as old as the record's cause
 */
public record Origin(String traceparent, Instant since, boolean arrived) {
    public static final String TRACEPARENT = "traceparent";
    public static final String SINCE = "since";
    private static final Origin NONE = new Origin(null, null, false);
    private static final ThreadLocal<Origin> PRESENT = ThreadLocal.withInitial(() -> NONE);
    private static final String W3C = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

    public static Origin present() {
        return PRESENT.get();
    }

    /** What a job works for; wishes it makes on the way are as old as they are. */
    public static Origin ofJob(String traceparent, Instant since) {
        return new Origin(traceparent, since, false);
    }

    /** From a record's headers, each null when absent; what cannot be read is as good as absent. */
    public static Origin ofHeaders(byte[] traceparent, byte[] since) {
        String trace = traceparent == null ? null : new String(traceparent, java.nio.charset.StandardCharsets.US_ASCII);
        return new Origin(trace != null && trace.matches(W3C) ? trace : null, instant(since), true);
    }

    private static Instant instant(byte[] millis) {
        if (millis == null || millis.length > 15) return null;
        String text = new String(millis, java.nio.charset.StandardCharsets.US_ASCII);
        return text.matches("[0-9]+") ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
    }

    /** When a wish made now was first asked for; empty: now. */
    public Optional<Instant> wishedAt() {
        return arrived ? Optional.ofNullable(since) : Optional.empty();
    }

    /** Makes it the present one until the scope is closed. */
    public Scope enter() {
        Origin before = PRESENT.get();
        PRESENT.set(this);
        return () -> PRESENT.set(before);
    }

    /** Closes without an exception. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
