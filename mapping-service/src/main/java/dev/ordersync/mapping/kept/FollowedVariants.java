package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far the changes of each account's variants were read. */
@ApplicationScoped
public class FollowedVariants {
    private final Transactions transactions;

    FollowedVariants(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Where to go on, by Katana's clock; empty when another replica asked within the interval. The first time it is a day
     * ago by ours, which no clock is wrong by.
     */
    public Optional<Instant> claim(String account, Duration interval) {
        return transactions.call(
                tx -> Sql.one(tx, """
                insert into mapping.followed_variants as followed (account, reached)
                values (?, now() - interval '1 day')
                on conflict (account) do update set asked_at = clock_timestamp()
                  where followed.asked_at < clock_timestamp() - make_interval(secs => ?)
                returning reached
                """, row -> Sql.instant(row, "reached"), account, interval.toSeconds()));
    }

    /** @param latest by Katana's clock */
    public void reach(String account, Instant latest) {
        transactions.run(tx -> Sql.update(
                tx,
                "update mapping.followed_variants set reached = greatest(reached, ?) where account = ?",
                latest,
                account));
    }
}
