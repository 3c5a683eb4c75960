package dev.ordersync.ingest.observe;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes once more what nobody has answered to: a broker may lose what it had acknowledged. An order is nudged twice
 * at most per change, so one that rightly waits for its turn is left in peace.
 */
public final class Nudge {
    private static final int MOST = 100;

    private final Database database;
    private final StoreDirectory directory;
    private final WorkQueue queue;

    public Nudge(Database database, StoreDirectory directory, WorkQueue queue) {
        this.database = database;
        this.directory = directory;
        this.queue = queue;
    }

    /** Wishes for those that were published 15 minutes to 2 hours ago without any word from mapping since. */
    public void turn() {
        for (Store store : directory.all())
            if (store.isWorking())
                for (long orderId : silent(store.hash())) database.run(tx -> nudge(tx, store.hash(), orderId));
    }

    private List<Long> silent(String store) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("""
                    select o.order_id from ingest.observed_order o
                    join ingest.order_view v on v.store = o.store and v.order_id = o.order_id
                    where o.published_at between now() - interval '2 hours' and now() - interval '15 minutes'
                      and o.store = ? and o.nudges < 2 and not o.gone
                      and (v.mapping_at is null or v.mapping_at < o.published_at)
                    limit ?""")) {
                ask.setString(1, store);
                ask.setInt(2, MOST);
                List<Long> found = new ArrayList<>();
                try (var rows = ask.executeQuery()) {
                    while (rows.next()) found.add(rows.getLong(1));
                }
                return found;
            }
        });
    }

    private void nudge(Connection tx, String store, long orderId) throws SQLException {
        queue.want(tx, Kinds.order(store, orderId, Priority.BACKFILL)); // the work's row first, as who reads the order
        try (var update = tx.prepareStatement("""
                update ingest.observed_order set force_wanted = force_wanted + 1, nudges = nudges + 1
                where store = ? and order_id = ?""")) {
            update.setString(1, store);
            update.setLong(2, orderId);
            update.executeUpdate();
        }
    }
}
