package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.kernel.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * INV-13: in each sliding window no more requests than the quota, per store and per Katana account, over all callers; and
 * after a 429 silence until the time it asked for.
 */
final class WithinQuota {
    private static final long STORE_WINDOW = 30_000;
    private static final long ACCOUNT_WINDOW = 60_000;

    /** How long it takes a reader, ms, to note a 429 for all others. */
    private static final long TO_NOTE = 250;

    private WithinQuota() {}

    /**
     * @param accountQuota requests per 60 seconds and Katana account
     * @param underWay for how long after a 429 requests may come that left before their senders could know of it
     * @param kills when processes were killed
     */
    static List<Violation> check(Facts facts, int accountQuota, Duration underWay, List<Instant> kills) {
        var found = new ArrayList<Violation>();
        var lanes = new HashMap<String, List<Entry>>();
        facts.journal().stream()
                .filter(entry ->
                        entry.direction().equals(Entry.IN) && !entry.scope().isEmpty())
                .sorted((a, b) -> Long.compare(a.at(), b.at()))
                .forEach(entry -> lanes.computeIfAbsent(entry.side() + " " + entry.scope(), lane -> new ArrayList<>())
                        .add(entry));
        lanes.forEach((lane, entries) -> {
            var katana = lane.startsWith("katana ");
            var store = facts.stores().get(entries.get(0).scope());
            var quota = katana || store == null ? accountQuota : store.quota();
            window(lane, entries, katana ? ACCOUNT_WINDOW : STORE_WINDOW, quota, found);
            silence(lane, entries, underWay.toMillis(), kills, found);
        });
        return found;
    }

    private static void window(String lane, List<Entry> entries, long length, int quota, List<Violation> found) {
        var window = new ArrayDeque<Entry>();
        var most = 0;
        for (var entry : entries) {
            window.addLast(entry);
            while (window.getFirst().at() <= entry.at() - length) {
                window.removeFirst();
            }
            most = Math.max(most, window.size());
        }
        if (most > quota) {
            found.add(new Violation(
                    "INV-13",
                    lane,
                    "got " + most + " requests within " + length / 1000 + " s, " + quota + " are allowed"));
        }
    }

    private static void silence(
            String lane, List<Entry> entries, long underWay, List<Instant> kills, List<Violation> found) {
        for (int i = 0; i < entries.size(); i++) {
            var refused = entries.get(i);
            if (refused.status() != 429 || diedWithItsReader(refused, kills)) {
                continue;
            }
            var until = refused.endedAt() + refused.waitMillis();
            var early = entries.subList(i + 1, entries.size()).stream()
                    .filter(entry -> entry.at() > refused.endedAt() + underWay && entry.at() < until)
                    .toList();
            if (!early.isEmpty()) {
                found.add(new Violation(
                        "INV-13",
                        lane,
                        "got " + early.size() + " requests within the " + refused.waitMillis()
                                + " ms that a 429 asked to wait at " + Instant.ofEpochMilli(refused.endedAt()) + " ("
                                + call(refused) + "); the first came "
                                + (early.get(0).at() - refused.endedAt())
                                + " ms after it (" + call(early.get(0)) + ")"));
            }
        }
    }

    private static boolean diedWithItsReader(Entry refused, List<Instant> kills) {
        return kills.stream()
                .mapToLong(kill -> kill.toEpochMilli() - refused.endedAt())
                .anyMatch(later -> later >= 0 && later <= TO_NOTE);
    }

    private static String call(Entry entry) {
        return entry.method() + " " + entry.path();
    }

    /** How many of the requests were refused with 429, by lane. */
    static Map<String, Long> refused(Facts facts) {
        var counts = new HashMap<String, Long>();
        facts.journal().stream()
                .filter(entry -> entry.direction().equals(Entry.IN) && entry.status() == 429)
                .forEach(entry -> counts.merge(entry.side() + " " + entry.scope(), 1L, Long::sum));
        return counts;
    }
}
