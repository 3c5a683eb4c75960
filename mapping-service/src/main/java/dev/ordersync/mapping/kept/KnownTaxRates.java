package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Katana's tax rates. They cannot be changed or deleted through its API, so what is known stays true. */
@ApplicationScoped
public class KnownTaxRates {
    private final Transactions transactions;

    KnownTaxRates(Transactions transactions) {
        this.transactions = transactions;
    }

    /** By Katana id, the percentages with 3 places. */
    public Map<Long, BigDecimal> of(String account) {
        return transactions.call(tx -> {
            Map<Long, BigDecimal> rates = new HashMap<>();
            Sql.list(
                    tx,
                    "select katana_id, rate from mapping.tax_rate where account = ?",
                    row -> rates.put(row.getLong(1), row.getBigDecimal(2)),
                    account);
            return rates;
        });
    }

    public void keep(Connection tx, String account, long katanaId, BigDecimal rate) throws SQLException {
        Sql.update(tx, """
                insert into mapping.tax_rate (account, katana_id, rate) values (?, ?, ?)
                on conflict (account, katana_id) do update set rate = excluded.rate
                """, account, katanaId, rate);
    }

    /** Katana does not show these. What was learned just now stays: a list may lag behind what was created. */
    public void forgetUnlisted(String account, Collection<Long> katanaIds) {
        if (katanaIds.isEmpty()) return;
        transactions.run(tx -> Sql.update(tx, """
                delete from mapping.tax_rate where account = ? and katana_id = any(?)
                  and learned_at < now() - interval '5 minutes'
                """, account, katanaIds));
    }
}
