package dev.ordersync.ingest.attention;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.CommandOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Says one word on all orders of a group, some hundred in each transaction. */
public final class CommandGroup {
    /** In one go; whoever has more asks again for the rest. */
    public static final int MOST = 5_000;

    private static final int AT_ONCE = 250;

    private final Database database;
    private final CommandOrder command;

    public CommandGroup(Database database, CommandOrder command) {
        this.database = database;
        this.command = command;
    }

    /** Gives how many orders were told. */
    public int command(String store, String state, String cause, String word, String by, String reason) {
        int told = 0;
        long below = Long.MAX_VALUE;
        while (told < MOST) {
            long before = below;
            List<Long> some = database.call(tx -> ids(tx, store, state, cause, before));
            if (some.isEmpty()) return told;
            told += command.command(store, some, word, by, reason);
            below = some.get(some.size() - 1);
        }
        return told;
    }

    private static List<Long> ids(Connection tx, String store, String state, String cause, long below)
            throws SQLException {
        try (var ask = tx.prepareStatement("""
                select order_id from ingest.order_view
                where store = ? and state = ? and coalesce(cause, '') = ? and order_id < ?
                order by order_id desc limit ?""")) {
            ask.setString(1, store);
            ask.setString(2, state);
            ask.setString(3, cause);
            ask.setLong(4, below);
            ask.setInt(5, AT_ONCE);
            List<Long> ids = new ArrayList<>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
