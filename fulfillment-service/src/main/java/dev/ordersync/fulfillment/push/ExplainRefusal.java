package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.katana.Factory;
import dev.ordersync.katana.NewFulfillment;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery was refused: finds out why, and whether another one may be accepted. In this order: quantities, batches and
 * tracking are read anew; then the end of the closed inventory period. A body that was refused is never sent again.
 */
@ApplicationScoped
class ExplainRefusal {
    private static final String BATCHES = "batches-refused";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Outside outside;
    private final LookAtSides look;
    private final Transactions transactions;
    private final Announce announce;
    private final Clock clock;
    private final FulfillmentConfig.Fulfillment config;

    ExplainRefusal(
            Outside outside,
            LookAtSides look,
            Transactions transactions,
            Announce announce,
            Clock clock,
            FulfillmentConfig config) {
        this.outside = outside;
        this.look = look;
        this.transactions = transactions;
        this.announce = announce;
        this.clock = clock;
        this.config = config.fulfillment();
    }

    /** Empty when there is something new to decide upon. */
    Optional<Outcome> explain(OrderCase at, NewFulfillment body, Failure failure) {
        String lane = at.store().katanaLane();
        Failure.Refused refused = refusal(failure);
        if (refused == null) return Optional.of(Failures.outcome(failure, lane, "Katana refused the delivery"));
        at.effort().refused(body.toString(), refused);
        at.effort().doubtsTracking = true;
        if (names(refused, "traceability")) at.effort().olderBatchForm = true;
        return look.katana(at);
    }

    /** Katana names what it does not know in its details, or only in the sentence above them. */
    private static boolean names(Failure.Refused refused, String field) {
        return refused.message().contains(field) || refused.fields().stream().anyMatch(words -> words.contains(field));
    }

    /** The sales order or a row of it is gone: refused as well, and looked at like any refusal. */
    private static Failure.Refused refusal(Failure failure) {
        if (failure instanceof Failure.Missing missing) return new Failure.Refused(404, missing.words(), List.of());
        return failure instanceof Failure.Refused refused ? refused : null;
    }

    /**
     * The same body would be sent again, so neither quantities nor batches are at fault, as far as Katana shows them.
     *
     * @param batched the body names batches: their stock is shown late at times
     */
    Optional<Outcome> same(OrderCase at, boolean batched) {
        if (!at.effort().knowsClosingDate) {
            Answer<Factory> factory = outside.katana(at.store()).account().factory();
            if (!factory.isOk())
                return Optional.of(Failures.outcome(
                        factory.failure(), at.store().katanaLane(), "Katana refused to show its settings"));
            at.effort().knowsClosingDate = true;
            Instant closed = factory.value().inventoryClosingDate();
            if (closed != null && !closed.isBefore(clock.instant())) {
                at.effort().pickedDate = closed.plusSeconds(1);
                return Optional.empty();
            }
        }
        if (batched && StockRecheck.waited(at, BATCHES).compareTo(PATIENCE) < 0) return Optional.of(waitForStock(at));
        return Optional.of(
                Failures.outcome(at.effort().lastRefusal, at.store().katanaLane(), "Not delivered: Katana refused it"));
    }

    private Outcome waitForStock(OrderCase at) {
        String text = "Not delivered yet: Katana refuses the batches that it shows in stock ("
                + at.effort().lastRefusal.message() + "). It is tried again.";
        transactions.run(tx -> announce.stopped(tx, at.ref(), "waiting", BATCHES, text));
        return new Outcome.Wait(StockRecheck.pause(at, BATCHES, config), BATCHES);
    }
}
