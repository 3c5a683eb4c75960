package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The queue: one row per thing in {@code <schema>.work}. All times are the database's.
 *
 * <p>When the database fails: {@link DatabaseFailure}, and nothing was changed. Methods without a connection use a
 * transaction of their own and must not be called inside a JTA transaction.
 */
public final class WorkQueue {
    // A paused store and a shut lane are no lag: nobody may do that work now.
    private static final String GAUGES = """
            select kind, lane,
              count(*) filter (where due) as due,
              coalesce(extract(epoch from now() - min(run_at) filter (where due)), 0)::bigint as oldest_seconds,
              count(*) filter (where state = 'READY' and run_at > now()) as waiting,
              count(*) filter (where state = 'LEASED') as leased,
              count(*) filter (where state = 'PARKED') as parked
            from (
              select w.kind, w.lane, w.state, w.run_at, w.state = 'READY' and w.run_at <= now() and w.store = any (?)
                and l.blocked is null and coalesce(l.breaker, 'closed') = 'closed' as due
              from $.work w left join control.lane l on l.name = w.lane where w.state <> 'IDLE') w
            group by kind, lane order by kind, lane
            """;
    // causes carry a subject after the colon (unknown-sku:ABC): groups are counted, or there would be no end of them
    private static final String HELD = """
            select kind, coalesce(nullif(split_part(cause, ':', 1), ''), 'unnamed') as cause, count(*) as rows
            from $.work where state = 'PARKED' group by 1, 2 order by 1, 2
            """;
    private static final String PUT_ASIDE = """
            select store, entity, cause, detail from $.work
            where state = 'PARKED' and kind = ? and cause in ('gave-up', 'kills-its-worker')
            for update skip locked
            """;
    private static final String MOVE = """
            update $.work set lane = ? where state <> 'IDLE' and lane in (
                select lane from $.store_turn where store = ? and starts_with(lane, ?) and lane <> ?)
              and store = ?
            """;
    // Usually no store has a second lane, and nothing is looked up. What is locked is left for the next time; what is
    // parked or leased is found when it is due again.
    private static final String STRAYS = """
            with strays as materialized (
              select w.kind, w.store, w.entity, home.lane
              from unnest(?, ?) home (store, lane)
              join $.store_turn turn on turn.store = home.store and turn.lane = home.lane
              join $.store_turn other on other.store = home.store and other.lane <> home.lane
                and split_part(other.lane, ':', 1) = split_part(home.lane, ':', 1)
              cross join lateral (
                select w.kind, w.store, w.entity from $.work w
                where w.state = 'READY' and w.lane = other.lane and w.store = home.store
                limit 1000 for update skip locked) w)
            update $.work w set lane = s.lane from strays s
            where w.kind = s.kind and w.store = s.store and w.entity = s.entity
            """;
    private static final String TURNS = """
            with l as (insert into $.lane_turn (lane) values (?) on conflict do nothing)
            insert into $.store_turn (lane, store) values (?, ?) on conflict do nothing
            """;
    // where calls are free, live work is taken up in a moment, and waits only if it was not
    private static final String LIVE_WAITS = """
            update control.lane l set live_waits_until = now() + interval '3 seconds'
            where (l.live_waits_until is null or l.live_waits_until < now() + interval '1 second') and exists (
              select 1 from $.store_turn s, unnest(?) k
              cross join lateral (
                select 1 from $.work w where w.state = 'READY' and w.lane = s.lane and w.store = s.store and w.kind = k
                  and w.priority = 0 and w.run_at <= now() - case when l.free_at > now() then interval '0'
                    else interval '1 second' end
                order by w.run_at limit 1) w
              where s.lane = l.name and s.store = any (?))
            """;

    private final Tx tx;
    private final Sql sql;
    private final Wishes wishes;
    private final Claims claims;
    private final Leases leases;
    private final Finishes finishes;

    public WorkQueue(DataSource dataSource, String schema) {
        this.tx = new Tx(dataSource);
        this.sql = new Sql(schema);
        this.wishes = new Wishes(sql);
        this.claims = new Claims(sql);
        this.leases = new Leases(sql);
        this.finishes = new Finishes(sql);
    }

    /** Wishes, within the caller's transaction. */
    public void want(Connection tx, Want want) throws SQLException {
        wishes.want(tx, want);
    }

    /** Wishes in a transaction of its own. */
    public void want(Want want) {
        tx.call(connection -> {
            wishes.want(connection, want);
            return null;
        });
    }

    /**
     * Takes the next job, fairly over lanes and stores. Only from lanes that may call now: not blocked, not paused,
     * with a free call, with fewer jobs under way than they may have at once.
     *
     * @param stores the stores that may be worked on now (active, not paused, on this replica)
     */
    public Optional<Job> claim(Collection<String> kinds, Set<String> stores, Duration lease) {
        return claim(kinds, Priority.ALL, stores, lease);
    }

