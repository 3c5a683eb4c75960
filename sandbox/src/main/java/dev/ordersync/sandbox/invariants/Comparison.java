package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.katana.world.Snapshot;
import java.util.Set;
import java.util.function.BiConsumer;

/** The pairs whose sales order must equal the order now. */
final class Comparison {
    private static final Set<Integer> UNCHANGED = Set.of(0, 1, 4, 5, 6, 12, 13);

    private Comparison() {}

    /** Leaves out what waits unchanged, and what was packed or delivered before the order was last edited. */
    static void each(Facts facts, BiConsumer<Facts.Pair, Snapshot.Order> check) {
        for (var pair : facts.pairs()) {
            var order = pair.order();
            if (!UNCHANGED.contains(order.statusId()) && !order.archived()) {
                pair.only()
                        .filter(one -> !lockedBefore(one, order.editedAt()))
                        .ifPresent(one -> check.accept(pair, one));
            }
        }
    }

    private static boolean lockedBefore(Snapshot.Order salesOrder, long editedAt) {
        return salesOrder.livingFulfillments().stream()
                .anyMatch(one -> one.createdAt().toEpochMilli() < editedAt);
    }
}
