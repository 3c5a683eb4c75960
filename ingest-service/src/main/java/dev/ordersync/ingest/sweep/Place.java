package dev.ordersync.ingest.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a walk over all that changed in a Katana account since an instant stands, so that one that is interrupted goes on
 * from its page: begun anew each time it might never end where there is much to read and little quota.
 *
 * <p>Katana lists by creation, newest first. So long as the same instant is asked for a list only grows, and its rows move
 * to later pages: a row can come twice but none is skipped. What changes meanwhile may come to lie on a page that was read;
 * it is left to the next walk, which therefore begins before this one did.
 *
 * @param since asked for on each page; Katana's clock
 * @param page the next one, from 1; 0 when all are read
 * @param begunAt by the database's clock
 * @param latest the latest change seen, and when all are read: up to which all were; Katana's clock, null when none is known
 * @param stores whose rows are taken
 */
record Place(Instant since, int page, Instant begunAt, Instant latest, Set<String> stores) {
    /** More than any list has; against a side that counts no pages. */
    private static final int MOST_PAGES = 1000;
    /** Katana's clock and ours may differ by so much. */
    static final Duration CLOCKS = Duration.ofHours(1);

    static Place begin(Instant since, Instant now, Set<String> stores) {
        return new Place(since, 1, now, null, stores);
    }

    /** Whether nothing is missed when the walk goes on from here, for a sweep that would begin then. */
    boolean covers(Instant begin, Set<String> present) {
        return !since.isAfter(begin) && stores.containsAll(present);
    }

    boolean isOver() {
        return page == 0;
    }

    /**
     * A page was read.
     *
     * @param changes of its rows; by Katana's clock
     * @param now the database's clock, after the page came
     */
    Place after(Stream<Instant> changes, boolean last, Instant now) {
        Instant seen = Stream.concat(Stream.ofNullable(latest), changes)
                .max(Instant::compareTo)
                .orElse(null);
        if (!last && page < MOST_PAGES) return new Place(since, page + 1, begunAt, seen, stores);
        return new Place(since, 0, begunAt, reached(seen, now), stores);
    }

    Optional<Instant> reached() {
        return Optional.ofNullable(latest).filter(any -> isOver());
    }

    /** What changed while the walk took no longer than sweeps overlap, the next one meets anyway. */
    private Instant reached(Instant seen, Instant now) {
        Instant sure = begunAt.minus(CLOCKS);
        boolean quick = Duration.between(begunAt, now).compareTo(SweepSalesOrders.OVERLAP) < 0;
        return seen == null || quick || seen.isBefore(sure) ? seen : sure;
    }
}
