package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Creates that were begun and whose result is not recorded yet. All times are the database's. */
@ApplicationScoped
public class Intents {

    /**
     * Names one create.
     *
     * @param what sales-order, fee, row, customer, product...
     * @param thing what makes it one of its kind within the account, for instance the SKU
     */
    public record Key(String account, String what, String thing) {}

    /**
     * A create that was begun.
     *
     * @param body what is to be created, as JSON, when a repeat needs to know it; may be null
     * @param age since it was sent
     * @param looks how many look-ups found nothing
     */
    public record Begun(Key key, String body, Duration age, int looks) {}

    /** Begins (or, after look-ups in vain, begins anew). Commit before sending. */
    public void begin(Connection tx, Key key, OrderRef of, String body) throws SQLException {
        Sql.update(tx, """
                insert into mapping.intent (account, what, thing, store, order_id, body, sent_at)
                values (?, ?, ?, ?, ?, ?, clock_timestamp())
                on conflict (account, what, thing) do update set body = excluded.body, sent_at = excluded.sent_at,
                  store = excluded.store, order_id = excluded.order_id, looks = 0
                """, key.account(), key.what(), key.thing(), of.store(), of.orderId(), body);
    }

    public Optional<Begun> find(Connection tx, Key key) throws SQLException {
        return Sql.one(
                tx,
                """
                select body, looks, extract(epoch from clock_timestamp() - sent_at) * 1000
                from mapping.intent where account = ? and what = ? and thing = ?
                """,
                row -> new Begun(key, row.getString(1), Duration.ofMillis(row.getLong(3)), row.getInt(2)),
                key.account(),
                key.what(),
                key.thing());
    }

    public void looked(Connection tx, Key key) throws SQLException {
        Sql.update(
                tx,
                "update mapping.intent set looks = looks + 1 where account = ? and what = ? and thing = ?",
                key.account(),
                key.what(),
                key.thing());
    }

    /** The result is recorded, or nothing was created for certain. */
    public void settle(Connection tx, Key key) throws SQLException {
        Sql.update(
                tx,
                "delete from mapping.intent where account = ? and what = ? and thing = ?",
                key.account(),
                key.what(),
                key.thing());
    }
}
