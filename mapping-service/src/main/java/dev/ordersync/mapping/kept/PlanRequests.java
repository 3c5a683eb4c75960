package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.Codec;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What replays and rehearsals still want to know of orders. A preview is taken, answered and forgotten; one whose taker
 * died is taken again after a minute. An apply stays until the order's turn has ended.
 */
@ApplicationScoped
public class PlanRequests {
    private final Outbox outbox;

    PlanRequests(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Keeps a request; one that is told again is the same one. */
    public void keep(Connection tx, PlanRequested request) throws SQLException {
        Sql.update(
                tx,
                """
                insert into mapping.plan_request (run, store, order_id, mode, body) values (?, ?, ?, ?, ?)
                on conflict (run, store, order_id, mode) do update set claimed_until = null
                """,
                request.run(),
                request.store(),
                request.orderId(),
                request.mode(),
                PlanRequested.APPLY.equals(request.mode())
                        ? null
                        : new String(Codec.encode(request), StandardCharsets.UTF_8));
    }

    /** Takes previews and rehearsals, for a minute. */
    public List<PlanRequested> take(Connection tx, int most) throws SQLException {
        return Sql.list(tx, """
                update mapping.plan_request r set claimed_until = clock_timestamp() + interval '1 minute'
                where (run, store, order_id, mode) in (
                  select p.run, p.store, p.order_id, p.mode from mapping.plan_request p
                  where p.mode <> 'apply' and (p.claimed_until is null or p.claimed_until < clock_timestamp())
                  order by p.asked_at limit ? for update skip locked)
                returning body
                """, PlanRequests::request, most);
    }

    /** Answers it, unless another has meanwhile. */
    public void answer(Connection tx, PlanAnswered answer) throws SQLException {
        if (forget(tx, answer.ref(), answer.run(), answer.mode())) outbox.leave(tx, Topics.PLAN_ANSWERS, answer);
    }

    /** False when there was none. */
    public boolean forget(Connection tx, OrderRef ref, String run, String mode) throws SQLException {
        return Sql.update(
                        tx,
                        "delete from mapping.plan_request where run = ? and store = ? and order_id = ? and mode = ?",
                        run,
                        ref.store(),
                        ref.orderId(),
                        mode)
                > 0;
    }

    /** The replays that want this order's differences written. */
    public List<String> applies(Connection tx, OrderRef ref) throws SQLException {
        return Sql.list(
                tx,
                "select run from mapping.plan_request where store = ? and order_id = ? and mode = 'apply'",
                row -> row.getString(1),
                ref.store(),
                ref.orderId());
    }

    /** Something of the order was written: a turn that dies afterwards finds nothing left to write. */
    public void written(Connection tx, OrderRef ref, String text) throws SQLException {
        Sql.update(
                tx,
                "update mapping.plan_request set written = ? where store = ? and order_id = ? and mode = 'apply'",
                text,
                ref.store(),
                ref.orderId());
    }

    /** What was written for this replay; null for nothing. */
    public String wasWritten(Connection tx, OrderRef ref, String run) throws SQLException {
        return Sql.list(tx, """
                        select written from mapping.plan_request
                        where run = ? and store = ? and order_id = ? and mode = 'apply' and written is not null
                        """, row -> row.getString(1), run, ref.store(), ref.orderId()).stream()
                .findFirst()
                .orElse(null);
    }

    private static PlanRequested request(ResultSet row) throws SQLException {
        try {
            return Codec.decode(row.getString(1).getBytes(StandardCharsets.UTF_8), PlanRequested.class);
        } catch (Codec.Undecodable e) {
            throw new IllegalStateException("a kept request cannot be read: " + e.getMessage(), e);
        }
    }
}
