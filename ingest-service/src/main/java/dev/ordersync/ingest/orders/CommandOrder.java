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
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Passes a person's word on an order to the services; all or nothing, in one transaction. */
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
        return database.call(tx -> {
            if (!exists(tx, store, orderId)) return false;
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
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
        });
    }

    /** Reads and publishes the order anew, also when nothing changed: it may have been lost further on. */
    private void lookAgain(Connection tx, String store, long orderId) throws SQLException {
        try (var update = tx.prepareStatement(
                "update ingest.observed_order set force_wanted = force_wanted + 1 where store = ? and order_id = ?")) {
            update.setString(1, store);
            update.setLong(2, orderId);
            update.executeUpdate();
        }
        queue.want(tx, Kinds.order(store, orderId, Priority.LIVE));
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
