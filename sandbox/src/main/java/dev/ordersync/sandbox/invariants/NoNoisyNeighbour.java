package dev.ordersync.sandbox.invariants;

import java.time.Duration;
import java.util.List;

/**
 * INV-12: whatever happens at one account, live orders of another reach Katana as fast as if nothing happened: p99 at most
 * 1.5 times the undisturbed run's. Stores that share one account: within three minutes.
 */
public final class NoNoisyNeighbour {

    private static final String NAME = "INV-12";
    private static final double MOST = 1.5;
    /** Under this, scheduling noise of the machine decides and not the neighbour. */
    private static final Duration FLOOR = Duration.ofMillis(500);

    private static final Duration SHARED = Duration.ofMinutes(3);

    private NoNoisyNeighbour() {}

    /** From the order's placing to its sales order, for each order of the store that has one, unsorted. */
    public static List<Duration> latencies(Evidence evidence, String store) {
        return evidence.pairs().stream()
                .filter(pair -> pair.placed().store().equals(store))
                .map(pair -> Duration.ofMillis(pair.salesOrder().createdAt().toEpochMilli()
                        - pair.placed().createdAt()))
                .toList();
    }

    public static List<Violation> comparing(String store, List<Duration> undisturbed, List<Duration> disturbed) {
        if (undisturbed.isEmpty() || disturbed.size() < undisturbed.size()) {
            return List.of(new Violation(
                    NAME,
                    store,
                    disturbed.size() + " orders arrived in the disturbed run, " + undisturbed.size()
                            + " in the undisturbed one"));
        }
        Duration allowed = Duration.ofMillis((long) (p99(undisturbed).toMillis() * MOST));
        if (allowed.compareTo(FLOOR) < 0) {
            allowed = FLOOR;
        }
        return over(store, p99(disturbed), allowed);
    }

    public static List<Violation> sharing(String store, List<Duration> live) {
        return live.isEmpty()
                ? List.of(new Violation(NAME, store, "no live order arrived"))
                : over(store, live.stream().max(Duration::compareTo).orElseThrow(), SHARED);
    }

    private static List<Violation> over(String store, Duration seen, Duration allowed) {
        return seen.compareTo(allowed) <= 0
                ? List.of()
                : List.of(new Violation(
                        NAME,
                        store,
                        "took " + seen.toMillis() + " ms where " + allowed.toMillis() + " ms are allowed"));
    }

    static Duration p99(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
}
