package dev.ordersync.fulfillment.kept;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.domain.Agreed;
import dev.ordersync.fulfillment.domain.BigCommerceState;
import dev.ordersync.fulfillment.kept.OrderRecord.Asked;
import dev.ordersync.fulfillment.kept.OrderRecord.BigCommerceSide;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import dev.ordersync.fulfillment.kept.OrderRecord.Link;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.OrderRecord.Shown;
import dev.ordersync.fulfillment.kept.OrderRecord.Unshipped;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code order_record}. */
@ApplicationScoped
public class OrderRecords {
    private static final String SELECT = """
            select *, (extract(epoch from clock_timestamp() - shown_since) * 1000)::bigint as shown_ms
            from fulfillment.order_record where store = ? and order_id = ?
            """;

    /** The database's time in ms: on the same scale as the numbers of snapshots. */
    public long now(Connection tx) throws SQLException {
        return Sql.one(tx, "select (extract(epoch from clock_timestamp()) * 1000)::bigint", row -> row.getLong(1))
                .orElseThrow();
    }

    /** The same as an instant. */
    public Instant instant(Connection tx) throws SQLException {
        return Instant.ofEpochMilli(now(tx));
    }

    public Optional<OrderRecord> find(Connection tx, OrderRef ref) throws SQLException {
        return Sql.one(tx, SELECT, OrderRecords::read, ref.store(), ref.orderId());
    }

