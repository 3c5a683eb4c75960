package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.CombineState.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Writes the order view: one row per order with what each service last said of it, and the timeline. Every method works
 * within the caller's transaction and may be repeated with the same input.
 */
public final class OrderBook {

    /** ingest read the order. */
    public void observed(
            Connection tx,
            String store,
            long orderId,
            int statusId,
            String total,
            String currency,
            Instant at,
            String origin)
            throws SQLException {
        open(tx, store, orderId);
        try (var update = tx.prepareStatement("""
                update ingest.order_view set status_id = ?, total = ?, currency = ?, changed_at = now()
                where store = ? and order_id = ?""")) {
            update.setInt(1, statusId);
            update.setString(2, total);
            update.setString(3, OrderIndex.text(currency));
            update.setString(4, store);
            update.setLong(5, orderId);
            update.executeUpdate();
        }
        Timeline.add(
                tx,
                store,
                orderId,
                at,
                "ingest",
                "observed",
                "Read from BigCommerce (" + origin + "): " + BigCommerceStatus.words(statusId)
                        + (total == null ? "" : ", " + total + " " + OrderIndex.text(currency)) + ".");
    }

    /** A line of ingest's own for the timeline. */
    public void note(Connection tx, String store, long orderId, String kind, String text) throws SQLException {
        Timeline.add(tx, store, orderId, Database.now(tx), "ingest", kind, OrderIndex.text(text));
    }

    /** Another service did something with the order. @return whether it is told for the first time */
    public boolean apply(Connection tx, OrderActivity activity) throws SQLException {
        String store = activity.store();
        long orderId = activity.orderId();
        String text = OrderIndex.text(activity.text());
        boolean isNew = Timeline.add(tx, store, orderId, activity.at(), activity.service(), activity.kind(), text);
        if (!isNew) return false;
        open(tx, store, orderId);
        OrderParts parts = OrderParts.lock(tx, store, orderId);
        facts(tx, activity);
        if (activity.state() == null) return true;
        Part part = new Part(activity.state(), text, OrderIndex.text(activity.cause()));
        OrderParts after = parts.with(activity.service(), part, activity.at());
        if (after == parts) return true;
        after.save(tx, store, orderId);
        OrderCounts.move(tx, store, parts.combined().state(), after.combined().state());
        return true;
    }

    /** mapping tied the order to a sales order, or untied it. */
    public void linked(Connection tx, OrderLinked link) throws SQLException {
        open(tx, link.store(), link.orderId());
        boolean isLinked = link.state().equals(OrderLinked.LINKED);
        boolean isTombstone = link.state().equals(OrderLinked.TOMBSTONE);
        try (var update = tx.prepareStatement("""
                update ingest.order_view set
                  sales_order_id = case when ? then nullif(?, 0::bigint) else null end,
                  sales_order_account = ?,
                  order_no = coalesce(?, order_no),
                  katana_status = case when ? then 'DELETED' when ? then katana_status end,
                  changed_at = now()
                where store = ? and order_id = ?""")) {
            update.setBoolean(1, isLinked || isTombstone);
            update.setLong(2, link.salesOrderId());
            update.setString(3, OrderIndex.text(link.account()));
            update.setString(4, OrderIndex.text(link.orderNo()));
            update.setBoolean(5, isTombstone);
            update.setBoolean(6, isLinked);
            update.setString(7, link.store());
            update.setLong(8, link.orderId());
            update.executeUpdate();
        }
        OrderIndex.linked(tx, link.store(), link.orderId(), rows(link));
        if (isLinked) ours(tx, link);
    }

    /** A sales order without our mark that a person linked: its webhooks and changes count from now on. */
    private static void ours(Connection tx, OrderLinked link) throws SQLException {
        try (var delete = tx.prepareStatement("""
                delete from ingest.foreign_sales_order where sales_order_id = ?
                  and account = coalesce(?, (select katana_account from control.store where hash = ?))""")) {
            delete.setLong(1, link.salesOrderId());
            delete.setString(2, link.account());
            delete.setString(3, link.store());
            delete.executeUpdate();
        }
    }

