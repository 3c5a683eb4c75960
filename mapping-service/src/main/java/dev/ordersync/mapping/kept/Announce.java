package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.kept.OrderRecord.Shown;
import dev.ordersync.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Leaves what happened to an order for the other services, in the transaction that records it. */
@ApplicationScoped
public class Announce {
    private static final String SERVICE = "mapping";

    private final Outbox outbox;
    private final OrderRecords orders;

    Announce(Outbox outbox, OrderRecords orders) {
        this.outbox = outbox;
        this.orders = orders;
    }

    /**
     * What is to be told.
     *
     * @param kind see {@link OrderActivity}
     * @param state the order's state from now on, or null for a line of the timeline only
     */
    public record News(
            String kind,
            String text,
            String state,
            String cause,
            OrderActivity.Katana katana,
            OrderActivity.BigCommerce bigcommerce,
            OrderActivity.Receipt receipt) {

        public static News state(String state, String cause, String text) {
            return new News(state, text, state, cause, null, null, null);
        }
    }

    /** Tells it, whatever was told before. */
    public void tell(Connection tx, OrderRef ref, News news) throws SQLException {
        outbox.leave(
                tx,
                Topics.ACTIVITY,
                new OrderActivity(
                        ref.store(),
                        ref.orderId(),
                        Sql.now(tx),
                        SERVICE,
                        news.kind(),
                        news.text(),
                        news.state(),
                        news.cause(),
                        news.katana(),
                        news.bigcommerce(),
                        news.receipt()));
        if (news.receipt() != null) orders.receiptShown(tx, ref, mark(news.receipt()));
        if (news.state() != null) orders.shown(tx, ref, new Shown(news.state(), news.cause(), news.text()));
    }

    /** Tells it unless the order was last shown in just this way: a retry in vain is no news. */
    public void tellChange(Connection tx, OrderRecord order, News news) throws SQLException {
        Shown shown = order.shown();
        if (Objects.equals(shown, new Shown(news.state(), news.cause(), news.text()))) return;
        tell(tx, order.ref(), news);
    }

    /** Tells it if its receipt is another than the one that was last told. */
    public void tellReceipt(Connection tx, OrderRef ref, News news) throws SQLException {
        if (!orders.isReceiptShown(tx, ref, mark(news.receipt()))) tell(tx, ref, news);
    }

    private static UUID mark(OrderActivity.Receipt receipt) {
        return UUID.nameUUIDFromBytes(receipt.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param order as it is kept now */
    public void linked(Connection tx, OrderRecord order, long salesOrderId, String orderNo, List<OrderLinked.Row> rows)
            throws SQLException {
        leave(tx, order, OrderLinked.LINKED, salesOrderId, orderNo, rows, order.settled());
    }

    /** The sales order says all that it will say of this snapshot. */
    public void settled(Connection tx, OrderRecord order, List<OrderLinked.Row> rows, long number) throws SQLException {
        orders.settled(tx, order.ref(), number);
        leave(tx, order, OrderLinked.LINKED, order.salesOrderId(), order.orderNo(), rows, number);
    }

    public void tombstone(Connection tx, OrderRecord order, long salesOrderId) throws SQLException {
        leave(tx, order, OrderLinked.TOMBSTONE, salesOrderId, order.orderNo(), List.of(), 0);
    }

    public void unlinked(Connection tx, OrderRecord order) throws SQLException {
        leave(tx, order, OrderLinked.UNLINKED, 0, order.orderNo(), List.of(), 0);
    }

    private void leave(
            Connection tx,
            OrderRecord order,
            String state,
            long salesOrderId,
            String orderNo,
            List<OrderLinked.Row> rows,
            long settled)
            throws SQLException {
        outbox.leave(
                tx,
                Topics.ORDER_LINKS,
                new OrderLinked(
                        order.ref().store(),
                        order.ref().orderId(),
                        state,
                        salesOrderId,
                        orderNo,
                        order.locationId(),
                        rows,
                        Sql.now(tx),
                        settled,
                        salesOrderId == 0 ? null : order.account()));
    }
}
