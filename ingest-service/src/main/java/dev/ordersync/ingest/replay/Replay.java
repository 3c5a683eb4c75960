package dev.ordersync.ingest.replay;

import java.time.Instant;
import java.util.List;

/**
 * A look back over the raw log, as it stands.
 *
 * @param begun it is known how far the log is to be read
 * @param readAll all of that is read: every chosen order is known, with its newest record
 * @param trouble why it does not get on; null when all is well
 * @param unreadable records of the log that had to be left out
 */
record Replay(
        String id,
        String store,
        Instant from,
        Instant to,
        List<Long> orderIds,
        boolean dryRun,
        State state,
        boolean paused,
        String by,
        Instant startedAt,
        Instant applyingAt,
        Instant finishedAt,
        String trouble,
        int unreadable,
        boolean begun,
        boolean readAll) {

    enum State {
        RUNNING,
        READY,
        APPLYING,
        DONE,
        CANCELLED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    boolean isUnderWay() {
        return state == State.RUNNING || state == State.APPLYING;
    }

    /** @param observedAt null in a record of which that is not known: it is then in every window */
    boolean chooses(String ofStore, long orderId, Instant observedAt) {
        if (store != null && !store.equals(ofStore)) return false;
        if (orderIds != null && !orderIds.contains(orderId)) return false;
        if (observedAt == null) return true;
        return (from == null || !observedAt.isBefore(from)) && (to == null || observedAt.isBefore(to));
    }
}
