package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
     * @param age since it was sent
     * @param looks how many look-ups found nothing
     */
    public record Begun(Key key, Duration age, int looks) {}

    /**
     * Begins (or, after look-ups in vain, begins anew). Commit before sending.
     *
     * @param orderId for which order; 0 for none
     * @param body what is sent, as far as an answer would not tell it; may be null
     */
    public void begin(Connection tx, Key key, String store, long orderId, String body) throws SQLException {
        Sql.update(tx, """
                insert into mapping.intent (account, what, thing, store, order_id, body, sent_at)
                values (?, ?, ?, ?, ?, ?, clock_timestamp())
                on conflict (account, what, thing) do update set sent_at = excluded.sent_at,
                  store = excluded.store, order_id = excluded.order_id, body = excluded.body, looks = 0
                """, key.account(), key.what(), key.thing(), store, orderId, body);
    }

    /** What was sent with a create that is open; empty when there is none, or nothing was noted. */
    public Optional<String> body(Connection tx, Key key) throws SQLException {
        return Sql.one(
                tx,
                "select body from mapping.intent where account = ? and what = ? and thing = ? and body is not null",
                row -> row.getString(1),
                key.account(),
                key.what(),
                key.thing());
    }

    /**
     * Whether an order's own create is open. It stays open when the store's key was replaced, and with it the account's
     * name: then it is found under the new one from now on.
     */
    public boolean isOpen(Connection tx, Key key, String store, long orderId) throws SQLException {
        return Sql.update(tx, """
                update mapping.intent set account = ? where store = ? and order_id = ? and what = ? and thing = ?
                """, key.account(), store, orderId, key.what(), key.thing()) > 0;
    }

    /** A store's account goes by another name, as its key was replaced: what was begun under the former is still open. */
    public void moved(Connection tx, String store, String from, String to) throws SQLException {
        Sql.update(tx, """
                update mapping.intent i set account = ? where account = ? and store = ? and not exists (
                  select 1 from mapping.intent n where n.account = ? and n.what = i.what and n.thing = i.thing)
                """, to, from, store, to);
    }

    public Optional<Begun> find(Connection tx, Key key) throws SQLException {
        return Sql.one(
                tx,
                """
                select looks, extract(epoch from clock_timestamp() - sent_at) * 1000
                from mapping.intent where account = ? and what = ? and thing = ?
                """,
                row -> new Begun(key, Duration.ofMillis(row.getLong(2)), row.getInt(1)),
                key.account(),
                key.what(),
                key.thing());
    }

    /** Of these, the one that was sent last and is still open. */
    public Optional<Begun> lastOf(Connection tx, List<Key> keys) throws SQLException {
        Optional<Begun> last = Optional.empty();
        for (Key key : keys) {
            Optional<Begun> begun = find(tx, key);
            if (begun.isPresent()
                    && (last.isEmpty() || begun.get().age().compareTo(last.get().age()) < 0)) last = begun;
        }
        return last;
    }

    /** Open creates of parts of this sales order: a row ({@code id:key}), an address ({@code id:kind}), its fee ({@code id}). */
    public List<Begun> ofParts(Connection tx, String account, long salesOrderId) throws SQLException {
        return Sql.list(
                tx,
                """
                select what, thing, looks, extract(epoch from clock_timestamp() - sent_at) * 1000
                from mapping.intent where account = ? and what in ('row', 'address', 'fee')
                  and split_part(thing, ':', 1) = ?
                """,
                row -> new Begun(
                        new Key(account, row.getString(1), row.getString(2)),
                        Duration.ofMillis(row.getLong(4)),
                        row.getInt(3)),
                account,
                String.valueOf(salesOrderId));
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
