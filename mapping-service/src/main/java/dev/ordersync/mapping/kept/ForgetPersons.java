package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reduces closed orders that have been at rest for so many days to hash and ids, and forgets which Katana customer stands
 * for whom when that has not been needed for as long: it is looked up again; and what was sent with a create that is still
 * open. In batches, past rows that are being worked on.
 *
 * <p>When the database fails: {@link Transactions.Lost}; what was committed stays, the rest follows at the next turn.
 */
@ApplicationScoped
public class ForgetPersons {
    private static final int TOGETHER = 500;

    private final Transactions transactions;

    ForgetPersons(Transactions transactions) {
        this.transactions = transactions;
    }

    public void olderThan(int days) {
        while (transactions.call(tx -> reduceOrders(tx, days)) == TOGETHER) continue;
        while (transactions.call(tx -> forgetCustomers(tx, days)) == TOGETHER) continue;
        transactions.run(tx -> forgetSent(tx, days));
    }

    /** Refunded, cancelled, declined and completed orders are closed; so is what a person deleted in Katana. */
    private static int reduceOrders(Connection tx, int days) throws SQLException {
        return Sql.update(tx, """
                with old as (
                  select s.store, s.order_id from mapping.snapshot s
                  where s.body is not null and s.kept_at < now() - ? * interval '1 day'
                    and (s.body::json #>> '{order,status_id}' in ('4', '5', '6', '10')
                      or exists (select 1 from mapping.order_record r
                        where r.store = s.store and r.order_id = s.order_id and r.state = 'tombstone'))
                    and not exists (select 1 from mapping.work w
                      where w.store = s.store and w.entity = s.order_id::text and w.state in ('READY', 'LEASED'))
                  order by s.kept_at limit ? for update of s skip locked),
                unwritten as (
                  update mapping.order_record r set applied = null, writing = null from old
                  where r.store = old.store and r.order_id = old.order_id)
                update mapping.snapshot s set body = null from old
                where s.store = old.store and s.order_id = old.order_id
                """, days, TOGETHER);
    }

    private static void forgetSent(Connection tx, int days) throws SQLException {
        Sql.update(
                tx,
                "update mapping.intent set body = null where body is not null and sent_at < now() - ? * interval '1 day'",
                days);
    }

    private static int forgetCustomers(Connection tx, int days) throws SQLException {
        return Sql.update(tx, """
                delete from mapping.customer c using (
                  select account, identity from mapping.customer where changed_at < now() - ? * interval '1 day'
                  limit ? for update skip locked) old
                where c.account = old.account and c.identity = old.identity
                """, days, TOGETHER);
    }
}