    private static String rows(OrderLinked link) {
        try {
            return Codec.JSON.writeValueAsString(link.rows());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are plain numbers and text", e);
        }
    }

    /** ingest read the order's sales order in Katana. */
    public void salesOrderSeen(
            Connection tx, String store, long orderId, long salesOrderId, String orderNo, String status)
            throws SQLException {
        try (var update = tx.prepareStatement("""
                update ingest.order_view
                set katana_status = ?, order_no = coalesce(order_no, ?), changed_at = now()
                where store = ? and order_id = ? and (sales_order_id is null or sales_order_id = ?)""")) {
            update.setString(1, OrderIndex.text(status));
            update.setString(2, OrderIndex.text(orderNo));
            update.setString(3, store);
            update.setLong(4, orderId);
            update.setLong(5, salesOrderId);
            update.executeUpdate();
        }
    }

    /** A line of the timeline; of orders that we know only. */
    public void salesOrderRead(
            Connection tx, String store, long orderId, Instant at, String origin, String orderNo, String status)
            throws SQLException {
        String words =
                status == null ? "" : status.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        String text = "Read from Katana (" + origin + "): sales order" + (orderNo == null ? "" : " " + orderNo) + ", "
                + words + ".";
        Timeline.add(tx, store, orderId, at, "ingest", "katana-read", OrderIndex.text(text));
    }

    /** Makes the row of a new order, which counts as waiting. */
    private static void open(Connection tx, String store, long orderId) throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into ingest.order_view (store, order_id, state, why) values (?, ?, 'waiting', ?)
                on conflict do nothing""")) {
            insert.setString(1, store);
            insert.setLong(2, orderId);
            insert.setString(3, CombineState.NOT_YET);
            if (insert.executeUpdate() == 1) OrderCounts.move(tx, store, null, "waiting");
        }
    }

    /** Keeps what the activity tells of both sides; what it does not tell stays. The link tells a sales order's account. */
    private static void facts(Connection tx, OrderActivity activity) throws SQLException {
        var katana = activity.katana();
        var bigcommerce = activity.bigcommerce();
        try (var update = tx.prepareStatement("""
                update ingest.order_view set
                  sales_order_account = case when coalesce(?, sales_order_id) is not distinct from sales_order_id
                    then sales_order_account end,
                  sales_order_id = coalesce(?, sales_order_id), order_no = coalesce(?, order_no),
                  katana_status = coalesce(?, katana_status), receipt = coalesce(?, receipt),
                  status_id = coalesce(status_id, ?), total = coalesce(total, ?), currency = coalesce(currency, ?),
                  changed_at = ?
                where store = ? and order_id = ?""")) {
            update.setObject(1, katana == null ? null : katana.salesOrderId(), java.sql.Types.BIGINT);
            update.setObject(2, katana == null ? null : katana.salesOrderId(), java.sql.Types.BIGINT);
            update.setString(3, katana == null ? null : OrderIndex.text(katana.orderNo()));
            update.setString(4, katana == null ? null : OrderIndex.text(katana.status()));
            update.setString(5, receipt(activity));
            update.setObject(6, bigcommerce == null ? null : bigcommerce.statusId(), java.sql.Types.INTEGER);
            update.setString(7, bigcommerce == null ? null : OrderIndex.text(bigcommerce.total()));
            update.setString(8, bigcommerce == null ? null : OrderIndex.text(bigcommerce.currency()));
            update.setTimestamp(9, Timestamp.from(activity.at()));
            update.setString(10, activity.store());
            update.setLong(11, activity.orderId());
            update.executeUpdate();
        }
    }

    private static String receipt(OrderActivity activity) {
        if (activity.receipt() == null) return null;
        try {
            return Codec.JSON.writeValueAsString(activity.receipt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt is plain text and lists", e);
        }
    }
}
