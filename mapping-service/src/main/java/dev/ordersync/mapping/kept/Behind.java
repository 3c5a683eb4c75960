package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Orders whose past we do not know (emptied tables, a replay, a first import) while the topic is still being read: the
 * snapshot at hand may be an old one, and writing it would undo what Katana already has. They are let go when all that lay
 * in their partition, when it was first looked at for them, has been read; how long that takes says nothing.
 */
@ApplicationScoped
public class Behind {
    private static final String LOG = "unnest(?::bigint[], ?::bigint[], ?::bigint[]) as log (part, ends, taken)";

    /** An order that may be worked on now. */
    public record Released(OrderRef ref, Priority priority) {}

    /**
     * How far the log of a partition goes.
     *
     * @param ends behind its last record
     * @param taken behind the last record that our consumers told the broker to have taken; 0 when they told nothing. It
     *     counts where our own position cannot: a record that was put aside or has left the log moves no position of ours
     */
    public record LogEnd(int part, long ends, long taken) {}

    public void hold(Connection tx, OrderRef ref, int partition, Priority priority) throws SQLException {
        Sql.update(
                tx,
                "update mapping.snapshot set behind_part = ?, behind_rank = ? where store = ? and order_id = ?",
                partition,
                priority.rank(),
                ref.store(),
                ref.orderId());
    }

    public boolean holds(Connection tx, OrderRef ref) throws SQLException {
        return Sql.one(
                        tx,
                        "select 1 from mapping.snapshot where store = ? and order_id = ? and behind_part is not null",
                        row -> row.getInt(1),
                        ref.store(),
                        ref.orderId())
                .isPresent();
    }

    /** The partitions of the orders that are held. */
    public List<Integer> partitions(Connection tx) throws SQLException {
        return Sql.list(
                tx,
                "select distinct behind_part from mapping.snapshot where behind_part is not null",
                row -> row.getInt(1));
    }

    /** Lets go of orders whose partition was read to its end; of a partition that is not among these, of none. */
    public List<Released> release(Connection tx, String topic, List<LogEnd> log, int most) throws SQLException {
        return Sql.list(
                tx,
                """
                update mapping.snapshot s set behind_part = null, behind_until = null
                where (store, order_id) in (
                  select b.store, b.order_id from mapping.snapshot b
                  join %s on log.part = b.behind_part
                  left join mapping.intake_position p on p.topic = ? and p.part = b.behind_part
                  where greatest(p.read_to, log.taken) >= least(b.behind_until, log.ends)
                  limit ? for update of b skip locked)
                returning store, order_id, behind_rank
                """.formatted(LOG),
                row -> new Released(new OrderRef(row.getString(1), row.getLong(2)), Priority.ofRank(row.getInt(3))),
                parts(log),
                ends(log),
                taken(log),
                topic,
                most);
    }

    /**
     * Notes for the other orders how far the log goes now: what comes later is news, and they need not wait for it. Otherwise
     * a partition in which something always comes would never let them go.
     */
    public void await(Connection tx, List<LogEnd> log) throws SQLException {
        Sql.update(tx, """
                update mapping.snapshot s set behind_until = b.ends
                from (
                  select held.store, held.order_id, log.ends from mapping.snapshot held
                  join %s on log.part = held.behind_part
                  where held.behind_until is null for update of held skip locked) b
                where s.store = b.store and s.order_id = b.order_id
                """.formatted(LOG), parts(log), ends(log), taken(log));
    }

    private static List<Long> parts(List<LogEnd> log) {
        return log.stream().map(one -> (long) one.part()).toList();
    }

    private static List<Long> ends(List<LogEnd> log) {
        return log.stream().map(LogEnd::ends).toList();
    }

    private static List<Long> taken(List<LogEnd> log) {
        return log.stream().map(LogEnd::taken).toList();
    }
}