    /** The record, made when there is none; nobody else changes it until the transaction ends. */
    public OrderRecord lock(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "insert into fulfillment.order_record (store, order_id) values (?, ?) on conflict do nothing",
                ref.store(),
                ref.orderId());
        return Sql.one(tx, SELECT + " for update", OrderRecords::read, ref.store(), ref.orderId())
                .orElseThrow();
    }

    /** Keeps what BigCommerce says; a snapshot that is not newer is left aside. */
    public boolean seen(Connection tx, OrderRef ref, BigCommerceSide side) throws SQLException {
        boolean completed = BigCommerceState.of(side.statusId()) == BigCommerceState.DONE;
        return Sql.update(
                        tx,
                        """
                update fulfillment.order_record set bc_number = ?, bc_status = ?, bc_archived = ?, bc_lines = ?,
                  bc_shipments = coalesce(?, bc_shipments), bc_certain = ?, was_completed = was_completed or ?
                where store = ? and order_id = ? and bc_number < ?
                """,
                        side.number(),
                        side.statusId(),
                        side.archived(),
                        Json.write(side.lines()),
                        Json.write(side.shipments()),
                        side.certain(),
                        completed,
                        ref.store(),
                        ref.orderId(),
                        side.number())
                > 0;
    }

    /** What was published of the order, whatever of it we keep; said once more it is nothing new. */
    public void told(Connection tx, OrderRef ref, long number, String content) throws SQLException {
        Sql.update(tx, """
                update fulfillment.order_record set told = ?, told_content = ?
                where store = ? and order_id = ? and told < ? and told_content is distinct from ?
                """, number, content, ref.store(), ref.orderId(), number, content);
    }

    /** Another sales order than before stands for the order: what was agreed with the former one is over. */
    public void link(Connection tx, OrderRef ref, Link link, int partition, long offset, boolean another)
            throws SQLException {
        Sql.update(
                tx,
                """
                update fulfillment.order_record set link = ?, sales_order_id = ?, order_no = ?, location_id = ?,
                  link_rows = ?, link_written_at = ?, link_settled = ?, link_part = ?, link_offset = ?,
                  link_account = case when ? then ? else coalesce(?, link_account) end,
                  asked_account = case when ? then null else asked_account end,
                  delivered = exists (select 1 from fulfillment.sales_order s where s.store = order_record.store
                    and s.order_id = order_record.order_id and s.sales_order_id = ? and s.status = 'DELIVERED'),
                  agreed = case when ? then 'NOT_YET' else agreed end,
                  was_completed = case when ? then coalesce(bc_status = 10, false) else was_completed end
                where store = ? and order_id = ?
                """,
                link.state(),
                link.salesOrderId(),
                link.orderNo(),
                link.locationId(),
                Json.write(link.rows()),
                link.writtenAt(),
                link.settled(),
                partition,
                offset,
                another,
                link.account(),
                link.account(),
                another,
                link.salesOrderId(),
                another,
                another,
                ref.store(),
                ref.orderId());
    }

    /** What another account than the link's showed under the sales order's id. */
    public void asked(Connection tx, OrderRef ref, String account, boolean ours) throws SQLException {
        Sql.update(tx, """
                update fulfillment.order_record set asked_account = ?, asked_ours = ?
                where store = ? and order_id = ?
                """, account, ours, ref.store(), ref.orderId());
    }

    /** How far the links of this order were taken. */
    public boolean isNewerLink(Connection tx, OrderRef ref, Instant writtenAt, int partition, long offset)
            throws SQLException {
        return Sql.one(tx, """
                select link_offset is null or link_part <> ? or link_offset < ? or link_written_at is null
                  or link_written_at < ?::timestamptz
                from fulfillment.order_record where store = ? and order_id = ?
                """, row -> row.getBoolean(1), partition, offset, writtenAt, ref.store(), ref.orderId())
                .orElse(true);
    }

    /**
     * Both sides say the same. What was seen after the states that the agreement rests on stays noted.
     *
     * @param bigcommerceNumber the snapshot that the agreement rests on
     */
    public void agree(Connection tx, OrderRef ref, Agreed pair, long bigcommerceNumber) throws SQLException {
        Sql.update(tx, """
                update fulfillment.order_record set agreed = ?,
                  was_completed = was_completed and bc_number <> ?
                where store = ? and order_id = ?
                """, pair.name(), bigcommerceNumber, ref.store(), ref.orderId());
    }

    /** A parcel got no shipment; what was kept of the same before is over. */
    public void unshipped(Connection tx, OrderRef ref, Unshipped parcel) throws SQLException {
        List<Unshipped> all = new ArrayList<>(lock(tx, ref).unshipped());
        all.removeIf(other -> other.isOf(parcel.fulfillmentId(), parcel.addressId()));
        all.add(parcel);
        Sql.update(
                tx,
                "update fulfillment.order_record set unshipped = ? where store = ? and order_id = ?",
                Json.write(all),
                ref.store(),
                ref.orderId());
    }

    /**
     * A person's word; false when a later one was heard already.
     *
     * @param look both sides are to be read, and what got no shipment is to be tried again
     */
    public boolean command(Connection tx, OrderRef ref, String manual, boolean look, Instant at) throws SQLException {
        return Sql.update(tx, """
                update fulfillment.order_record set manual = ?, command_at = ?, look_bc = look_bc or ?,
                  look_katana = look_katana or ?, unshipped = case when ? then '[]' else unshipped end,
                  asked_account = case when ? then null else asked_account end
                where store = ? and order_id = ? and (command_at is null or command_at < ?)
                """, manual, at, look, look, look, look, ref.store(), ref.orderId(), at) > 0;
    }

    /** A side's state is in doubt, or has been read. */
    public void lookAtBigCommerce(Connection tx, OrderRef ref, boolean look) throws SQLException {
        Sql.update(
                tx,
                "update fulfillment.order_record set look_bc = ? where store = ? and order_id = ?",
                look,
                ref.store(),
                ref.orderId());
    }

    /** We did something that may have moved the order's status: what we knew of it is not certain any more. */
    public void doubt(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "update fulfillment.order_record set bc_certain = false where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    /** The order was Completed, and a shipment that we made may have moved it back; or that is over. */
    public void restoresCompleted(Connection tx, OrderRef ref, boolean restores) throws SQLException {
        Sql.update(
                tx,
                "update fulfillment.order_record set restores_completed = ? where store = ? and order_id = ?",
                restores,
                ref.store(),
                ref.orderId());
    }

    public void lookAtKatana(Connection tx, OrderRef ref, boolean look) throws SQLException {
        Sql.update(
                tx,
                "update fulfillment.order_record set look_katana = ? where store = ? and order_id = ?",
                look,
                ref.store(),
                ref.orderId());
    }

    /** What the order shows of us from now on; a null state withdraws it. */
    void shown(Connection tx, OrderRef ref, String state, String cause, String text) throws SQLException {
        Sql.update(tx, """
                update fulfillment.order_record set shown_state = ?, shown_cause = ?, shown_text = ?,
                  shown_since = case when shown_cause is not distinct from ? then coalesce(shown_since, clock_timestamp())
                    else clock_timestamp() end
                where store = ? and order_id = ?
                """, state, cause, text, cause, ref.store(), ref.orderId());
    }

    /**
     * Linked orders whose states lie apart, or of which one side went back after both were done: a webhook of work that was
     * lost, a setting switched on, a bug of ours. The words are those of the index, and name the states for which
     * {@code ReconcileStatus} has something to say. And those whose sales order was out of reach, by an index of their own.
     */
    public List<OrderRef> unsettled(Connection tx, int most, OrderRef after) throws SQLException {
        String store = after == null ? "" : after.store();
        long orderId = after == null ? 0 : after.orderId();
        return Sql.list(
                tx, """
                select store, order_id from fulfillment.order_record
                where link = 'linked' and manual is null
                  and case when agreed <> 'BOTH_DONE' then (bc_status = 10) <> delivered
                    when delivered then bc_status in (0, 1, 3, 7, 8, 9, 11)
                    else bc_status in (2, 10) end
                  and (store, order_id) > (?, ?)
                union
                select store, order_id from fulfillment.order_record
                where link = 'linked' and manual is null and shown_cause = 'other-account' and (store, order_id) > (?, ?)
                order by store, order_id limit ?
                """, row -> new OrderRef(row.getString(1), row.getLong(2)), store, orderId, store, orderId, most);
    }

    private static OrderRecord read(ResultSet row) throws SQLException {
        Object status = row.getObject("bc_status");
        long shownMs = row.getLong("shown_ms");
        return new OrderRecord(
                new OrderRef(row.getString("store"), row.getLong("order_id")),
                new BigCommerceSide(
                        row.getLong("bc_number"),
                        (Integer) status,
                        row.getBoolean("bc_archived"),
                        Json.read(row.getString("bc_lines"), new TypeReference<List<Line>>() {}),
                        Json.read(row.getString("bc_shipments"), new TypeReference<List<Shipment>>() {}),
                        row.getBoolean("bc_certain"),
                        row.getBoolean("was_completed")),
                new Link(
                        row.getString("link"),
                        row.getLong("sales_order_id"),
                        row.getString("order_no"),
                        row.getLong("location_id"),
                        Json.read(row.getString("link_rows"), new TypeReference<List<OrderLinked.Row>>() {}),
                        Sql.instant(row, "link_written_at"),
                        (Long) row.getObject("link_settled"),
                        row.getString("link_account")),
                row.getString("asked_account") == null
                        ? null
                        : new Asked(row.getString("asked_account"), row.getBoolean("asked_ours")),
                Agreed.valueOf(row.getString("agreed")),
                row.getLong("told"),
                row.getBoolean("restores_completed"),
                row.getString("manual"),
                row.getBoolean("look_bc"),
                row.getBoolean("look_katana"),
                Json.read(row.getString("unshipped"), new TypeReference<List<Unshipped>>() {}),
                new Shown(
                        row.getString("shown_state"),
                        row.getString("shown_cause"),
                        row.getString("shown_text"),
                        Duration.ofMillis(shownMs)));
    }
}
