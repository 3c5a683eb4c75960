package dev.ordersync.workqueue;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes jobs: first a lane, then a store of it, then a row. The lane's turn is locked with SKIP LOCKED, so claimers
 * never wait for each other nor take the same row, and the count of jobs at once is exact. Backlog leaves one place of a
 * lane free, where there is more than one: a live row need not wait until a long job of the backlog ends. Jobs of a
 * worker that died hold no place, or a lane would stand still until their leases end.
 */
final class Claims {
    private static final int UNFAIR = 10;

    // A batch with any row of the backlog in it counts as backlog.
    private static final String PLACES = """
            (select count(distinct w.lease) as taken,
              count(distinct w.lease) filter (where w.priority >= 5) as by_backlog
              from $.work w where w.state = 'LEASED' and w.lane = l.name
                and w.lease_until >= now() + ? * interval '1 millisecond') p""";

    // One look into the index per store, kind and rank, each with a limit that keeps the planner from joining: rows of
    // the future and of other lanes, however many, are never walked over.
    private static final String LANE = """
            select t.lane, t.claims from $.lane_turn t join control.lane l on l.name = t.lane cross join lateral %s
            where l.blocked is null and (l.free_at is null or l.free_at <= now())
              and l.max_parallel > p.taken
              and exists (
                select 1 from $.store_turn s, unnest(?) k, unnest(?) r
                cross join lateral (
                  select 1 from $.work w where w.state = 'READY' and w.lane = s.lane and w.store = s.store
                    and w.kind = k and w.priority = r and w.run_at <= now() order by w.run_at limit 1) w
                where s.lane = t.lane and s.store = any (?)
                  and (r < 5 or (greatest(1, l.max_parallel - 1) > p.by_backlog
                    and (l.even_at is null or l.even_at <= now()) and
                    (l.live_waits_until is null or l.live_waits_until < now()
                      or l.backlog_free_at is null or l.backlog_free_at <= now()))))
            order by t.served_at limit 1
            for update of t skip locked
            """.formatted(PLACES);

    // live before the rest, whichever store; then the store whose turn it is; then the row by priority and time.
    // A few candidates, since the first may be locked by a wish that is just being committed.
    private static final String TAKE = """
            with candidates as materialized (
              select w.kind, w.store, w.entity, row_number() over (
                order by case when ? then 0 when r < 5 then 0 else 1 end, s.served_at,
                  case when ? then 0 else r end, w.run_at) as n
              from control.lane l cross join lateral %s, $.store_turn s, unnest(?) k, unnest(?) r
              cross join lateral (
                select w.kind, w.store, w.entity, w.run_at from $.work w
                where w.state = 'READY' and w.lane = l.name and w.store = s.store and w.kind = k and w.priority = r
                  and w.run_at <= now()
                order by w.run_at limit 3) w
              where l.name = ? and s.lane = l.name and s.store = any (?)
                and (r < 5 or (greatest(1, l.max_parallel - 1) > p.by_backlog
                  and (l.even_at is null or l.even_at <= now()) and
                  (l.live_waits_until is null or l.live_waits_until < now()
                    or l.backlog_free_at is null or l.backlog_free_at <= now())))
                and l.max_parallel > p.taken
              order by n limit 5),
            chosen as (
              select w.kind, w.store, w.entity from candidates c join $.work w using (kind, store, entity)
              where w.state = 'READY' order by c.n limit 1 for update of w skip locked),
            served as (update $.lane_turn set served_at = clock_timestamp(), claims = claims + ? where lane = ?),
            served_store as (
              update $.store_turn t set served_at = clock_timestamp() from chosen c
              where t.lane = ? and t.store = c.store)
            """.formatted(PLACES);

