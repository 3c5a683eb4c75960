package dev.ordersync.mapping.kept;

import dev.ordersync.domain.OrderRef;
import java.time.Instant;
import java.util.Set;

/**
 * What we know of the sales order of one BigCommerce order.
 *
 * @param witnessed we have remembered this order, without a gap, since it was first heard of: what we do not know of has
 *     not been made. False after emptied or restored tables and for replayed records: then Katana is asked first.
 * @param account Katana account the sales order lives in; null when there was none yet
 * @param salesOrderId 0 when not linked; the deleted one's id for a tombstone
 * @param applied what was last written, as JSON; null when not known
 * @param writing what a change that has begun is to make of {@code applied}, as JSON; null when none is half written
 *     nor may take effect late
 * @param planHash of the plan that was last fulfilled; null when the next look must compare
 * @param basis of what that plan was made: see {@link Snapshots#basis}; null when not known
 * @param ownDeletions sales orders whose deletion is no tombstone: deleted by us, or forgiven by a person
 * @param forgiven a person lifted the tombstone: deleted sales orders found by the next look-up are no tombstone either
 * @param twinId another living sales order that appeared under this order's key; 0 for none
 * @param everUncertain a create of its sales order had no answer: a twin of that time is ours
 * @param notYet an earlier verdict left it out for the time being, or it was seen after the store's activation when it was
 *     still to be begun: once so, always so
 * @param settled number of the newest snapshot of which it was told that the sales order says all of it; 0 for none
 * @param chosenId the sales order that a person wants to stand for this order; 0 for none
 */
public record OrderRecord(
        OrderRef ref,
        boolean witnessed,
        String account,
        State state,
        long salesOrderId,
        String orderNo,
        long locationId,
        String applied,
        String writing,
        String planHash,
        String basis,
        Instant writtenAt,
        Set<Long> ownDeletions,
        boolean forgiven,
        Seen seen,
        long twinId,
        boolean everUncertain,
        Manual manual,
        boolean notYet,
        Shown shown,
        long chosenId,
        long settled) {

    public enum State {
        UNLINKED,
        LINKED,
        TOMBSTONE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** The last observation of a sales order under this key; id 0 when there was none. */
    public record Seen(long salesOrderId, long number, String status, boolean deleted) {}

    /** A person's standing word: {@code hold} or {@code exclude}, or null. */
    public record Manual(String word, String reason) {}

    /** What was last published of the order. */
    public record Shown(String state, String cause, String text) {}

    /** An order of which nothing is kept. */
    public static OrderRecord unknown(OrderRef ref) {
        return new OrderRecord(
                ref,
                false,
                null,
                State.UNLINKED,
                0,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                Set.of(),
                false,
                new Seen(0, 0, null, false),
                0,
                false,
                null,
                false,
                new Shown(null, null, null),
                0,
                0);
    }

    public boolean isLinked() {
        return state == State.LINKED;
    }

    /** Something under this key was deleted by us, or its deletion was forgiven. */
    public boolean wasRemoved() {
        return state == State.UNLINKED && !ownDeletions.isEmpty();
    }

    public boolean isTombstone() {
        return state == State.TOMBSTONE;
    }
}
