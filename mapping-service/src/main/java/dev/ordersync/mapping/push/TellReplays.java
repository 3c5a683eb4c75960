package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.mapping.kept.PlanRequests;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Knows which replays want an order's differences written, and tells them how its turn ended. */
@ApplicationScoped
class TellReplays {
    private final Transactions transactions;
    private final PlanRequests requests;
    private final Clock clock;

    TellReplays(Transactions transactions, PlanRequests requests, Clock clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.clock = clock;
    }

    List<String> waiting(OrderRef ref) {
        return transactions.call(tx -> requests.applies(tx, ref));
    }

    /** Nothing is told of an order whose turn goes on later. */
    void tell(Turn turn, Outcome outcome) {
        if (!turn.isReplayed()) return;
        if (outcome instanceof Outcome.Done done) tell(turn, null, done.detail());
        if (outcome instanceof Outcome.Hold hold) tell(turn, hold.cause(), hold.sentence());
    }

    private void tell(Turn turn, String cause, String sentence) {
        transactions.run(tx -> {
            for (String run : turn.replays()) {
                String written = requests.wasWritten(tx, turn.ref(), run);
                boolean isWritten = written != null && cause == null;
                requests.answer(
                        tx,
                        new PlanAnswered(
                                turn.ref().store(),
                                turn.ref().orderId(),
                                run,
                                PlanRequested.APPLY,
                                clock.instant(),
                                isWritten ? "written" : "not-written",
                                cause,
                                isWritten ? written : sentence,
                                null,
                                null,
                                null,
                                null));
            }
        });
    }
}
