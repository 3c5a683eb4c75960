package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.kernel.Entry;
import java.util.List;

/** INV-10: at rest nothing is written on either side; reads are allowed. */
final class Quiet {
    private Quiet() {}

    static List<Violation> check(Facts facts, long sinceMillis) {
        return facts.journal().stream()
                .filter(entry -> entry.writes() && entry.at() >= sinceMillis && !searches(entry))
                .map(entry -> new Violation(
                        "INV-10",
                        entry.side() + " " + entry.scope(),
                        "was written to at rest: " + entry.method() + " " + entry.path() + " " + entry.request()))
                .toList();
    }

    /** Katana's searches are posted, but read. */
    static boolean searches(Entry entry) {
        return entry.path().endsWith("/search");
    }
}
