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
 * snapshot at hand may be an old one, and writing it would undo what Katana already has. They are let go when nothing
 * came on their partition for two seconds, or nothing of theirs for twenty.
 */
@ApplicationScoped
public class Behind {

    /** An order that may be worked on now. */
    public record Released(OrderRef ref, Priority priority) {}

    public void hold(Connection tx, OrderRef ref, int partition, Priority priority) throws SQLException {
        Sql.update(
                tx,
                "update mapping.snapshot set behind_part = ?, behind_rank = ? where store = ? and order_id = ?",
                partition,
                priority.rank(),
                ref.store(),
                ref.orderId());
    }

    public List<Released> release(Connection tx, String topic, int most) throws SQLException {
        return Sql.list(
                tx,
                """
                update mapping.snapshot s set behind_part = null
                where (store, order_id) in (
                  select b.store, b.order_id from mapping.snapshot b
                  left join mapping.intake_position p on p.topic = ? and p.part = b.behind_part
                  where b.behind_part is not null and (p.taken_at is null
                    or p.taken_at < clock_timestamp() - interval '2 seconds'
                    or b.kept_at < clock_timestamp() - interval '20 seconds')
                  limit ? for update of b skip locked)
                returning store, order_id, behind_rank
                """,
                row -> new Released(new OrderRef(row.getString(1), row.getLong(2)), Priority.ofRank(row.getInt(3))),
                topic,
                most);
    }
}
