package dev.ordersync.ingest.sweep;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which page of a list sorted by change comes next. Times are the platform's, with a resolution of a second.
 *
 * <p>Example with pages of 2 and orders changed at 10:00:00, :05, :05, :05, :09: the first page ends at :05, so the next
 * one begins at :04 (whether the bound is inclusive is not documented); it holds :05, :05 and begins where it began, so
 * page 2 of it follows: :05, :09; the next begins at :08.
 */
final class PageWalk {
    /** After so many walks in which the ground moved, the next sweep does the rest. */
    private static final int MOST_WALKS = 3;

    /** @param modified null when the order tells no readable time */
    record Seen(long orderId, Instant modified) {}

    private final Instant begin;
    private final Map<Long, Instant> met = new HashMap<>();
    private Instant since;
    private int page = 1;
    private boolean usedPageNumbers;
    private boolean groundMoved;
    private int walks = 1;
    private boolean over;
    private Instant reached;

    PageWalk(Instant begin) {
        this.begin = begin;
        this.since = begin;
    }

    Instant since() {
        return since;
    }

    int page() {
        return page;
    }

    boolean isOver() {
        return over;
    }

    /** The latest change of those that were taken. */
    Optional<Instant> reached() {
        return Optional.ofNullable(reached);
    }

    void took(List<Seen> orders, boolean last) {
        for (Seen order : orders) {
            if (met.containsKey(order.orderId()) && !Objects.equals(met.get(order.orderId()), order.modified()))
                groundMoved = true;
            met.put(order.orderId(), order.modified());
            if (order.modified() != null && (reached == null || order.modified().isAfter(reached)))
                reached = order.modified();
        }
        if (last || orders.isEmpty()) end();
        else next(orders.get(orders.size() - 1).modified());
    }

    private void next(Instant lastModified) {
        Instant from = lastModified == null ? since : lastModified.minusSeconds(1);
        if (from.isAfter(since)) {
            since = from;
            page = 1;
        } else {
            page++;
            usedPageNumbers = true;
        }
    }

    private void end() {
        if (usedPageNumbers && groundMoved && walks < MOST_WALKS) {
            walks++;
            since = begin;
            page = 1;
            groundMoved = false;
            met.clear();
        } else {
            over = true;
        }
    }
}
