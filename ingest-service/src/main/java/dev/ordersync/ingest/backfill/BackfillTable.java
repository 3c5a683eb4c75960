package dev.ordersync.ingest.backfill;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far the import of a store's open orders has come: one row per status, its cursor moves with every order. */
public final class BackfillTable {

    /**
     * @param cursor the last order id that was taken; 0 before the first
     * @param startedAt tells the run: an import that was started over is none of who still reads for the one before
     */
    public record Row(int statusId, long cursor, Instant startedAt) {}

    /**
     * @param orders orders that are still to be read
     * @param unhandled whether orders of the import have not had their turn in mapping yet
     */
    public record Left(boolean isDone, long orders, boolean unhandled) {}

    private final Database database;

    public BackfillTable(Database database) {
        this.database = database;
    }

    /** Starts over for these statuses and forgets the others. */
    public static void start(Connection tx, String store, Collection<Integer> statuses) throws SQLException {
        try (var delete = tx.prepareStatement("delete from ingest.backfill where store = ?")) {
            delete.setString(1, store);
            delete.executeUpdate();
        }
        startMissing(tx, store, statuses);
    }

    /** Starts for those of the statuses that were never started; the others go on where they are. Returns how many. */
    public static int startMissing(Connection tx, String store, Collection<Integer> statuses) throws SQLException {
        int started = 0;
        for (int status : statuses) {
            try (var insert = tx.prepareStatement(
                    "insert into ingest.backfill (store, status_id) values (?, ?) on conflict do nothing")) {
                insert.setString(1, store);
                insert.setInt(2, status);
                started += insert.executeUpdate();
            }
        }
        return started;
    }

    /** The next status with orders left. */
    Optional<Row> next(String store) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("""
                    select status_id, cursor, started_at from ingest.backfill where store = ? and not done
                    order by status_id desc limit 1""")) {
                ask.setString(1, store);
                try (var rows = ask.executeQuery()) {
                    if (!rows.next()) return Optional.empty();
                    return Optional.of(new Row(rows.getInt(1), rows.getLong(2), Query.instant(rows, "started_at")));
                }
            }
        });
    }

    /** By status, the last order id that an import under way has taken; it will come to all above. */
    public Map<Integer, Long> ahead(String store) {
        Map<Integer, Long> ahead = new HashMap<>();
        database.call(tx -> Query.list(
                tx,
                "select status_id, cursor from ingest.backfill where store = ? and not done",
                row -> ahead.put(row.getInt(1), row.getLong(2)),
                store));
        return ahead;
    }

    /** Moves the cursor of this run past an order, in the transaction that took the order; never back. */
    static void advance(Connection tx, String store, Row run, long orderId) throws SQLException {
        Query.update(tx, """
                update ingest.backfill set cursor = ?, listed = listed + 1
                where store = ? and status_id = ? and started_at = ? and cursor < ?""", orderId, store, run.statusId(), run.startedAt(), orderId);
    }

    void finish(String store, Row run) {
        database.run(tx -> Query.update(tx, """
                update ingest.backfill set done = true, finished_at = now()
                where store = ? and status_id = ? and started_at = ?""", store, run.statusId(), run.startedAt()));
    }

    /** By store. */
    public Map<String, Left> left(Collection<String> stores) {
        Map<String, Left> left = new HashMap<>();
        database.call(tx -> Query.list(
                tx,
                """
                select s.store, import.done and unread.n = 0, unread.n, exists (
                  select 1 from ingest.order_view v
                  where v.store = s.store and mapping_state is null and seen_at <= import.finished_at)
                from unnest(?) s(store)
                cross join lateral (
                  select coalesce(bool_and(done), true) as done, max(finished_at) as finished_at
                  from ingest.backfill b where b.store = s.store) import
                cross join lateral (
                  select count(*) as n from (
                    select 1 from ingest.work w where kind = 'OBSERVE_ORDER' and w.store = s.store
                    and state in ('READY', 'LEASED') and priority >= 8 limit 100000) w) unread""",
                row -> left.put(row.getString(1), new Left(row.getBoolean(2), row.getLong(3), row.getBoolean(4))),
                (Object) stores.toArray(String[]::new)));
        return left;
    }
}
