package dev.ordersync.ingest.rehearse;

import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code rehearsal}: one per store, the last. */
final class Rehearsals {

    /** Begins anew and forgets the one before. */
    static void begin(Connection tx, String store, String run, String orders, String by) throws SQLException {
        Query.update(tx, "delete from ingest.rehearsal where store = ?", store);
        Query.update(
                tx,
                "insert into ingest.rehearsal (store, run, orders, state, started_by) values (?, ?, ?, 'running', ?)",
                store,
                run,
                orders,
                by);
    }

    static Optional<Rehearsal> find(Connection tx, String store) throws SQLException {
        return Query.one(tx, "select * from ingest.rehearsal where store = ?", Rehearsals::map, store);
    }

    static Optional<Rehearsal> lock(Connection tx, String store) throws SQLException {
        return Query.one(tx, "select * from ingest.rehearsal where store = ? for update", Rehearsals::map, store);
    }

    /** Where the reading goes on. */
    static void reach(Connection tx, String run, Integer statusId, long cursor) throws SQLException {
        Query.update(
                tx,
                "update ingest.rehearsal set status_id = ?, cursor = ?, moved_at = now(), trouble = null where run = ?",
                statusId,
                cursor,
                run);
    }

    static void trouble(Connection tx, String run, String trouble) throws SQLException {
        Query.update(tx, "update ingest.rehearsal set trouble = ? where run = ?", trouble, run);
    }

    static void readAll(Connection tx, String run) throws SQLException {
        Query.update(
                tx, "update ingest.rehearsal set read_all = true, moved_at = now(), trouble = null where run = ?", run);
        endIfAnswered(tx, run);
    }

    static void end(Connection tx, String run, String state, String trouble) throws SQLException {
        Query.update(tx, """
                update ingest.rehearsal set state = ?, trouble = ?, finished_at = now() where run = ? and state = 'running'
                """, state, trouble, run);
    }

    /** All is read and each order has its answer. */
    static void endIfAnswered(Connection tx, String run) throws SQLException {
        Query.update(tx, """
                update ingest.rehearsal set state = 'done', finished_at = now()
                where run = ? and state = 'running' and read_all
                  and not exists (select 1 from ingest.rehearsal_order o where o.run = rehearsal.run and outcome is null)
                """, run);
    }

    private static Rehearsal map(ResultSet row) throws SQLException {
        int status = row.getInt("status_id");
        return new Rehearsal(
                row.getString("store"),
                row.getString("run"),
                row.getString("orders"),
                row.getString("state"),
                row.getString("started_by"),
                Query.instant(row, "started_at"),
                Query.instant(row, "moved_at"),
                Query.instant(row, "finished_at"),
                row.getString("trouble"),
                row.getBoolean("read_all"),
                status == 0 ? null : status,
                row.getLong("cursor"));
    }

    private Rehearsals() {}
}
