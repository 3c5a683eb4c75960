package dev.ordersync.ingest.replay;

import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.replay.Replay.State;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code replay}. */
final class Replays {

    static void create(Connection tx, String id, ReplayRequest request, String by) throws SQLException {
        Query.update(
                tx, """
                insert into ingest.replay (id, store, from_at, to_at, order_ids, dry_run, state, started_by)
                values (?, ?, ?::timestamptz, ?::timestamptz, ?::bigint[], ?, 'running', ?)
                """, id, request.store(), request.from(), request.to(), request.orderIds(), request.dryRun(), by);
    }

    static Optional<Replay> find(Connection tx, String id) throws SQLException {
        return Query.one(tx, "select * from ingest.replay where id = ?", Replays::map, id);
    }

    /** The same, and nobody else changes it before this transaction ends. */
    static Optional<Replay> lock(Connection tx, String id) throws SQLException {
        return Query.one(tx, "select * from ingest.replay where id = ? for update", Replays::map, id);
    }

    static List<Replay> newest(Connection tx, int most) throws SQLException {
        return Query.list(tx, "select * from ingest.replay order by started_at desc limit ?", Replays::map, most);
    }

    /** Serializes the starts, so that the count holds. */
    static int underWay(Connection tx) throws SQLException {
        Query.list(tx, "select pg_advisory_xact_lock(hashtext('ingest.replay'))", row -> 0);
        return Query.one(
                        tx,
                        "select count(*) from ingest.replay where state in ('running', 'applying')",
                        row -> row.getInt(1))
                .orElse(0);
    }

    /** Takes one that has something to do, for half a minute; the one that waited longest first. */
    static Optional<Replay> take(Connection tx) throws SQLException {
        return Query.one(tx, """
                update ingest.replay set leased_until = clock_timestamp() + interval '30 seconds'
                where id = (
                  select id from ingest.replay
                  where state in ('running', 'applying') and not paused
                    and (leased_until is null or leased_until <= clock_timestamp())
                  order by leased_until nulls first, started_at limit 1 for update skip locked)
                returning *
                """, Replays::map);
    }

    /** Lets go of it, for this long. */
    static void letGo(Connection tx, String id, long millis) throws SQLException {
        Query.update(
                tx,
                "update ingest.replay set leased_until = clock_timestamp() + ? * interval '1 millisecond' where id = ?",
                millis,
                id);
    }

    /** Notes why it does not get on, unless a person paused or ended it meanwhile; null when it does. */
    static void trouble(Connection tx, String id, String trouble) throws SQLException {
        Query.update(tx, """
                update ingest.replay set trouble = ? where id = ? and trouble is distinct from ?
                  and (?::text is null or state in ('running', 'applying') and not paused)
                """, trouble, id, trouble, trouble);
    }

    static void unreadable(Connection tx, String id, int records) throws SQLException {
        Query.update(tx, "update ingest.replay set unreadable = unreadable + ? where id = ?", records, id);
    }

    static void readAll(Connection tx, String id) throws SQLException {
        Query.update(tx, "update ingest.replay set read_all = true where id = ?", id);
    }

    static void pause(Connection tx, String id, boolean paused) throws SQLException {
        Query.update(tx, "update ingest.replay set paused = ?, trouble = null where id = ?", paused, id);
    }

    /** Moves it on; false when it is not in that state any more (a person ended it meanwhile). */
    static boolean move(Connection tx, String id, State from, State to) throws SQLException {
        return Query.update(tx, """
                update ingest.replay set state = ?, paused = false, trouble = null,
                  applying_at = case when ? = 'applying' then now() else applying_at end,
                  finished_at = case when ? in ('done', 'cancelled', 'ready') then now() end
                where id = ? and state = ?
                """, to.word(), to.word(), to.word(), id, from.word()) > 0;
    }

    /** Forgets those that ended so long ago, with all that was found. */
    static int forget(Connection tx, int days) throws SQLException {
        return Query.update(tx, """
                delete from ingest.replay where id in (
                  select id from ingest.replay where state in ('done', 'cancelled', 'ready')
                    and coalesce(finished_at, started_at) < now() - ? * interval '1 day' limit 10)
                """, days);
    }

    /** Percent of the log that is read. */
    static int logRead(Connection tx, String id) throws SQLException {
        return Query.one(tx, """
                select (case when coalesce(sum(stop - first), 0) = 0 then 100
                  else 100 * sum(next - first) / sum(stop - first) end)::int
                from ingest.replay_part where replay = ?
                """, row -> row.getInt(1), id).orElse(100);
    }

    /** How many of its orders are in which state. */
    static Map<String, Long> counts(Connection tx, String id) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        Query.list(
                tx,
                "select state, count(*) from ingest.replay_order where replay = ? group by state",
                row -> counts.put(row.getString(1), row.getLong(2)),
                id);
        return counts;
    }

    private static Replay map(ResultSet row) throws SQLException {
        return new Replay(
                row.getString("id"),
                row.getString("store"),
                Query.instant(row, "from_at"),
                Query.instant(row, "to_at"),
                ids(row.getArray("order_ids")),
                row.getBoolean("dry_run"),
                State.of(row.getString("state")),
                row.getBoolean("paused"),
                row.getString("started_by"),
                Query.instant(row, "started_at"),
                Query.instant(row, "applying_at"),
                Query.instant(row, "finished_at"),
                row.getString("trouble"),
                row.getInt("unreadable"),
                row.getBoolean("begun"),
                row.getBoolean("read_all"));
    }

    private static List<Long> ids(Array array) throws SQLException {
        if (array == null) return null;
        List<Long> ids = new ArrayList<>();
        for (Object id : (Object[]) array.getArray()) ids.add(((Number) id).longValue());
        return ids;
    }

    private Replays() {}
}
