package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Order;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** INV-2: each eligible order has its sales order in time, and each end of one side reaches the other in time. */
final class NoneLost {
    private NoneLost() {}

    static List<Violation> check(Facts facts, Duration bound) {
        var found = new ArrayList<Violation>();
        for (var pair : facts.pairs()) {
            if (Eligibility.of(pair) == Eligibility.MUST) {
                imported(facts, pair, bound, found);
            }
            if (pair.rules().syncFulfillment() && !pair.order().archived()) {
                pair.only().ifPresent(salesOrder -> finished(facts, pair, salesOrder, bound, found));
            }
        }
        return found;
    }

    private static void imported(Facts facts, Facts.Pair pair, Duration bound, List<Violation> found) {
        var due = due(pair);
        var made = pair.salesOrders().stream().map(Snapshot.Order::createdAt).min(Comparator.naturalOrder());
        var took = Duration.between(due, made.orElse(Instant.ofEpochMilli(facts.now())));
        if (took.compareTo(bound) > 0) {
            found.add(new Violation(
                    "INV-2",
                    pair.name(),
                    (made.isPresent() ? "waited " : "has been waiting ") + took.toSeconds()
                            + " s for its sales order, longer than " + bound.toSeconds() + " s"));
        }
    }

    /** Since when it had to be imported: its first importable status, but not before the store was activated. */
    private static Instant due(Facts.Pair pair) {
        var first = pair.order().history().stream()
                .filter(change -> change.statusId() != 0 && change.statusId() != 1)
                .filter(change -> change.statusId() != 7 || pair.rules().importAwaitingPayment())
                .findFirst()
                .map(change -> Instant.ofEpochMilli(change.at()))
                .orElseThrow();
        return first.isBefore(pair.rules().activatedAt()) ? pair.rules().activatedAt() : first;
    }

    private static void finished(
            Facts facts, Facts.Pair pair, Snapshot.Order salesOrder, Duration bound, List<Violation> found) {
        var delivered = salesOrder.status().equals("DELIVERED");
        var status = pair.order().statusId();
        var now = Instant.ofEpochMilli(facts.now());
        var completedAt = lastStatus(pair.order());
        if (delivered && List.of(2, 3, 7, 8, 9, 11).contains(status) && !reopened(pair.order())) {
            var since = salesOrder.livingFulfillments().stream()
                    .map(Snapshot.Fulfillment::createdAt)
                    .max(Comparator.naturalOrder());
            late(pair, since, now, bound, "was delivered in Katana", "is not completed", found);
        }
        if (!delivered && status == 10 && !reverted(pair, salesOrder)) {
            late(pair, completedAt, now, bound, "was completed", "is not delivered in Katana", found);
        }
    }

    private static Optional<Instant> lastStatus(Order order) {
        return order.history().stream().reduce((a, b) -> b).map(change -> Instant.ofEpochMilli(change.at()));
    }

    /** A person took Completed back: that is left to people. */
    private static boolean reopened(Order order) {
        return order.history().stream().anyMatch(change -> change.statusId() == 10);
    }

    private static boolean reverted(Facts.Pair pair, Snapshot.Order salesOrder) {
        return pair.account().acts().stream()
                .anyMatch(act -> act.id() == salesOrder.id() && act.what().equals("revert"));
    }

    private static void late(
            Facts.Pair pair,
            Optional<Instant> since,
            Instant now,
            Duration bound,
            String happened,
            String missing,
            List<Violation> found) {
        since.filter(at -> Duration.between(at, now).compareTo(bound) > 0)
                .ifPresent(at -> found.add(new Violation(
                        "INV-2",
                        pair.name(),
                        happened + " " + Duration.between(at, now).toSeconds() + " s ago and " + missing)));
    }
}
