package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What a Katana account has of customers, while all customers of a store are imported. */
@ApplicationScoped
public class ListedCustomers {
    private final Transactions transactions;

    ListedCustomers(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param body its fields as JSON; texts may be null */
    public record Listed(long customerId, String referenceId, String email, String name, String body) {}

    /** Begins anew. */
    public void begin(Connection tx, String store, String account) throws SQLException {
        end(tx, store);
        Sql.update(tx, "insert into mapping.customer_listing (store, account) values (?, ?)", store, account);
    }

    public void end(Connection tx, String store) throws SQLException {
        Sql.update(tx, "delete from mapping.listed_customer where store = ?", store);
        Sql.update(tx, "delete from mapping.customer_listing where store = ?", store);
    }

    public void add(Connection tx, String store, Listed customer) throws SQLException {
        Sql.update(
                tx,
                """
                insert into mapping.listed_customer (store, katana_id, reference_id, email, name, body)
                values (?, ?, ?, ?, ?, ?)
                on conflict (store, katana_id) do update set reference_id = excluded.reference_id,
                  email = excluded.email, name = excluded.name, body = excluded.body
                """,
                store,
                customer.customerId(),
                customer.referenceId(),
                email(customer.email()),
                customer.name(),
                customer.body());
    }

    /** A customer was found, changed or made: whoever lists its account shall know. */
    static void tell(Connection tx, String account, long customerId, String written) throws SQLException {
        Sql.update(tx, """
                insert into mapping.listed_customer (store, katana_id, reference_id, email, name, body)
                select l.store, ?, w.body ->> 'referenceId', lower(trim(w.body ->> 'email')), w.body ->> 'name', w.body::text
                from mapping.customer_listing l, (select ?::jsonb as body) w where l.account = ?
                on conflict (store, katana_id) do update set
                  reference_id = coalesce(excluded.reference_id, listed_customer.reference_id),
                  email = excluded.email, name = excluded.name, body = excluded.body
                """, customerId, written, account);
    }

    public List<Listed> byReference(String store, String referenceId) {
        return find("reference_id", store, referenceId);
    }

    public List<Listed> byEmail(String store, String email) {
        return find("email", store, email(email));
    }

    public List<Listed> byName(String store, String name) {
        return find("name", store, name);
    }

    private List<Listed> find(String column, String store, String value) {
        return transactions.call(tx -> Sql.list(
                tx,
                "select katana_id, reference_id, email, name, body from mapping.listed_customer where store = ? and "
                        + column + " = ? order by katana_id",
                row -> new Listed(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                store,
                value));
    }

    private static String email(String email) {
        return email == null ? null : email.trim().toLowerCase(Locale.ROOT);
    }
}
