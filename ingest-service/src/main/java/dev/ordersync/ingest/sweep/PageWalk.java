package dev.ordersync.ingest.sweep;

import java.time.Instant;
import java.util.ArrayList;
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
 *
 * <p>An order that moves away from below page numbers draws those behind it onto a page that was read already, so that they
 * are skipped. It shows by being met again, with another date: then the walk is done once more.
 */
final class PageWalk {
    /** After so many walks in which the ground moved, the next sweep does the rest. */
    private static final int MOST_WALKS = 3;

    /** @param modified null when the order tells no readable time */
    record Seen(long orderId, Instant modified) {}

    /** What was read by page number. */
    private record Numbered(Instant since, Instant latest) {
        boolean held(Instant modified) {
            return modified == null || !modified.isBefore(since) && !modified.isAfter(latest);
        }
    }

    private final Instant begin;
    private final Map<Long, Instant> met = new HashMap<>();
    private final List<Numbered> numbered = new ArrayList<>();
    private Instant since;
    private int page = 1;
    /** From where on this walk may have skipped an order; null while it has not. */
    private Instant moved;
    /** The same of the walk before. */
    private Instant movedBefore;

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

    /** Up to which change all were taken. Where the ground moved, this stays until a walk has ended in which it did not. */
    Optional<Instant> reached() {
        return Optional.ofNullable(reached).map(latest -> earlier(latest, earlier(moved, movedBefore)));
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isBefore(other) ? one : other;
    }

    void took(List<Seen> orders, boolean last) {
        for (Seen order : orders) {
            if (met.containsKey(order.orderId()) && !Objects.equals(met.get(order.orderId()), order.modified()))
                moved = earlier(moved, from(met.get(order.orderId())));
            met.put(order.orderId(), order.modified());
            if (order.modified() != null && (reached == null || order.modified().isAfter(reached)))
                reached = order.modified();
        }
        if (last || orders.isEmpty()) end();
        else next(orders.get(orders.size() - 1).modified());
    }

    /** Where those pages by number begin that held an order of this date; null when it was on none. */
    private Instant from(Instant modified) {
        return numbered.stream()
                .filter(pages -> pages.held(modified))
                .map(Numbered::since)
                .findFirst()
                .orElse(null);
    }

    private void next(Instant lastModified) {
        Instant from = lastModified == null ? since : lastModified.minusSeconds(1);
        if (from.isAfter(since)) {
            since = from;
            page = 1;
        } else {
            page++;
            numbered.removeIf(pages -> pages.since().equals(since));
            numbered.add(new Numbered(since, lastModified == null ? Instant.MAX : lastModified));
        }
    }

    private void end() {
        movedBefore = moved;
        if (moved != null && walks < MOST_WALKS) {
            walks++;
            since = begin;
            page = 1;
            moved = null;
            met.clear();
            numbered.clear();
        } else {
            over = true;
        }
    }
}
