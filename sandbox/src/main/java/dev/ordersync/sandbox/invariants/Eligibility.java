package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Line;
import dev.ordersync.sandbox.bigcommerce.Order;
import java.util.Set;

/** Whether an order must, may or must not have a living sales order at rest. */
enum Eligibility {
    MUST,
    MAY,
    MUST_NOT;

    private static final Set<Integer> FURTHER_ALONG = Set.of(8, 9, 3, 2, 10);
    private static final Set<Integer> ENDED = Set.of(4, 5, 6);

    static Eligibility of(Facts.Pair pair) {
        var order = pair.order();
        var ever = ever(order, pair.rules());
        if (!ever || pair.deletedByHand()) {
            return MUST_NOT;
        }
        if (ENDED.contains(order.statusId())) {
            return ended(pair);
        }
        if (order.archived() || !anythingToImport(order, pair.rules())) {
            return MAY;
        }
        var after = after(order, pair.rules());
        return switch (order.statusId()) {
            case 11 -> MUST;
            case 7 -> pair.rules().importAwaitingPayment() ? MUST : MAY;
            case 14 -> after && leftToShip(order) ? MUST : MAY;
            default -> after && FURTHER_ALONG.contains(order.statusId()) ? MUST : MAY;
        };
    }

    /** What is packed or delivered is locked and waits for a person; all else is to be gone. */
    private static Eligibility ended(Facts.Pair pair) {
        var locked =
                pair.living().stream().anyMatch(one -> !one.livingFulfillments().isEmpty());
        return pair.rules().keepCancelled() || locked ? MAY : MUST_NOT;
    }

    /** The order had a status that is imported, at some time. */
    static boolean ever(Order order, StoreRules rules) {
        return order.history().stream()
                .anyMatch(change -> change.statusId() == 11
                        || (change.statusId() == 7 && rules.importAwaitingPayment())
                        || ((FURTHER_ALONG.contains(change.statusId()) || change.statusId() == 14)
                                && after(order, rules)));
    }

    private static boolean after(Order order, StoreRules rules) {
        return order.createdAt() / 1000 >= rules.activatedAt().getEpochSecond();
    }

    private static boolean leftToShip(Order order) {
        return order.lines().stream().anyMatch(line -> line.open() > 0);
    }

    static boolean anythingToImport(Order order, StoreRules rules) {
        return order.lines().stream().anyMatch(line -> imported(line, rules) && Expected.remaining(line) > 0);
    }

    static boolean imported(Line line, StoreRules rules) {
        if (line.quantity() == 0) {
            return false;
        }
        if (!line.type().equals(Line.PHYSICAL)) {
            return rules.importServices();
        }
        return !line.custom() || rules.importCustomItems();
    }
}
