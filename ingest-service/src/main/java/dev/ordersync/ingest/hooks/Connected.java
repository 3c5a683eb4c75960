package dev.ordersync.ingest.hooks;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;

/**
 * Whether somebody still wants webhooks, as it is now: who makes one must not go by what is remembered of the stores. A
 * paused store keeps its own.
 */
public final class Connected {
    private final Database database;

    public Connected(Database database) {
        this.database = database;
    }

    boolean store(String hash) {
        return is("select 1 from control.store where phase in ('LIVE', 'PAUSED') and hash = ?", hash);
    }

    /** Whether a store works with the Katana account. */
    boolean account(String account) {
        return is("select 1 from control.store where phase in ('LIVE', 'PAUSED') and katana_account = ?", account);
    }

    private boolean is(String sql, String whose) {
        return database.call(
                tx -> !Query.list(tx, sql, row -> row.getInt(1), whose).isEmpty());
    }
}
