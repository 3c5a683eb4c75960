package dev.ordersync.ingest.observe;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;

/**
 * Another service has just written a status. Should a person take it back before it was read, the next read says the
 * same as the one before the write, and yet it is news: the reversal. So what was read before counts as unknown, and a
 * read that came in between is done again.
 */
public final class ExpectChange {
    private static final String COMPLETED = "completed";
    private static final String DELIVERED = "delivered";
    /** The clocks of two machines. */
    private static final Duration APART = Duration.ofSeconds(5);

    private static final String FORGET_ORDER = """
            update ingest.observed_order set hash = '', order_hash = null
            where store = ? and order_id = ? and status_id <> 10 returning observed_at > ?
            """;
    private static final String FORGET_SALES_ORDER = """
            update ingest.observed_sales_order set hash = ''
            where store = ? and order_id = ? and sales_order_id = ? and status <> 'DELIVERED'
            returning observed_at > ?, account
            """;

    private final WorkQueue queue;

    public ExpectChange(WorkQueue queue) {
        this.queue = queue;
    }

    /** @param activity told for the first time */
    public void after(Connection tx, OrderActivity activity) throws SQLException {
        if (!activity.service().equals("fulfillment")) return;
        if (activity.kind().equals(COMPLETED)) order(tx, activity);
        if (activity.kind().equals(DELIVERED) && activity.katana() != null) salesOrder(tx, activity);
    }

    private void order(Connection tx, OrderActivity activity) throws SQLException {
        try (var update = tx.prepareStatement(FORGET_ORDER)) {
            update.setString(1, activity.store());
            update.setLong(2, activity.orderId());
            update.setTimestamp(3, since(activity));
            try (var row = update.executeQuery()) {
                if (row.next() && row.getBoolean(1))
                    queue.want(tx, Kinds.order(activity.store(), activity.orderId(), Priority.SWEEP));
            }
        }
    }

    private void salesOrder(Connection tx, OrderActivity activity) throws SQLException {
        Long id = activity.katana().salesOrderId();
        if (id == null) return;
        try (var update = tx.prepareStatement(FORGET_SALES_ORDER)) {
            update.setString(1, activity.store());
            update.setLong(2, activity.orderId());
            update.setLong(3, id);
            update.setTimestamp(4, since(activity));
            try (var row = update.executeQuery()) {
                if (row.next() && row.getBoolean(1))
                    queue.want(tx, Kinds.salesOrder(row.getString(2), id, Priority.SWEEP));
            }
        }
    }

    private static Timestamp since(OrderActivity activity) {
        return Timestamp.from(activity.at().minus(APART));
    }
}
