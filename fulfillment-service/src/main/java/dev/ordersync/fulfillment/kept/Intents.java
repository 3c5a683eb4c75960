package dev.ordersync.fulfillment.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Creates that were begun and whose result is not recorded yet. All times are the database's. */
@ApplicationScoped
public class Intents {
    /** Deliver what remains of the sales order. */
    public static final String DELIVERY = "delivery";
    /** Begins the name of a delivery that stands for a BigCommerce shipment; the shipment's id follows. */
    public static final String OF_SHIPMENT = "of-shipment:";
    /** Begins the name of a BigCommerce shipment; fulfillment and address follow. */
    public static final String SHIPMENT = "shipment:";

    /**
     * How long a delivery of unknown outcome keeps others from its shelves: longer than the last look for it and a lease,
     * so whatever became of it shows in the stock by then. Without an end, a store that is paused meanwhile would keep a
     * shelf closed to all the others of its account.
     */
    private static final Duration KEEPS_AWAY = Duration.ofMinutes(5);

    /**
     * A create that was begun.
     *
     * @param what one of the names above
     * @param account Katana account of the store when it was sent
     * @param body what was sent, as JSON of ours
     * @param sentAt on the scale of the snapshots' numbers
     * @param age since it was sent
     * @param looks how many look-ups found nothing
     */
    public record Begun(
            String what, String account, long salesOrderId, String body, long sentAt, Duration age, int looks) {}

    /** Begins; returns when. Commit before sending. */
    public long begin(
            Connection tx,
            OrderRef ref,
            String what,
            String account,
            long salesOrderId,
            Collection<String> shelves,
            String body)
            throws SQLException {
        return Sql.one(
                        tx,
                        """
                insert into fulfillment.intent (store, order_id, what, account, sales_order_id, shelves, body)
                values (?, ?, ?, ?, ?, ?, ?)
                returning (extract(epoch from sent_at) * 1000)::bigint
                """,
                        row -> row.getLong(1),
                        ref.store(),
                        ref.orderId(),
                        what,
                        account,
                        salesOrderId,
                        shelves.toArray(String[]::new),
                        body)
                .orElseThrow();
    }

    /** All that is open of an order. */
    public List<Begun> open(Connection tx, OrderRef ref) throws SQLException {
        return Sql.list(tx, """
                select *, (extract(epoch from sent_at) * 1000)::bigint as sent_ms,
                  (extract(epoch from clock_timestamp() - sent_at) * 1000)::bigint as age_ms
                from fulfillment.intent where store = ? and order_id = ? order by what
                """, Intents::read, ref.store(), ref.orderId());
    }

    /** Whether another order's delivery from one of these shelves was sent just now and is not settled yet. */
    public boolean isOpenAt(Connection tx, OrderRef not, String account, Collection<String> shelves)
            throws SQLException {
        return Sql.one(
                        tx,
                        """
                select 1 from fulfillment.intent
                where account = ? and shelves && ?::text[] and not (store = ? and order_id = ?)
                  and sent_at > clock_timestamp() - ? * interval '1 millisecond' limit 1
                """,
                        row -> true,
                        account,
                        shelves.toArray(String[]::new),
                        not.store(),
                        not.orderId(),
                        KEEPS_AWAY.toMillis())
                .isPresent();
    }

    public void looked(Connection tx, OrderRef ref, String what) throws SQLException {
        Sql.update(
                tx,
                "update fulfillment.intent set looks = looks + 1 where store = ? and order_id = ? and what = ?",
                ref.store(),
                ref.orderId(),
                what);
    }

    /** The result is recorded, or nothing was created for certain. */
    public void settle(Connection tx, OrderRef ref, String what) throws SQLException {
        Sql.update(
                tx,
                "delete from fulfillment.intent where store = ? and order_id = ? and what = ?",
                ref.store(),
                ref.orderId(),
                what);
    }

    private static Begun read(ResultSet row) throws SQLException {
        return new Begun(
                row.getString("what"),
                row.getString("account"),
                row.getLong("sales_order_id"),
                row.getString("body"),
                row.getLong("sent_ms"),
                Duration.ofMillis(row.getLong("age_ms")),
                row.getInt("looks"));
    }
}
