package dev.ordersync.ingest.replay;

import dev.ordersync.events.Codec;
import dev.ordersync.events.PlanAnswered;
import java.sql.Connection;
import java.sql.SQLException;

/** Keeps what mapping answered for an order of a replay. */
public final class KeepPlanAnswer {

    public static void keep(Connection tx, PlanAnswered answer) throws SQLException {
        String changes = answer.changes().isEmpty()
                ? null
                : Codec.JSON.valueToTree(answer.changes()).toString();
        ReplayOrders.answered(tx, answer, changes);
    }

    private KeepPlanAnswer() {}
}
