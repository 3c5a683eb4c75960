package dev.ordersync.mapping.push;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Transport;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.HandGate;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings one order's Katana sales order to what the order says: takes the order in hand, and ends the turn. */
@ApplicationScoped
public class PushSalesOrder implements Handler {
    private static final Logger LOG = Logger.getLogger(PushSalesOrder.class);

    private final StoreDirectory stores;
    private final Hands hands;
    private final Lanes lanes;
    private final WorkQueue queue;
    private final Transport transport;
    private final MappingConfig config;
    private final TakeTurn takeTurn;
    private final EndTurn endTurn;
    private final TellSettled settled;
    private final TellReplays replays;
    private final OutboxRelay relay;

    PushSalesOrder(
            StoreDirectory stores,
            Hands hands,
            Lanes lanes,
            WorkQueue queue,
            Transport transport,
            MappingConfig config,
            TakeTurn takeTurn,
            EndTurn endTurn,
            TellSettled settled,
            TellReplays replays,
            OutboxRelay relay) {
        this.stores = stores;
        this.hands = hands;
        this.lanes = lanes;
        this.queue = queue;
        this.transport = transport;
        this.config = config;
        this.takeTurn = takeTurn;
        this.endTurn = endTurn;
        this.settled = settled;
        this.replays = replays;
        this.relay = relay;
    }

    @Override
    public Outcome handle(Job job) {
        OrderRef ref = new OrderRef(job.key().store(), Long.parseLong(job.key().entity()));
        Optional<Store> store = stores.current(ref.store());
        if (store.isEmpty() || !store.get().isWorking())
            return new Outcome.Wait(Duration.ofSeconds(30), "the store is paused or not connected");
        Duration lease = Duration.ofSeconds(config.mapping().leaseSeconds());
        Optional<Hands.Hand> hand = hands.take("order:" + ref.key(), lease);
        if (hand.isEmpty()) return new Outcome.Wait(Duration.ofSeconds(1), "the order is being written elsewhere");
        try (Hands.Hand held = hand.get()) {
            TurnGate gate = gate(store.get(), held);
            Turn turn = new Turn(
                    job,
                    ref,
                    store.get(),
                    new Katana(transport, config.katana().url(), store.get().katanaKey(), gate),
                    held,
                    queue,
                    replays.waiting(ref),
                    null,
                    lease,
                    gate);
            TakeTurn.Present present = takeTurn.present(ref);
            Outcome outcome = endTurn.end(turn, takeTurn.take(turn, present));
            present.snapshot().ifPresent(snapshot -> settled.tell(turn, snapshot, outcome));
            replays.tell(turn, outcome);
            relay.wake();
            String word = outcome.getClass().getSimpleName();
            LOG.infof(
                    "kind=%s store=%s order=%d attempt=%d outcome=%s",
                    job.key().kind(), ref.store(), ref.orderId(), job.attempts(), word);
            return outcome;
        }
    }

    private TurnGate gate(Store store, Hands.Hand held) {
        Gate lane = lanes.gate(store.katanaLane(), config.mapping().quotaPatience());
        return new TurnGate(new HandGate(lane, held));
    }
}
