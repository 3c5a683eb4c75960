package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Whether an order belongs in Katana (rules S1, S3, S4, S4b, O3). The table is docs/rules/status-eligibility.md, one test
 * per row.
 */
public final class Eligibility {
    private static final Set<Integer> CANCELLED = Set.of(4, 5, 6);
    private static final Set<Integer> FURTHER_ALONG = Set.of(2, 3, 8, 9, 10);
    private static final Set<Integer> IN_WORK = Set.of(2, 3, 7, 8, 9, 10, 11);
    /** Before fulfillment: an order left out in one of these was not begun without us. */
    private static final Set<Integer> NOT_BEGUN = Set.of(0, 1, 7, 12);

    /** Where the order stands with us. */
    public enum Link {
        /** Never had a sales order. */
        NONE,
        /** Has one. */
        LINKED,
        /** Had one that we deleted ourselves: may be imported again. */
        REMOVED,
        /** A person deleted it in Katana: never again. */
        TOMBSTONE
    }

    /**
     * @param placedAfterActivation created at or after the store's activation
     * @param wasNotYet an earlier verdict was {@link Verdict.Exclude} with {@code notYet}, or the order was seen after the
     *     activation when it was still to be begun
     * @param leftToMake some line is a row by the store's rules; also when the order tells of no lines at all, unless its
     *     totals say so too
     * @param leftToShip some line that is a row has quantity - refunded - shipped &gt; 0
     */
    public record Facts(
            int statusId,
            boolean archived,
            Link link,
            boolean placedAfterActivation,
            boolean wasNotYet,
            boolean leftToMake,
            boolean leftToShip,
            boolean importAwaitingPayment,
            boolean deleteOnCancel) {

        public static Facts of(
                ShopOrder order, Link link, boolean placedAfterActivation, boolean wasNotYet, PlanRules rules) {
            boolean leftToMake = order.lines().isEmpty() && !order.isEmptied();
            boolean leftToShip = false;
            for (Line line : order.lines()) {
                if (LineFate.of(line, rules) != LineFate.ROW) continue;
                BigDecimal kept = line.quantity().subtract(line.refunded());
                leftToMake = true;
                leftToShip |= kept.subtract(line.shipped()).signum() > 0;
            }
            return new Facts(
                    order.statusId(),
                    order.archived(),
                    link,
                    placedAfterActivation,
                    wasNotYet,
                    leftToMake,
                    leftToShip,
                    rules.importAwaitingPayment(),
                    rules.deleteOnCancel());
        }

        /** The same order, now that its sales order was found. */
        public Facts linked() {
            return new Facts(
                    statusId,
                    archived,
                    Link.LINKED,
                    placedAfterActivation,
                    wasNotYet,
                    leftToMake,
                    leftToShip,
                    importAwaitingPayment,
                    deleteOnCancel);
        }
    }

    public sealed interface Verdict {
        /** Make a sales order. */
        record Import() implements Verdict {}

        /** Keep the sales order equal to the plan. */
        record Follow() implements Verdict {}

        /**
         * Delete the sales order when nothing of it is packed, else it is a conflict.
         *
         * @param emptied nothing of the order is to be imported any more, rather than that it was called off
         */
        record Remove(String reason, boolean emptied) implements Verdict {}

        /**
         * No sales order.
         *
         * @param notYet it may still become one: remember this, so that it is imported however late we look again
         */
        record Exclude(String reason, boolean notYet) implements Verdict {}

        /** The sales order stays unchanged and the order is shown as waiting. */
        record Wait(String reason) implements Verdict {}

        /** Nothing is done; the order keeps the state it has. */
        record Nothing(String reason) implements Verdict {}
    }

    public static Verdict judge(Facts facts) {
        return switch (facts.link()) {
            case TOMBSTONE ->
                new Verdict.Nothing(
                        "Its sales order was deleted in Katana: it is not imported again until a person lifts that.");
            case LINKED -> linked(facts);
            case NONE, REMOVED -> unlinked(facts);
        };
    }

    /**
     * Whether something of the order that has a row already is still on it: settings that leave it out now do not reach
     * back.
     *
     * @param rowKeys keys of the sales order's rows, see {@link SalesOrderPlan.Row#key()}
     */
    public static boolean hasMade(ShopOrder order, Set<String> rowKeys) {
        return order.lines().stream()
                .anyMatch(line -> LineFate.quantity(line).signum() > 0 && rowKeys.contains(Long.toString(line.id())));
    }

    private static Verdict linked(Facts facts) {
        String name = BcStatus.name(facts.statusId());
        if (CANCELLED.contains(facts.statusId())) return gone(facts, "The order is " + name + " in BigCommerce", false);
        if (facts.archived())
            return new Verdict.Nothing(
                    "The order is archived in BigCommerce, which is not cancelled: nothing changes.");
        if (facts.statusId() == 14)
            return facts.leftToMake()
                    ? new Verdict.Follow()
                    : gone(facts, "Everything on the order was refunded in BigCommerce", true);
        if (IN_WORK.contains(facts.statusId()))
            return facts.leftToMake()
                    ? new Verdict.Follow()
                    : gone(facts, "Nothing on the order in BigCommerce is left to import", true);
        return new Verdict.Wait(
                "The order is " + name + " in BigCommerce: its sales order stays as it is until that changes.");
    }

    private static Verdict gone(Facts facts, String reason, boolean emptied) {
        return facts.deleteOnCancel()
                ? new Verdict.Remove(reason + ".", emptied)
                : new Verdict.Nothing(reason + ": its sales order is kept, as this store wishes.");
    }

    private static Verdict unlinked(Facts facts) {
        int status = facts.statusId();
        String is = "The order is " + BcStatus.name(status) + " in BigCommerce";
        if (facts.archived())
            return new Verdict.Exclude("The order is archived in BigCommerce.", status == 11 || notYet(facts));
        if (status == 11 || status == 7 && facts.importAwaitingPayment()) return new Verdict.Import();
        if (status == 7) return new Verdict.Exclude(is + ": it is imported when it is paid.", true);
        boolean ours = facts.placedAfterActivation() || facts.wasNotYet() || facts.link() == Link.REMOVED;
        if (FURTHER_ALONG.contains(status))
            return ours
                    ? new Verdict.Import()
                    : new Verdict.Exclude(
                            "The order was already " + BcStatus.name(status) + " when the store was connected.", false);
        if (status == 14) return refundedInPart(facts, ours);
        if (CANCELLED.contains(status)) return new Verdict.Exclude(is + ".", notYet(facts));
        return new Verdict.Exclude(is + ": it is imported when it becomes Awaiting Fulfillment.", notYet(facts));
    }

    /** Once so, always so. A cancelled or disputed order may have been fulfilled long before the store was connected. */
    private static boolean notYet(Facts facts) {
        return facts.wasNotYet() || NOT_BEGUN.contains(facts.statusId());
    }

    /** 14 hides how far the order is: it counts as open when something is left to ship. */
    private static Verdict refundedInPart(Facts facts, boolean ours) {
        if (!ours)
            return new Verdict.Exclude("The order was already Partially Refunded when the store was connected.", false);
        if (facts.leftToShip()) return new Verdict.Import();
        return new Verdict.Exclude("The order is Partially Refunded and nothing is left to fulfill.", true);
    }

    private Eligibility() {}
}