    /** The same among jobs of these priorities alone. */
    public Optional<Job> claim(Collection<String> kinds, Set<Priority> priorities, Set<String> stores, Duration lease) {
        return tx.call(connection -> claims.claim(connection, kinds, priorities, stores, lease));
    }

    /** Takes more due jobs of the same kind and lane, to be done in one go. They share the first one's lease. */
    public List<Job> claimMore(Job first, Set<String> stores, int most, Duration lease) {
        return tx.call(connection -> claims.claimMore(connection, first, stores, most, lease));
    }

    /** Prolongs the lease; false when it is lost. */
    public boolean renew(Job job, Duration lease) {
        return tx.call(connection -> leases.renew(connection, job, lease));
    }

    /** Fails the caller's transaction when the lease is lost, and keeps it from being lost until commit. */
    public void assertHeld(Connection tx, Job job) throws SQLException, LostLease {
        if (!leases.isHeld(tx, job)) throw new LostLease(job);
    }

    /** Ends the job; false when the lease was lost and nothing was changed. */
    public boolean finish(Job job, Outcome outcome) {
        return tx.call(connection -> finishes.finish(connection, job, outcome));
    }

    /** Gives back jobs that were not begun. */
    public void giveBack(Job job) {
        tx.call(connection -> finishes.giveBack(connection, job));
    }

    /** Makes jobs with expired leases due again; parks those whose worker died again and again. Returns how many. */
    public int rescue() {
        return tx.call(leases::rescue);
    }

    /**
     * Jobs that the queue put aside by itself, of which no handler could tell: after a day of attempts in vain, or since
     * their worker died again and again.
     *
     * @param sentence why, for a person
     */
    public record PutAside(WorkKey key, String cause, String sentence) {}

    /** The jobs of a kind that are {@link PutAside}; they stay so until the caller's transaction ends. */
    public List<PutAside> putAside(Connection tx, String kind) throws SQLException {
        List<PutAside> jobs = new ArrayList<>();
        try (PreparedStatement select = Sql.bind(tx, sql.in(PUT_ASIDE), kind);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                WorkKey key = new WorkKey(kind, row.getString(1), row.getString(2));
                jobs.add(new PutAside(key, row.getString(3), row.getString(4)));
            }
        }
        return jobs;
    }

    /**
     * Moves a store's open work to another lane of the same platform, when its account changed, within the caller's
     * transaction; returns how many rows.
     */
    public static int moveLane(Connection tx, String schema, String store, String to) throws SQLException {
        Sql sql = new Sql(schema);
        String platform = to.substring(0, to.indexOf(':') + 1);
        LaneTable.read(tx, to);
        Sql.run(tx, sql.in(TURNS), to, to, store);
        return Sql.run(tx, sql.in(MOVE), to, store, platform, to, store);
    }

    /**
     * Moves due and waiting work that is in another lane of the same platform than its store's: it was wished for by who
     * did not yet know of the new account, or was under way. Within the caller's transaction; returns how many rows.
     *
     * @param lanes of the stores, in the same order
     */
    public static int moveStrays(Connection tx, String schema, List<String> stores, List<String> lanes)
            throws SQLException {
        return Sql.run(tx, new Sql(schema).in(STRAYS), stores, lanes);
    }

    /** Tells all services which lanes have live work waiting here, so that backlog leaves them room. */
    void announceLive(Collection<String> kinds, Set<String> stores) {
        tx.call(connection -> Sql.run(connection, sql.in(LIVE_WAITS), kinds, stores));
    }

    /**
     * For gauges, by {@code kind} and {@code lane}: due, oldest_seconds (of the due), waiting, leased, parked.
     *
     * @param stores whose work may be done; the rest is not due, however long it has been waiting
     */
    public List<Map<String, Object>> gauges(Set<String> stores) {
        return table(GAUGES, stores);
    }

    /** For gauges: parked {@code rows} by {@code kind} and group of {@code cause}. */
    public List<Map<String, Object>> held() {
        return table(HELD);
    }

    private List<Map<String, Object>> table(String text, Object... parameters) {
        return tx.call(connection -> {
            List<Map<String, Object>> gauges = new ArrayList<>();
            try (PreparedStatement select = Sql.bind(connection, sql.in(text), parameters);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<String, Object> gauge = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++)
                        gauge.put(row.getMetaData().getColumnName(i), row.getObject(i));
                    gauges.add(gauge);
                }
            }
            return gauges;
        });
    }

    /** The lease is another's now. */
    public static final class LostLease extends Exception {
        private static final long serialVersionUID = 1L;

        public LostLease(Job job) {
            super("lease lost: " + job.key());
        }
    }
}
