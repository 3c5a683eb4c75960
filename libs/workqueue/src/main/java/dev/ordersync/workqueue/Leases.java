package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Keeps leases, and takes them from workers that died. */
final class Leases {
    static final int MOST_RESCUES = 5;
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(5);

    private static final String RENEW = """
            update $.work set lease_until = now() + ? * interval '1 millisecond'
            where kind = ? and store = ? and entity = ? and lease = ? and state = 'LEASED'
            """;
    private static final String HELD = """
            select 1 from $.work where kind = ? and store = ? and entity = ? and lease = ? and state = 'LEASED'
              and lease_until > clock_timestamp() for update
            """;
    private static final String RESCUE = """
            with expired as (
              select kind, store, entity from $.work where state = 'LEASED' and lease_until < now()
              for update skip locked)
            update $.work w set
              state = case when w.rescues + 1 >= ? and not w.again_news then 'PARKED' else 'READY' end,
              cause = case when w.rescues + 1 >= ? and not w.again_news then 'kills-its-worker' else w.cause end,
              detail = case when w.rescues + 1 >= ? and not w.again_news
                then 'Its worker died again and again; a person should look before it is tried once more.'
                else w.detail end,
              outcome = 'RESCUED', rescues = w.rescues + 1, run_at = now(), lease = null, lease_until = null,
              priority = least(w.priority, w.again_priority),
              again_at = null, again_priority = null, again_news = false, changed_at = now()
            from expired e where w.kind = e.kind and w.store = e.store and w.entity = e.entity
            """;

    private final String renew;
    private final String held;
    private final String rescue;

    Leases(Sql sql) {
        this.renew = sql.in(RENEW);
        this.held = sql.in(HELD);
        this.rescue = sql.in(RESCUE);
    }

    /** How often the lease of a running job is renewed. */
    static Duration beat(Duration lease) {
        Duration third = lease.dividedBy(3);
        return third.compareTo(LONGEST_BEAT) < 0 ? third : LONGEST_BEAT;
    }

    /**
     * What is left of a lease that was not renewed for three beats: its worker is taken for dead. The row stays its own
     * until the lease ends all the same, since a call of it may still be under way.
     */
    static Duration leftOfTheDead(Duration lease) {
        return lease.minus(beat(lease).multipliedBy(3));
    }

    boolean renew(Connection tx, Job job, Duration lease) throws SQLException {
        WorkKey key = job.key();
        return Sql.run(tx, renew, lease.toMillis(), key.kind(), key.store(), key.entity(), job.lease()) == 1;
    }

    boolean isHeld(Connection tx, Job job) throws SQLException {
        WorkKey key = job.key();
        try (PreparedStatement select = Sql.bind(tx, held, key.kind(), key.store(), key.entity(), job.lease());
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    int rescue(Connection tx) throws SQLException {
        return Sql.run(tx, rescue, MOST_RESCUES, MOST_RESCUES, MOST_RESCUES);
    }
}
