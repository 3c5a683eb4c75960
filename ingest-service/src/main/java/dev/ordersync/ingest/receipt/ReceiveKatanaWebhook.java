package dev.ordersync.ingest.receipt;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.work.Unshipped;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a Katana webhook and wants its sales order, in one transaction.
 *
 * <p>Most of these events are echoes of our own writes, and each read costs one of sixty calls a minute. Two kinds need
 * none: sales orders known to be not ours, and updates of a sales order that was not packed before and is not now - it
 * has no fulfillments, so nothing has happened that the shop waits for. (The sweep still reads those, 250 in a call.)
 *
 * <p>When the database is away: {@link Database.Unavailable}; the door says so and Katana sends again, three times.
 */
public final class ReceiveKatanaWebhook {
    private final Database database;
    private final WorkQueue queue;
    private final Duration hush;

    /** @param database on the doors' own pool */
    public ReceiveKatanaWebhook(Database database, WorkQueue queue, Duration hush) {
        this.database = database;
        this.queue = queue;
        this.hush = hush;
    }

    public void receive(String account, SalesOrderEvent event) {
        database.run(tx -> {
            // these events carry no id of their own, so there is nothing to tell a repeated one by
            Receipts.keep(
                    tx, List.of(new Receipts.Row("katana", account, event.action(), Long.toString(event.id()), null)));
            if (event.isAboutSalesOrder() && matters(tx, account, event))
                queue.want(
                        tx, Kinds.salesOrder(account, event.id(), Priority.LIVE).afterHush(hush));
        });
    }

    private static boolean matters(Connection tx, String account, SalesOrderEvent event) throws SQLException {
        try (var ask = tx.prepareStatement("""
                select exists (select from ingest.foreign_sales_order where account = ? and sales_order_id = ?),
                  (select status from ingest.observed_sales_order
                   where account = ? and sales_order_id = ? and not deleted)""")) {
            ask.setString(1, account);
            ask.setLong(2, event.id());
            ask.setString(3, account);
            ask.setLong(4, event.id());
            try (var rows = ask.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) return false;
                if (event.isDeletion()) return true;
                String before = rows.getString(2);
                return !(event.saysUntouched() && (before == null || Unshipped.is(before)));
            }
        }
    }
}
