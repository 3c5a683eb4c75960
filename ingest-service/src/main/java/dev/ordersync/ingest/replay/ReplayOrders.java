package dev.ordersync.ingest.replay;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code replay_order}: the chosen orders, where their newest record lies, and what was found. */
final class ReplayOrders {
    private static final String CHOOSE = """
            insert into ingest.replay_order (replay, store, order_id, number, part, at_offset)
            values (?, ?, ?, ?, ?, ?)
            on conflict (replay, store, order_id) do update set number = excluded.number, part = excluded.part,
              at_offset = excluded.at_offset
            where replay_order.number <= excluded.number and replay_order.state = 'found'
            """;
    private static final String NEWER = """
            update ingest.replay_order set number = ?, part = ?, at_offset = ?
            where replay = ? and store = ? and order_id = ? and number <= ? and state = 'found'
            """;

    /** Where a record lies and what it tells of. */
    record Found(String store, long orderId, long number, int part, long offset) {
        /** False of a record that came to lie there when the topic was made anew. */
        boolean isOf(OrderObserved record) {
            return record.store().equals(store) && record.orderId() == orderId && record.number() == number;
        }
    }

    /** The window holds a record of each of these orders. */
    static void choose(Connection tx, String replay, Collection<Found> found) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        for (Found one : found)
            rows.add(new Object[] {replay, one.store(), one.orderId(), one.number(), one.part(), one.offset()});
        Query.batch(tx, CHOOSE, rows);
    }

    /** Behind the window there are newer records of these orders, should they be chosen. */
    static void newer(Connection tx, String replay, Collection<Found> found) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        for (Found one : found)
            rows.add(new Object[] {
                one.number(), one.part(), one.offset(), replay, one.store(), one.orderId(), one.number()
            });
        Query.batch(tx, NEWER, rows);
    }

    /** How many orders of each store are in this state. */
    static Map<String, Long> perStore(Connection tx, String replay, String state) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        Query.list(
                tx,
                "select store, count(*) from ingest.replay_order where replay = ? and state = ? group by store",
                row -> counts.put(row.getString(1), row.getLong(2)),
                replay,
                state);
        return counts;
    }

    /** A store whose orders are being written, and whether that can get on. */
    record Writing(String name, boolean stands) {}

    static List<Writing> writing(Connection tx, String replay) throws SQLException {
        return Query.list(tx, """
                select coalesce(s.name, o.store), s.phase is distinct from 'LIVE' or l.blocked is not null
                from (select distinct store from ingest.replay_order where replay = ? and state = 'applying') o
                left join control.store s on s.hash = o.store
                left join control.lane l on l.name = 'katana:' || s.katana_account
                order by 1
                """, row -> new Writing(row.getString(1), row.getBoolean(2)), replay);
    }

    /** A store of which something is to be written though it is neither live nor paused; the phase is null of none. */
    record AtRest(String hash, String phase) {}

    static List<AtRest> atRest(Connection tx, String replay) throws SQLException {
        return Query.list(tx, """
                select o.store, s.phase
                from (select distinct store from ingest.replay_order
                  where replay = ? and state in ('differs', 'applying')) o
                left join control.store s on s.hash = o.store
                where s.phase is null or s.phase not in ('LIVE', 'PAUSED')
                """, row -> new AtRest(row.getString(1), row.getString(2)), replay);
    }

    /** Ends what is to be written of this store. */
    static void leave(Connection tx, String replay, String store, String note) throws SQLException {
        Query.update(tx, """
                update ingest.replay_order set state = 'not-written', note = ?
                where replay = ? and store = ? and state in ('differs', 'applying')
                """, note, replay, store);
    }

    /** Orders of this store that are being written. */
    static List<Long> applying(Connection tx, String replay, String store) throws SQLException {
        return Query.list(
                tx,
                "select order_id from ingest.replay_order where replay = ? and store = ? and state = 'applying'",
                row -> row.getLong(1),
                replay,
                store);
    }

    /** What is being written is to be written. */
    static void putBack(Connection tx, String replay) throws SQLException {
        Query.update(
                tx, "update ingest.replay_order set state = 'differs' where replay = ? and state = 'applying'", replay);
    }

    /**
     * The next orders in this state, of one partition, in the order in which they lie in the log.
     *
     * @param without stores that have none to come
     */
    static List<Found> next(Connection tx, String replay, String state, String[] without, int most)
            throws SQLException {
        List<Found> found = Query.list(
                tx,
                """
                select store, order_id, number, part, at_offset from ingest.replay_order
                where replay = ? and state = ? and store <> all (?) order by part, at_offset limit ?
                """,
                row -> new Found(row.getString(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getLong(5)),
                replay,
                state,
                without,
                most);
        return found.stream().filter(one -> one.part() == found.get(0).part()).toList();
    }

    /** Asks for this order from now on; false when it is not in that state any more. */
    static boolean ask(Connection tx, String replay, Found order, String from, String to) throws SQLException {
        return Query.update(tx, """
                        update ingest.replay_order set state = ?, asked_at = clock_timestamp()
                        where replay = ? and store = ? and order_id = ? and state = ?
                        """, to, replay, order.store(), order.orderId(), from) > 0;
    }

    /** Asks again for what was asked long ago. */
    static void askAgain(Connection tx, String replay, String asked, String state, int minutes) throws SQLException {
        Query.update(tx, """
                update ingest.replay_order set state = ?
                where replay = ? and state = ? and asked_at < clock_timestamp() - ? * interval '1 minute'
                """, state, replay, asked, minutes);
    }

    /** The record has left the log since it was read. */
    static void lost(Connection tx, String replay, Found order) throws SQLException {
        Query.update(tx, """
                update ingest.replay_order set state = 'unchanged', note = 'Its record has left the log.'
                where replay = ? and store = ? and order_id = ? and state = 'found'
                """, replay, order.store(), order.orderId());
    }

    /** Keeps an answer; one that comes again changes nothing. What mapping had begun may be told of as left unwritten. */
    static void answered(Connection tx, PlanAnswered answer, String changes) throws SQLException {
        boolean preview = PlanRequested.PREVIEW.equals(answer.mode());
        Query.update(
                tx,
                preview ? """
                        update ingest.replay_order set state = ?, note = ?, changes = ?
                        where replay = ? and store = ? and order_id = ? and state in ('found', 'asked')
                        """ : """
                        update ingest.replay_order set state = ?, note = ?, changes = coalesce(?, changes)
                        where replay = ? and store = ? and order_id = ? and state in ('differs', 'applying', 'not-written')
                        """,
                answer.outcome(),
                answer.text(),
                changes,
                answer.run(),
                answer.store(),
                answer.orderId());
    }

    /** Orders that differ, or did. */
    record Differing(String store, long orderId, String state, String note, String changes) {}

    static List<Differing> differing(Connection tx, String replay, int most, long skip) throws SQLException {
        return Query.list(
                tx,
                """
                select store, order_id, state, note, changes from ingest.replay_order
                where replay = ? and state in ('differs', 'applying', 'written', 'not-written')
                order by store, order_id limit ? offset ?
                """,
                row -> new Differing(
                        row.getString(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5)),
                replay,
                most,
                skip);
    }

    private ReplayOrders() {}
}
