package dev.ordersync.ingest.orders;

import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Passes a person's word on orders to the services; all or nothing, in one transaction. */
public final class CommandOrder {
    private static final Map<String, String> WORDS = Map.of(
            OrderCommand.RETRY, "asked to try again",
            OrderCommand.HOLD, "asked to hold this order",
            OrderCommand.EXCLUDE, "asked to leave this order out",
            OrderCommand.FORGET_DELETION, "asked to forget that it was deleted in Katana");

    private final Database database;
    private final WorkQueue queue;
    private final Outbox outbox;

    public CommandOrder(Database database, WorkQueue queue, Outbox outbox) {
        this.database = database;
        this.queue = queue;
        this.outbox = outbox;
    }

    public static boolean knows(String command) {
        return WORDS.containsKey(command);
    }

    /** @return false when there is no such order */
    public boolean command(String store, long orderId, String command, String by, String reason) {
        return command(store, List.of(orderId), command, by, reason) == 1;
    }

    /** The same word on several orders, all in one transaction; gives how many of them there are. */
    public int command(String store, List<Long> orderIds, String command, String by, String reason) {
        return database.call(tx -> {
            int told = 0;
            for (long orderId : orderIds) if (tell(tx, store, orderId, command, by, reason)) told++;
            return told;
        });
    }

    private boolean tell(Connection tx, String store, long orderId, String command, String by, String reason)
            throws SQLException {
        if (!exists(tx, store, orderId)) return false;
        Instant now = Database.now(tx);
        outbox.leave(tx, Topics.COMMANDS, new OrderCommand(store, orderId, command, by, now, reason));
        Timeline.add(
                tx,
                store,
                orderId,
                now,
                "ingest",
                command,
                by + " " + WORDS.get(command) + (reason == null ? "." : ": " + reason));
        if (command.equals(OrderCommand.RETRY) || command.equals(OrderCommand.FORGET_DELETION))
            lookAgain(tx, store, orderId);
        return true;
    }

    /** Lets a sales order that Katana has already stand for the order, if mapping finds that it fits. */
    public boolean link(String store, long orderId, long salesOrderId, String by) {
        return database.call(tx -> {
            if (!exists(tx, store, orderId)) return false;
            Instant now = Database.now(tx);
            outbox.leave(
                    tx,
                    Topics.COMMANDS,
                    new OrderCommand(store, orderId, OrderCommand.LINK, by, now, null, salesOrderId));
            String text = by + " asked to link this order to Katana's sales order " + salesOrderId + ".";
            Timeline.add(tx, store, orderId, now, "ingest", OrderCommand.LINK, text);
            return true;
        });
    }

    /** Reads both sides anew, without a word to the services beyond what is read. */
    public boolean readAgain(String store, long orderId, String by) {
        return database.call(tx -> {
            if (!exists(tx, store, orderId)) return false;
            Timeline.add(
                    tx, store, orderId, Database.now(tx), "ingest", "re-read", by + " asked to read both sides again.");
            lookAgain(tx, store, orderId);
            salesOrder(tx, store, orderId);
            return true;
        });
    }

    private void salesOrder(Connection tx, String store, long orderId) throws SQLException {
        try (var ask = tx.prepareStatement("""
                select s.katana_account, v.sales_order_id from ingest.order_view v
                join control.store s on s.hash = v.store
                where v.store = ? and v.order_id = ? and v.sales_order_id is not null
                  and s.katana_account is not null""")) {
            ask.setString(1, store);
            ask.setLong(2, orderId);
            try (var rows = ask.executeQuery()) {
                if (rows.next()) queue.want(tx, Kinds.salesOrder(rows.getString(1), rows.getLong(2), Priority.LIVE));
            }
        }
    }

    /**
     * Reads and publishes the order anew, also when nothing changed: it may have been lost further on. The work's row is
     * taken before the order's, as by who reads it, or the two could wait for each other.
     */
    private void lookAgain(Connection tx, String store, long orderId) throws SQLException {
        queue.want(tx, Kinds.order(store, orderId, Priority.LIVE));
        try (var update = tx.prepareStatement(
                "update ingest.observed_order set force_wanted = force_wanted + 1 where store = ? and order_id = ?")) {
            update.setString(1, store);
            update.setLong(2, orderId);
            update.executeUpdate();
        }
    }

    private static boolean exists(Connection tx, String store, long orderId) throws SQLException {
        try (var ask = tx.prepareStatement("select 1 from ingest.order_view where store = ? and order_id = ?")) {
            ask.setString(1, store);
            ask.setLong(2, orderId);
            try (var rows = ask.executeQuery()) {
                return rows.next();
            }
        }
    }
}
