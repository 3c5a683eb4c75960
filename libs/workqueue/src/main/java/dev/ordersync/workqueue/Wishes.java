package dev.ordersync.workqueue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;

/**
 * How wishes change rows.
 *
 * <table>
 * <caption>what a wish does to a row</caption>
 * <tr><td>none, idle</td><td>ready, after the hush</td></tr>
 * <tr><td>ready</td><td>the earlier of its time and the wish's; the lesser priority</td></tr>
 * <tr><td>waiting, backing off</td><td>a reminder changes nothing, news brings it forward and clears the attempts</td></tr>
 * <tr><td>settling an uncertain outcome</td><td>keeps its time, whatever comes</td></tr>
 * <tr><td>leased</td><td>remembered, so that the row is due again when the work ends</td></tr>
 * <tr><td>parked</td><td>a reminder changes nothing, news makes it ready</td></tr>
 * </table>
 */
final class Wishes {
    // the rows of lane and turns are made with the first wish; afterwards "do nothing" costs an index look-up
    private static final String WANT = """
            with l as (%s),
            t as (insert into $.lane_turn (lane) values (?) on conflict do nothing),
            s as (insert into $.store_turn (lane, store) values (?, ?) on conflict do nothing),
            wish as (select ?::boolean as news, now() + ? * interval '1 millisecond' as at, ?::smallint as priority,
              least(coalesce(?::timestamptz, now()), now()) as since)
            insert into $.work as w (kind, store, entity, lane, priority, state, run_at, first_wanted_at, again_news,
              traceparent)
            select ?, ?, ?, ?, priority, 'READY', at, since, news, ?::text from wish
            on conflict (kind, store, entity) do update set
              lane = case when w.state = 'LEASED' then w.lane else excluded.lane end,
              wanted = w.wanted + 1,
              first_wanted_at = case when w.wanted > w.done then w.first_wanted_at else excluded.first_wanted_at end,
              priority = case
                when w.state = 'LEASED' then w.priority
                when w.state = 'IDLE' then excluded.priority
                else least(w.priority, excluded.priority) end,
              run_at = case
                when w.state = 'LEASED' or w.pause = 'SETTLE' then w.run_at
                when w.state = 'IDLE' then excluded.run_at
                when w.state = 'PARKED' then case when excluded.again_news then excluded.run_at else w.run_at end
                when w.pause is not null and not excluded.again_news then w.run_at
                else least(w.run_at, excluded.run_at) end,
              pause = case when excluded.again_news and w.pause in ('WAIT', 'RETRY') then null else w.pause end,
              attempts = case
                when excluded.again_news and w.state in ('READY', 'PARKED') and w.pause is distinct from 'SETTLE' then 0
                else w.attempts end,
              rescues = case when excluded.again_news and w.state = 'PARKED' then 0 else w.rescues end,
              traceparent = case
                when w.wanted > w.done then coalesce(excluded.traceparent, w.traceparent)
                else excluded.traceparent end,
              again_at = case
                when w.state = 'LEASED' then least(coalesce(w.again_at, 'infinity'), excluded.run_at) end,
              again_priority = case
                when w.state = 'LEASED' then least(coalesce(w.again_priority, 99), excluded.priority) end,
              again_news = w.state = 'LEASED' and (w.again_news or excluded.again_news),
              state = case
                when w.state = 'IDLE' or w.state = 'PARKED' and excluded.again_news then 'READY' else w.state end,
              changed_at = now()
            """;

    // parked rows and those that wait or back off; never one that settles an uncertain outcome

    private final String want;

    Wishes(Sql sql) {
        this.want = sql.in(WANT.formatted(LaneTable.CREATE));
    }

    void want(Connection tx, Want wish) throws SQLException {
        WorkKey key = wish.key();
        Sql.run(
                tx,
                want,
                wish.lane(),
                wish.lane(),
                wish.lane(),
                key.store(),
                wish.reopens(),
                wish.hush().toMillis(),
                wish.priority().rank(),
                wish.origin().wishedAt().map(Timestamp::from).orElse(null),
                key.kind(),
                key.store(),
                key.entity(),
                wish.lane(),
                wish.origin().traceparent());
    }
}