    private static final String LEASE = """
            update $.work w set state = 'LEASED', lease = ?, lease_until = now() + ? * interval '1 millisecond',
              pause = null, again_at = null, again_priority = null, again_news = false, changed_at = now()
            from chosen c where w.kind = c.kind and w.store = c.store and w.entity = c.entity and w.state = 'READY'
            returning w.kind, w.store, w.entity, w.lane, w.priority, w.lease, w.wanted, w.attempts,
              w.changed_at, w.lease_until, w.first_wanted_at, w.traceparent
            """;

    private static final String MORE = """
            with candidates as materialized (
              select w.kind, w.store, w.entity, row_number() over (order by r, w.run_at) as n
              from $.store_turn s, unnest(?) r
              cross join lateral (
                select w.kind, w.store, w.entity, w.run_at from $.work w
                where w.state = 'READY' and w.lane = s.lane and w.store = s.store and w.kind = ? and w.priority = r
                  and w.run_at <= now()
                order by w.run_at limit ?) w
              where s.lane = ? and s.store = any (?)
              order by n limit ?),
            chosen as (
              select w.kind, w.store, w.entity from candidates c join $.work w using (kind, store, entity)
              where w.state = 'READY' order by c.n for update of w skip locked)
            """;

    private final String lane;
    private final String take;
    private final String more;

    Claims(Sql sql) {
        this.lane = sql.in(LANE);
        this.take = sql.in(TAKE + LEASE);
        this.more = sql.in(MORE + LEASE);
    }

    Optional<Job> claim(
            Connection tx, Collection<String> kinds, Set<Priority> priorities, Set<String> stores, Duration lease)
            throws SQLException {
        if (kinds.isEmpty() || stores.isEmpty()) return Optional.empty();
        Array ranks = ranks(tx, priorities);
        long dead = Leases.leftOfTheDead(lease).toMillis();
        try (PreparedStatement select = Sql.bind(tx, lane, dead, kinds, ranks, stores);
                ResultSet turn = select.executeQuery()) {
            if (!turn.next()) return Optional.empty();
            String name = turn.getString(1);
            boolean ignorePriority = turn.getLong(2) % UNFAIR == UNFAIR - 1;
            UUID id = UUID.randomUUID();
            return jobs(Sql.bind(
                            tx,
                            take,
                            ignorePriority,
                            ignorePriority,
                            dead,
                            kinds,
                            ranks,
                            name,
                            stores,
                            // whoever may take live rows alone does not use up the turn of the backlog
                            priorities.stream().anyMatch(Priority::isBacklog) ? 1 : 0,
                            name,
                            name,
                            id,
                            lease.toMillis()))
                    .stream()
                    .findFirst();
        }
    }

    /** The jobs share the first one's lease, so that together they count as one at a time. */
    List<Job> claimMore(Connection tx, Job first, Set<String> stores, int most, Duration lease) throws SQLException {
        if (most <= 0 || stores.isEmpty()) return List.of();
        Array ranks = ranks(tx, Priority.ALL);
        Object[] parameters = {
            ranks, first.key().kind(), most, first.lane(), stores, most, first.lease(), lease.toMillis()
        };
        return jobs(Sql.bind(tx, more, parameters));
    }

    private static Array ranks(Connection tx, Set<Priority> priorities) throws SQLException {
        return tx.createArrayOf("int", priorities.stream().map(Priority::rank).toArray(Integer[]::new));
    }

    private static List<Job> jobs(PreparedStatement statement) throws SQLException {
        List<Job> jobs = new ArrayList<>();
        try (statement;
                ResultSet row = statement.executeQuery()) {
            while (row.next())
                jobs.add(new Job(
                        new WorkKey(row.getString(1), row.getString(2), row.getString(3)),
                        row.getString(4),
                        Priority.ofRank(row.getInt(5)),
                        row.getObject(6, UUID.class),
                        row.getLong(7),
                        row.getInt(8),
                        row.getTimestamp(9).toInstant(),
                        row.getTimestamp(10).toInstant(),
                        row.getTimestamp(11).toInstant(),
                        row.getString(12)));
        }
        return jobs;
    }
}
