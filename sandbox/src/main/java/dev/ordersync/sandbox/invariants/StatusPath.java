package dev.ordersync.sandbox.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** INV-9: the only steps we ever write are 2, 3, 7, 8, 9, 11 or 14 to 10, and 2 or 3 as the effect of a shipment. */
final class StatusPath {
    private static final Set<Integer> FROM = Set.of(2, 3, 7, 8, 9, 11, 14);
    private static final Set<Integer> BY_SHIPMENT = Set.of(2, 3);

    private StatusPath() {}

    static List<Violation> check(Facts facts) {
        var found = new ArrayList<Violation>();
        for (var pair : facts.pairs()) {
            var before = 0;
            for (var change : pair.order().history()) {
                var allowed =
                        FROM.contains(before) && (change.statusId() == 10 || BY_SHIPMENT.contains(change.statusId()));
                if (change.byApi() && !allowed) {
                    found.add(new Violation(
                            "INV-9", pair.name(), "status " + before + " was overwritten with " + change.statusId()));
                }
                before = change.statusId();
            }
        }
        return found;
    }
}
