package dev.ordersync.mapping.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecord.Seen;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Keeps what Katana says of a sales order. Deleted there, and not by us: a tombstone. Its status moved while the order
 * was in conflict, or refused: it is tried again.
 */
@ApplicationScoped
class KeepSalesOrderState {
    private final Transactions transactions;
    private final OrderRecords orders;
    private final Announce announce;
    private final Wishes wishes;

    KeepSalesOrderState(Transactions transactions, OrderRecords orders, Announce announce, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.announce = announce;
        this.wishes = wishes;
    }

    void keep(FulfillmentObserved event) {
        OrderRef ref = event.ref();
        String status = event.salesOrder() == null
                ? null
                : event.salesOrder().path("status").asText(null);
        transactions.run(tx -> {
            orders.open(tx, ref, null, false);
            OrderRecord before = orders.find(tx, ref).orElseThrow();
            Seen seen = new Seen(event.salesOrderId(), event.number(), status, event.deleted());
            if (isTwin(before, event)) {
                orders.twin(tx, ref, event.salesOrderId());
                wishes.news(tx, ref, Priority.LIVE, Duration.ZERO);
                return;
            }
            if (isTwinGone(before, event)) wishes.news(tx, ref, Priority.LIVE, Duration.ZERO);
            if (!orders.seen(tx, ref, seen)) return;
            // read anew, now that the record is locked: a turn may have linked it or ended meanwhile
            OrderRecord order = orders.find(tx, ref).orElseThrow();
            boolean bound = order.isLinked() && order.salesOrderId() == event.salesOrderId();
            if (bound && event.deleted()) deleted(tx, order);
            else if (bound && mayGoOn(order) && !Objects.equals(before.seen().status(), status))
                wishes.news(tx, ref, Priority.LIVE, Duration.ZERO);
        });
    }

    private void deleted(Connection tx, OrderRecord order) throws SQLException {
        if (order.ownDeletions().contains(order.salesOrderId())) return; // the echo of our own
        orders.tombstone(tx, order.ref(), order.salesOrderId());
        announce.tombstone(tx, order, order.salesOrderId());
        announce.tell(
                tx,
                order.ref(),
                new Announce.News(
                        "deleted",
                        "The sales order was deleted in Katana. It is not made again unless you forget the deletion.",
                        "deleted",
                        "deleted-in-katana",
                        new OrderActivity.Katana(order.salesOrderId(), order.orderNo(), null),
                        null,
                        null));
    }

    /** A second living sales order under one key: a create that was answered too late, or a person's copy. */
    private static boolean isTwin(OrderRecord order, FulfillmentObserved event) {
        return order.isLinked()
                && !event.deleted()
                && event.salesOrderId() != order.salesOrderId()
                && event.salesOrderId() != order.twinId()
                && !order.ownDeletions().contains(event.salesOrderId());
    }

    /** A person chose between several sales orders: the order is looked at again. */
    private static boolean isTwinGone(OrderRecord order, FulfillmentObserved event) {
        return order.isLinked() && event.deleted() && order.twinId() == event.salesOrderId();
    }

    /** What Katana refused to write may have met a sales order that was just packed. */
    private static boolean mayGoOn(OrderRecord order) {
        String cause = order.shown().cause();
        return "conflict".equals(order.shown().state()) || cause != null && cause.startsWith("refused");
    }
}
