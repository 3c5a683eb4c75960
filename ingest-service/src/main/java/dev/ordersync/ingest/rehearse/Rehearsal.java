package dev.ordersync.ingest.rehearse;

import java.time.Instant;

/**
 * The last rehearsal of a store, as it stands.
 *
 * @param orders {@link #OPEN} or {@link #RECENT}
 * @param movedAt when something last came of it
 * @param readAll all orders are read from BigCommerce
 * @param statusId whose orders are being read, when it reads by status
 * @param cursor the last order id that was taken, or the last page
 */
record Rehearsal(
        String store,
        String run,
        String orders,
        String state,
        String by,
        Instant startedAt,
        Instant movedAt,
        Instant finishedAt,
        String trouble,
        boolean readAll,
        Integer statusId,
        long cursor) {
    static final String OPEN = "open";
    static final String RECENT = "last-90-days";

    boolean isRunning() {
        return state.equals("running");
    }

    boolean isOfOpenOrders() {
        return orders.equals(OPEN);
    }
}
