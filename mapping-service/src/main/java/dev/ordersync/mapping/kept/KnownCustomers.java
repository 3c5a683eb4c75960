package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Which Katana customer is who, and what we last wrote of them. */
@ApplicationScoped
public class KnownCustomers {
    private final Transactions transactions;

    KnownCustomers(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param written what was last written to the customer, whoever ordered, as JSON */
    public record Known(long customerId, String written) {}

    public Optional<Known> find(String account, String identity) {
        return transactions.call(tx -> CustomerRow.<CustomerRow>findByIdOptional(new CustomerRow.Key(account, identity))
                .map(row -> new Known(row.katanaId, row.written)));
    }

    /** What was last written to a Katana customer; empty when that is not known. */
    public Optional<String> written(String account, long customerId) {
        return transactions.call(tx -> Sql.one(tx, """
                select written from mapping.customer where account = ? and katana_id = ? and written <> '{}'
                order by changed_at desc limit 1
                """, row -> row.getString(1), account, customerId));
    }

    /** @param reference of the BigCommerce account that it is, or null */
    public record Lately(long customerId, String reference, String written) {}

    /** Whom we found or made of late under this e-mail: Katana's search may not know them yet. */
    public List<Lately> lately(String account, String email) {
        return transactions.call(tx -> Sql.list(
                tx,
                """
                select distinct katana_id, written,
                  (select min(identity) from mapping.customer same where same.account = c.account
                     and same.katana_id = c.katana_id and same.identity like 'bc:%') as reference
                from mapping.customer c
                where account = ? and changed_at > now() - interval '2 minutes' and written::jsonb ->> 'email' = lower(trim(?))
                """,
                row -> new Lately(row.getLong("katana_id"), row.getString("reference"), row.getString("written")),
                account,
                email));
    }

    /**
     * Two orders may learn the same at once: the later one stays. A customer may have ordered as a guest and by an account: it
     * is one customer in Katana, and holds the same for both.
     */
    public void keep(Connection tx, String account, String identity, long customerId, String written)
            throws SQLException {
        Sql.update(tx, """
                insert into mapping.customer (account, identity, katana_id, written) values (?, ?, ?, ?)
                on conflict (account, identity) do update set katana_id = excluded.katana_id,
                  written = excluded.written, changed_at = now()
                """, account, identity, customerId, written);
        Sql.update(
                tx,
                "update mapping.customer set written = ? where account = ? and katana_id = ? and identity <> ?",
                written,
                account,
                customerId,
                identity);
        ListedCustomers.tell(tx, account, customerId, written);
    }

    /**
     * What Katana holds of this customer is not known until it is kept again: whoever ordered under another identity, with
     * other data, is written anew too.
     */
    public void doubt(Connection tx, String account, long customerId) throws SQLException {
        Sql.update(
                tx,
                "update mapping.customer set written = '{}', changed_at = now() where account = ? and katana_id = ?",
                account,
                customerId);
    }

    /** Katana does not know this customer any more. */
    public void forget(String account, String identity) {
        transactions.run(tx -> CustomerRow.deleteById(new CustomerRow.Key(account, identity)));
    }

    /** Katana shows this customer as deleted, whoever ordered as it. */
    public void forgetGone(String account, long customerId) {
        transactions.run(tx -> Sql.update(
                tx, "delete from mapping.customer where account = ? and katana_id = ?", account, customerId));
    }

    /** Katana does not show this customer. What was learned just now stays: a list may lag behind what was created. */
    public void forgetUnlisted(String account, long customerId) {
        transactions.run(tx -> Sql.update(tx, """
                delete from mapping.customer where account = ? and katana_id = ?
                  and changed_at < now() - interval '5 minutes'
                """, account, customerId));
    }
}
