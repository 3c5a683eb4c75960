package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.mapping.kept.OrderRecord.Manual;
import dev.ordersync.mapping.kept.OrderRecord.Seen;
import dev.ordersync.mapping.kept.OrderRecord.Shown;
import dev.ordersync.mapping.kept.OrderRecord.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code order_record}: links, tombstones, a person's word, and what was last shown. */
@ApplicationScoped
public class OrderRecords {

    /** Begins to remember a store's orders, if that has not begun yet. */
    public void remember(Connection tx, String store) throws SQLException {
        Sql.update(
                tx, "insert into mapping.order_record (store, order_id) values (?, 0) on conflict do nothing", store);
    }

    /** This database lost something: what was first heard of before now is not witnessed any more. */
    public void memoryLost(Connection tx) throws SQLException {
        Sql.update(tx, "update mapping.order_record set first_kept_at = clock_timestamp() where order_id = 0");
        Sql.update(tx, "update mapping.order_record set witnessed = false where witnessed");
    }

    /**
     * Opens the record of an order, if there is none.
     *
     * @param firstSeen when the order was first heard of; it counts as witnessed only when we remembered the store then
     * @param fresh false when the record that tells of it was told before, or is a look back
     */
    public void open(Connection tx, OrderRef ref, Instant firstSeen, boolean fresh) throws SQLException {
        Sql.update(tx, """
                insert into mapping.order_record (store, order_id, first_kept_at, witnessed)
                values (?, ?, clock_timestamp(), ?::boolean and exists (
                  select 1 from mapping.order_record memory
                  where memory.store = ? and memory.order_id = 0 and memory.first_kept_at <= ?::timestamptz))
                on conflict do nothing
                """, ref.store(), ref.orderId(), fresh && firstSeen != null, ref.store(), firstSeen);
    }

    public Optional<OrderRecord> find(Connection tx, OrderRef ref) throws SQLException {
        return Sql.one(tx, """
                select *, witnessed and first_kept_at > pg_postmaster_start_time() as trusted
                from mapping.order_record where store = ? and order_id = ?
                """, OrderRecords::map, ref.store(), ref.orderId());
    }

    /** The sales order stands for the order from now on, as it was just written or found. */
    public void link(Connection tx, OrderRef ref, Link link) throws SQLException {
        Sql.update(
                tx,
                """
                update mapping.order_record set state = 'linked', account = ?, sales_order_id = ?, order_no = ?,
                  location_id = ?, applied = ?, writing = null, plan_hash = ?, basis = ?, written_at = clock_timestamp(),
                  settled = 0, forgiven = false, manual = case when chosen_id = 0 then manual end, chosen_id = 0, changed_at = now()
                where store = ? and order_id = ?
                """,
                link.account(),
                link.salesOrderId(),
                link.orderNo(),
                link.locationId(),
                link.applied(),
                link.planHash(),
                link.basis(),
                ref.store(),
                ref.orderId());
    }

    /**
     * @param planHash null when something of the plan is still to be written
     * @param basis of what the plan was made
     */
    public record Link(
            String account,
            long salesOrderId,
            String orderNo,
            long locationId,
            String applied,
            String planHash,
            String basis) {}

