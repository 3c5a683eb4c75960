package dev.ordersync.ingest.observe;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Notices that the broker lost what it had acknowledged of sales orders: their topic is another one than before. Nobody
 * answers to each of them, as mapping does to orders ({@link Nudge}), so whatever was published within the last day is read
 * and published once more. Whoever had taken it already finds nothing new in it.
 *
 * <p>When the broker is away: nothing is noticed until it is back. When it ends midway: the next turn does it again.
 */
public final class NoticeLoss {
    private static final Logger LOG = Logger.getLogger(NoticeLoss.class);
    private static final Duration WITHIN = Duration.ofDays(1);
    private static final int AT_ONCE = 500;

    private record Published(String account, long salesOrderId) {}

    private final String topic;
    private final Supplier<Optional<String>> topicId;
    private final Database database;
    private final WorkQueue queue;

    public NoticeLoss(String topic, Supplier<Optional<String>> topicId, Database database, WorkQueue queue) {
        this.topic = topic;
        this.topicId = topicId;
        this.database = database;
        this.queue = queue;
    }

    public void turn() {
        String present = topicId.get().orElse(null);
        if (present == null) return;
        String before = database.call(tx -> Query.one(
                        tx, "select id from ingest.topic_seen where name = ?", row -> row.getString("id"), topic))
                .orElse(present);
        if (!present.equals(before)) publishAgain();
        database.run(tx -> Query.update(tx, """
                insert into ingest.topic_seen (name, id) values (?, ?)
                on conflict (name) do update set id = excluded.id where topic_seen.id <> excluded.id""", topic, present));
    }

    private void publishAgain() {
        Instant now = database.now();
        int wanted = 0;
        List<Published> some;
        do {
            some = database.call(tx -> published(tx, now));
            for (Published one : some) database.run(tx -> want(tx, one));
            wanted += some.size();
        } while (!some.isEmpty());
        LOG.warnf("topic=%s outcome=lost sales-orders-to-be-read-again=%d", topic, wanted);
    }

    /** Numbers are the milliseconds of publication. */
    private static List<Published> published(Connection tx, Instant now) throws SQLException {
        return Query.list(
                tx,
                """
                select account, sales_order_id from ingest.observed_sales_order
                where number >= ? and number <= ? and hash <> '' limit ?""",
                row -> new Published(row.getString("account"), row.getLong("sales_order_id")),
                now.minus(WITHIN).toEpochMilli(),
                now.toEpochMilli(),
                AT_ONCE);
    }

    private void want(Connection tx, Published one) throws SQLException {
        // the work's row first, as who reads the sales order
        queue.want(tx, Kinds.salesOrder(one.account(), one.salesOrderId(), Priority.SWEEP));
        Query.update(
                tx,
                "update ingest.observed_sales_order set hash = '' where account = ? and sales_order_id = ?",
                one.account(),
                one.salesOrderId());
    }
}
