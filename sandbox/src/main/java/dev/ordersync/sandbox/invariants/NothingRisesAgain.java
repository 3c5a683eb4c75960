package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Order.StatusChange;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * INV-6: a sales order that a person deleted in Katana is never made again, and an order that was cancelled, declined or
 * refunded is never opened again by us. Holds always.
 */
public final class NothingRisesAgain {

    private static final String NAME = "INV-6";
    private static final Set<Integer> CLOSED = Set.of(4, 5, 6);

    private NothingRisesAgain() {}

    public static List<Violation> in(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.accounts().forEach(account -> deletedOnes(account, found));
        evidence.pairs().forEach(pair -> madeAfterItsEnd(pair, found));
        evidence.shops().forEach(shop -> shop.orders().forEach(order -> reopened(order, found)));
        return found;
    }

    private static void deletedOnes(Snapshot account, List<Violation> found) {
        List<Snapshot.Order> ours = account.orders().stream()
                .filter(so -> "bigCommerce".equals(so.ecommerceType()))
                .toList();
        for (Snapshot.Order tombstone : ours) {
            ours.stream()
                    .filter(so -> tombstone.deletedByHand() && Evidence.name(so).equals(Evidence.name(tombstone)))
                    .filter(so -> so.id() != tombstone.id() && !so.createdAt().isBefore(tombstone.deletedAt()))
                    .forEach(so -> found.add(new Violation(
                            NAME,
                            Evidence.name(so),
                            "sales order " + so.id() + " was made at " + so.createdAt()
                                    + " though a person had deleted " + tombstone.id() + " at "
                                    + tombstone.deletedAt())));
        }
    }

    /** A sales order made while its order was already closed for good. */
    private static void madeAfterItsEnd(Evidence.Pair pair, List<Violation> found) {
        long made = pair.salesOrder().createdAt().toEpochMilli();
        StatusChange then = pair.placed().history().stream()
                .filter(change -> change.at() <= made)
                .reduce((first, last) -> last)
                .orElse(null);
        StatusChange last = pair.placed().history().stream().reduce((a, b) -> b).orElse(null);
        // A moment of grace: the order may be cancelled while its sales order is being written.
        boolean longClosed =
                then != null && then == last && CLOSED.contains(then.statusId()) && made - then.at() > GRACE;
        if (longClosed && pair.salesOrder().lives()) {
            found.add(new Violation(
                    NAME,
                    pair.placed().name(),
                    "sales order " + pair.salesOrder().id() + " was made " + (made - then.at()) / 1000
                            + " s after the order reached status " + then.statusId()));
        }
    }

    private static final long GRACE = 5_000;

    private static void reopened(Evidence.Placed order, List<Violation> found) {
        StatusChange before = null;
        for (StatusChange change : order.history()) {
            if (before != null
                    && CLOSED.contains(before.statusId())
                    && change.byApi()
                    && change.statusId() != before.statusId()) {
                found.add(new Violation(
                        NAME,
                        order.name(),
                        "was taken from status " + before.statusId() + " to " + change.statusId()
                                + " through the API"));
            }
            before = change;
        }
    }
}
