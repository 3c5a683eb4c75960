package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Order.StatusChange;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * INV-8: at rest a sales order is Delivered exactly when its order is Completed; a partial delivery alone completes
 * nothing; with tracking on, one shipment for each fulfillment, with its tracking number, and never two. Orders that a person took back on either
 * side, and those in a final status that people set, are left out.
 */
public final class CompleteOnBothSides {

    private static final String NAME = "INV-8";
    private static final int COMPLETED = 10;
    private static final int LONGEST_NUMBER = 50;
    private static final Set<Integer> SET_BY_PEOPLE = Set.of(4, 5, 6, 12, 13, 14);

    private CompleteOnBothSides() {}

    /**
     * @param shipments tracking is switched on
     * @param held "store:order" of those that wait for a person, with good reason
     */
    public static List<Violation> in(Evidence evidence, boolean shipments, Set<String> held) {
        List<Violation> found = new ArrayList<>();
        for (Evidence.Pair pair : evidence.pairs()) {
            if (pair.salesOrder().lives()) {
                early(pair, found);
                twins(pair, found);
                if (!held.contains(pair.placed().name()) && !takenBack(pair) && !SET_BY_PEOPLE.contains(status(pair))) {
                    bothOrNone(pair, found);
                    if (shipments) {
                        oneShipmentEach(pair, found);
                    }
                }
            }
        }
        return found;
    }

    private static int status(Evidence.Pair pair) {
        return pair.placed().statusId();
    }

    private static void bothOrNone(Evidence.Pair pair, List<Violation> found) {
        boolean delivered = pair.salesOrder().status().equals("DELIVERED");
        if (delivered != (status(pair) == COMPLETED)) {
            found.add(new Violation(
                    NAME,
                    pair.placed().name(),
                    "Katana says " + pair.salesOrder().status() + ", BigCommerce says " + status(pair)));
        }
    }

    /** Somebody reverted it in Katana, or took Completed away in BigCommerce. */
    private static boolean takenBack(Evidence.Pair pair) {
        boolean reverted = pair.account().acts().stream()
                .anyMatch(act -> act.what().equals("revert")
                        && act.id() == pair.salesOrder().id());
        boolean uncompleted = false;
        StatusChange before = null;
        for (StatusChange change : pair.placed().history()) {
            uncompleted |= before != null && before.statusId() == COMPLETED && change.statusId() != COMPLETED;
            before = change;
        }
        return reverted || uncompleted;
    }

    /** We completed the order while its goods were only partly out. */
    private static void early(Evidence.Pair pair, List<Violation> found) {
        boolean partly = pair.salesOrder().status().startsWith("PARTIALLY")
                || pair.salesOrder().status().equals("PACKED");
        boolean byUs = pair.placed().history().stream().anyMatch(c -> c.byApi() && c.statusId() == COMPLETED);
        if (partly && byUs && !takenBack(pair)) {
            found.add(new Violation(
                    NAME,
                    pair.placed().name(),
                    "was completed by us though Katana says "
                            + pair.salesOrder().status()));
        }
    }

    private static void twins(Evidence.Pair pair, List<Violation> found) {
        Map<String, Integer> count = new HashMap<>();
        pair.placed().shipments().forEach(s -> count.merge(s.text("tracking_number"), 1, Integer::sum));
        count.forEach((tracking, times) -> {
            if (!tracking.isEmpty() && times > 1) {
                found.add(new Violation(
                        NAME, pair.placed().name(), times + " shipments carry the tracking number " + tracking));
            }
        });
    }

    /** What is only packed, or has no number, is not shipped. */
    private static void oneShipmentEach(Evidence.Pair pair, List<Violation> found) {
        List<String> shipped = pair.placed().shipments().stream()
                .map(shipment -> plain(shipment.text("tracking_number")))
                .toList();
        List<String> delivered = new ArrayList<>();
        for (Snapshot.Fulfillment fulfillment : pair.salesOrder().livingFulfillments()) {
            String number = plain(fulfillment.trackingNumber());
            if (!fulfillment.status().equals("DELIVERED")) {
                continue;
            }
            delivered.add(number);
            if (!number.isEmpty() && !shipped.contains(number)) {
                found.add(new Violation(
                        NAME,
                        pair.placed().name(),
                        "fulfillment " + fulfillment.id() + " (" + number + ") has no shipment with its number"));
            }
        }
        for (String number : shipped) {
            if (!number.isEmpty() && !delivered.contains(number)) {
                found.add(new Violation(
                        NAME, pair.placed().name(), "shipment (" + number + ") has no fulfillment with its number"));
            }
        }
    }

    /** As BigCommerce can hold it. */
    private static String plain(String number) {
        String some = number == null ? "" : number.strip();
        return some.substring(0, Math.min(some.length(), LONGEST_NUMBER)).strip();
    }
}
