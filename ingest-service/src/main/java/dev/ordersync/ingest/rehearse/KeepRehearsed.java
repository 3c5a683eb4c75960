package dev.ordersync.ingest.rehearse;

import dev.ordersync.events.Codec;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;

/** Keeps what mapping answered for an order of a rehearsal; an answer to one that was begun anew is dropped. */
public final class KeepRehearsed {

    public static void keep(Connection tx, PlanAnswered answer) throws SQLException {
        // one after the other, or the last two answers would each wait for the other to end it
        if (Rehearsals.lock(tx, answer.store())
                .filter(now -> now.run().equals(answer.run()))
                .isEmpty()) return;
        PlanAnswered.Totals totals = answer.totals();
        Query.update(
                tx,
                """
                update ingest.rehearsal_order set outcome = ?, cause = ?, text = ?, bigcommerce_total = ?,
                  katana_total = ?, difference = ?, currency = ?, status_id = ?::int, unknown = ?
                where run = ? and order_id = ?
                """,
                answer.outcome(),
                answer.cause(),
                answer.text(),
                totals == null ? null : totals.bigcommerceTotal(),
                totals == null ? null : totals.katanaTotal(),
                totals == null ? null : totals.difference(),
                totals == null ? null : totals.currency(),
                answer.statusId(),
                answer.unknown().isEmpty()
                        ? null
                        : Codec.JSON.valueToTree(answer.unknown()).toString(),
                answer.run(),
                answer.orderId());
        Query.update(tx, "update ingest.rehearsal set moved_at = now() where run = ?", answer.run());
        Rehearsals.endIfAnswered(tx, answer.run());
    }

    private KeepRehearsed() {}
}