    /** What was written so far: the next look must compare. */
    public void appliedInPart(Connection tx, OrderRef ref, String applied, String orderNo) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set applied = ?, order_no = ?, plan_hash = null, basis = null,
                  written_at = clock_timestamp(), changed_at = now()
                where store = ? and order_id = ?
                """, applied, orderNo, ref.store(), ref.orderId());
    }

    /**
     * Notes, before the first call of a change, what Katana holds and what it is to hold: should the order be as before when
     * the next turn comes, Katana may still hold some of this.
     */
    public void writing(Connection tx, OrderRef ref, String applied, String writing) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set applied = ?, writing = ?, changed_at = now()
                where store = ? and order_id = ?
                """, applied, writing, ref.store(), ref.orderId());
    }

    /** Nothing of that change was sent: Katana holds what it held. */
    public void notWriting(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set writing = null where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    /** A call of the change had no answer: it may still take effect. */
    public void unsure(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set unsure_at = clock_timestamp() where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    /** How long ago a call of a change had no answer; longer than any time when each had one. */
    public Duration sinceUnsure(Connection tx, OrderRef ref) throws SQLException {
        return since(tx, ref, "unsure_at");
    }

    /**
     * All of a plan is written.
     *
     * @param writing an earlier change that may still take effect over it, else null
     */
    public void applied(
            Connection tx, OrderRef ref, String applied, String writing, String orderNo, String planHash, String basis)
            throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set applied = ?, writing = ?, order_no = ?, plan_hash = ?, basis = ?,
                  written_at = clock_timestamp(), changed_at = now()
                where store = ? and order_id = ?
                """, applied, writing, orderNo, planHash, basis, ref.store(), ref.orderId());
    }

    /** The same plan came of other content. */
    public void basis(Connection tx, OrderRef ref, String basis) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set basis = ? where store = ? and order_id = ?",
                basis,
                ref.store(),
                ref.orderId());
    }

    /** The sales order turned out to be in this account: its key was replaced. */
    public void moved(Connection tx, OrderRef ref, String account) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set account = ? where store = ? and order_id = ?",
                account,
                ref.store(),
                ref.orderId());
    }

    /** It is told of this snapshot that the sales order says all of it. */
    public void settled(Connection tx, OrderRef ref, long number) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set settled = ? where store = ? and order_id = ?",
                number,
                ref.store(),
                ref.orderId());
    }

    /** Notes, before it is sent, that the sales order is being deleted by us. */
    public void deleting(Connection tx, OrderRef ref, long salesOrderId) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set own_deletions = array_append(array_remove(own_deletions, ?), ?),
                  deletion_sent_at = clock_timestamp(), changed_at = now()
                where store = ? and order_id = ?
                """, salesOrderId, salesOrderId, ref.store(), ref.orderId());
    }

    /** How long ago a deletion of ours was sent; longer than any time when that was not noted. */
    public Duration sinceDeleting(Connection tx, OrderRef ref) throws SQLException {
        return since(tx, ref, "deletion_sent_at");
    }

    private static Duration since(Connection tx, OrderRef ref, String column) throws SQLException {
        return Sql.one(
                        tx,
                        """
                        select extract(epoch from clock_timestamp() - %s) * 1000 from mapping.order_record
                        where store = ? and order_id = ? and %s is not null
                        """.formatted(column, column),
                        row -> Duration.ofMillis(row.getLong(1)),
                        ref.store(),
                        ref.orderId())
                .orElse(ChronoUnit.FOREVER.getDuration());
    }

    /** The deletion was refused: if a person deletes it later, that is a tombstone again. */
    public void notDeleting(Connection tx, OrderRef ref, long salesOrderId) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set own_deletions = array_remove(own_deletions, ?), changed_at = now()
                where store = ? and order_id = ?
                """, salesOrderId, ref.store(), ref.orderId());
    }

    /** These were deleted by us, or their deletion was lifted, though this database did not remember. */
    public void deletedByUs(Connection tx, OrderRef ref, List<Long> salesOrderIds) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set own_deletions = own_deletions || ?::bigint[], changed_at = now()
                where store = ? and order_id = ?
                """, salesOrderIds, ref.store(), ref.orderId());
    }

    public void unlink(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set state = 'unlinked', sales_order_id = 0, applied = null, writing = null,
                  plan_hash = null, changed_at = now()
                where store = ? and order_id = ?
                """, ref.store(), ref.orderId());
    }

    /** A person deleted the sales order in Katana: never made again, until a person lifts it. */
    public void tombstone(Connection tx, OrderRef ref, long salesOrderId) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set state = 'tombstone', sales_order_id = ?, applied = null, writing = null,
                  plan_hash = null, forgiven = false, changed_at = now()
                where store = ? and order_id = ?
                """, salesOrderId, ref.store(), ref.orderId());
    }

    /** Lifts the tombstone; false when there was none. */
    public boolean forgive(Connection tx, OrderRef ref) throws SQLException {
        return Sql.update(tx, """
                update mapping.order_record set state = 'unlinked',
                  own_deletions = array_append(own_deletions, sales_order_id), sales_order_id = 0, forgiven = true,
                  witnessed = false, changed_at = now()
                where store = ? and order_id = ? and state = 'tombstone'
                """, ref.store(), ref.orderId()) > 0;
    }

    /** The plan is to be compared again, whatever its hash. */
    public void forgetPlan(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set plan_hash = null where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    /** What Katana says of a sales order under this key; false when it is older than what is kept. */
    public boolean seen(Connection tx, OrderRef ref, Seen seen) throws SQLException {
        return Sql.update(
                        tx,
                        """
                update mapping.order_record set seen_id = ?, seen_number = ?, seen_status = ?, seen_deleted = ?
                where store = ? and order_id = ?
                  and (seen_id = ? and seen_number < ? or seen_id <> ? and (sales_order_id = ? or seen_id < ?))
                """,
                        seen.salesOrderId(),
                        seen.number(),
                        seen.status(),
                        seen.deleted(),
                        ref.store(),
                        ref.orderId(),
                        seen.salesOrderId(),
                        seen.number(),
                        seen.salesOrderId(),
                        seen.salesOrderId(),
                        seen.salesOrderId())
                > 0;
    }

    /** A person's word; false when a later one is already known. */
    public boolean command(Connection tx, OrderRef ref, String manual, String reason, Instant at) throws SQLException {
        return Sql.update(tx, """
                update mapping.order_record set manual = ?, manual_reason = ?, command_at = ?, changed_at = now()
                where store = ? and order_id = ? and (command_at is null or command_at < ?)
                """, manual, reason, at, ref.store(), ref.orderId(), at) > 0;
    }

    /** It is imported however far along it is when it is looked at; false when that was known. */
    public boolean notYet(Connection tx, OrderRef ref) throws SQLException {
        return Sql.update(
                        tx,
                        "update mapping.order_record set not_yet = true where store = ? and order_id = ? and not not_yet",
                        ref.store(),
                        ref.orderId())
                > 0;
    }

    /** Katana was asked and has nothing under this key: from now on we know of all that is made. */
    public void askedInVain(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set witnessed = true, first_kept_at = clock_timestamp()
                where store = ? and order_id = ?
                """, ref.store(), ref.orderId());
    }

    /** A person wants this sales order to stand for the order; 0: not any more. */
    public void choose(Connection tx, OrderRef ref, long salesOrderId) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set chosen_id = ? where store = ? and order_id = ?",
                salesOrderId,
                ref.store(),
                ref.orderId());
    }

    /** The order for which this sales order stands. */
    public Optional<OrderRef> linkedTo(Connection tx, String account, long salesOrderId) throws SQLException {
        return Sql.one(tx, """
                select store, order_id from mapping.order_record
                where account = ? and sales_order_id = ? and state = 'linked'
                """, row -> new OrderRef(row.getString(1), row.getLong(2)), account, salesOrderId);
    }

    /** Another living sales order appeared under this key; 0: there is none any more. */
    public void twin(Connection tx, OrderRef ref, long salesOrderId) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set twin_id = ? where store = ? and order_id = ?",
                salesOrderId,
                ref.store(),
                ref.orderId());
    }

    /** A create of its sales order had no answer: it may have to be sent again, and there may be two. */
    public void uncertain(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set ever_uncertain = true where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    /** There may be a sales order that we do not know of: Katana is asked before one is made. */
    public void doubt(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set witnessed = false where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    public void shown(Connection tx, OrderRef ref, Shown shown) throws SQLException {
        Sql.update(tx, """
                update mapping.order_record set shown_state = ?, shown_cause = ?, shown_text = ?
                where store = ? and order_id = ?
                """, shown.state(), shown.cause(), shown.text(), ref.store(), ref.orderId());
    }

    public void receiptShown(Connection tx, OrderRef ref, UUID receipt) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set receipt_shown = ? where store = ? and order_id = ?",
                receipt,
                ref.store(),
                ref.orderId());
    }

    public boolean isReceiptShown(Connection tx, OrderRef ref, UUID receipt) throws SQLException {
        return Sql.one(
                        tx,
                        "select 1 from mapping.order_record where store = ? and order_id = ? and receipt_shown = ?",
                        row -> row.getInt(1),
                        ref.store(),
                        ref.orderId(),
                        receipt)
                .isPresent();
    }

    /** Orders that were last shown with this cause. */
    public List<Held> withCause(Connection tx, String cause) throws SQLException {
        return held(tx, "shown_cause = ?", cause);
    }

    /** Orders whose cause begins so. */
    public List<Held> withCausesLike(Connection tx, String prefix) throws SQLException {
        return held(tx, "starts_with(shown_cause, ?)", prefix);
    }

    /** Notes under which settings, or in which account, the order was held or left out. */
    public void keptOut(Connection tx, OrderRef ref, String by) throws SQLException {
        Sql.update(
                tx,
                "update mapping.order_record set kept_out_by = ? where store = ? and order_id = ?",
                by,
                ref.store(),
                ref.orderId());
    }

    /** Lets go of the orders that were held or left out under other settings than these, but for a person's word. */
    public List<OrderRef> letIn(Connection tx, String store, String settings) throws SQLException {
        return Sql.list(tx, """
                update mapping.order_record set kept_out_by = null
                where store = ? and kept_out_by <> ? and shown_cause is not null
                  and (shown_state = 'held' or shown_cause in ('nothing-to-import', 'excluded-by-rule')) and manual is null
                returning store, order_id
                """, row -> new OrderRef(row.getString(1), row.getLong(2)), store, settings);
    }

    /** Lets go of the orders that wait with this cause since the store had another account than this one. */
    public List<OrderRef> perhapsBack(Connection tx, String store, String cause, String account) throws SQLException {
        return Sql.list(tx, """
                update mapping.order_record set kept_out_by = null
                where store = ? and shown_cause = ? and kept_out_by <> ? and manual is null
                returning store, order_id
                """, row -> new OrderRef(row.getString(1), row.getLong(2)), store, cause, account);
    }

    private static List<Held> held(Connection tx, String condition, String cause) throws SQLException {
        return Sql.list(
                tx,
                "select store, order_id, shown_cause from mapping.order_record where " + condition,
                row -> new Held(new OrderRef(row.getString(1), row.getLong(2)), row.getString(3)),
                cause);
    }

    /** An order and the cause it waits for. */
    public record Held(OrderRef ref, String cause) {}

    /** How many orders wait with which group of causes; {@code unknown-sku:A} and {@code unknown-sku:B} are one. */
    public List<Count> counts(Connection tx) throws SQLException {
        return Sql.list(tx, """
                select shown_state, split_part(shown_cause, ':', 1), count(*) from mapping.order_record
                where shown_cause is not null group by 1, 2
                """, row -> new Count(row.getString(1), row.getString(2), row.getLong(3)));
    }

    /** So many orders are shown with this state and group of causes. */
    public record Count(String state, String cause, long orders) {}

    private static OrderRecord map(ResultSet row) throws SQLException {
        String manual = row.getString("manual");
        return new OrderRecord(
                new OrderRef(row.getString("store"), row.getLong("order_id")),
                row.getBoolean("trusted"),
                row.getString("account"),
                State.of(row.getString("state")),
                row.getLong("sales_order_id"),
                row.getString("order_no"),
                row.getLong("location_id"),
                row.getString("applied"),
                row.getString("writing"),
                row.getString("plan_hash"),
                row.getString("basis"),
                Sql.instant(row, "written_at"),
                ids(row.getArray("own_deletions")),
                row.getBoolean("forgiven"),
                new Seen(
                        row.getLong("seen_id"),
                        row.getLong("seen_number"),
                        row.getString("seen_status"),
                        row.getBoolean("seen_deleted")),
                row.getLong("twin_id"),
                row.getBoolean("ever_uncertain"),
                manual == null ? null : new Manual(manual, row.getString("manual_reason")),
                row.getBoolean("not_yet"),
                new Shown(row.getString("shown_state"), row.getString("shown_cause"), row.getString("shown_text")),
                row.getLong("chosen_id"),
                row.getLong("settled"));
    }

    private static Set<Long> ids(Array array) throws SQLException {
        Set<Long> ids = new HashSet<>();
        for (Object id : (Object[]) array.getArray()) ids.add(((Number) id).longValue());
        return ids;
    }
}
