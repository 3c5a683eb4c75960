package dev.ordersync.fulfillment.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.Decision;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.Intents.Begun;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings an order's status and its sales order's status together: looks where it must, decides, and does what the
 * decision says, with one hand on the order.
 */
@ApplicationScoped
public class ReconcileOrder implements Handler {
    /** Every round knows something more than the one before; an order that still moves then comes again later. */
    private static final int ROUNDS = 20;

    /** How often one attempt reads the order for that; then it is not its turn for a while. */
    private static final int LOOKS_BEFORE_COMPLETED = 2;

    private static final Duration ORDER_MOVES = Duration.ofSeconds(30);

    private final StoreDirectory stores;
    private final Transactions transactions;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final Intents intents;
    private final Announce announce;
    private final Hands hands;
    private final LookAtSides look;
    private final SettleDelivery settle;
    private final SyncShipments shipments;
    private final PushShipment ship;
    private final PushOrderStatus complete;
    private final PushFulfillment deliver;
    private final Duration lease;
    private final Duration trust;

    ReconcileOrder(
            StoreDirectory stores,
            Transactions transactions,
            OrderRecords orders,
            SalesOrders salesOrders,
            Intents intents,
            Announce announce,
            Hands hands,
            LookAtSides look,
            SettleDelivery settle,
            SyncShipments shipments,
            PushShipment ship,
            PushOrderStatus complete,
            PushFulfillment deliver,
            FulfillmentConfig config) {
        this.stores = stores;
        this.transactions = transactions;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.intents = intents;
        this.announce = announce;
        this.hands = hands;
        this.look = look;
        this.settle = settle;
        this.shipments = shipments;
        this.ship = ship;
        this.complete = complete;
        this.deliver = deliver;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
        this.trust = config.fulfillment().trustNews();
    }

    @Override
    public Outcome handle(Job job) {
        OrderRef ref = new OrderRef(job.key().store(), Long.parseLong(job.key().entity()));
        Optional<Store> store = stores.current(ref.store());
        if (store.isEmpty()) return Outcome.done("store unknown");
        if (!store.get().isWorking())
            return new Outcome.Wait(Duration.ofSeconds(30), "the store is paused or not connected");
        Effort effort = new Effort();
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Outcome> outcome = round(job, store.get(), ref, effort);
            if (outcome.isPresent()) return told(ref, outcome.get());
        }
        return new Outcome.Retry("both sides keep moving");
    }

    /** Empty when there is something new to decide upon. */
    private Optional<Outcome> round(Job job, Store store, OrderRef ref, Effort effort) {
        OrderCase at = load(job, store, ref, effort);
        if (at == null) return Optional.of(Outcome.done("not both sides are known"));
        // also of an order that lost its link since: what is open keeps others from its shelves
        List<Begun> begun = transactions.call(tx -> intents.open(tx, ref));
        if (!begun.isEmpty()) return withHand(at, it -> settle(it, begun.get(0)));
        if (!at.order().link().isLinked() || !at.order().bigcommerce().isSeen())
            return Optional.of(Outcome.done("not both sides are known"));
        if (at.order().manual() != null) return Optional.of(Outcome.done("held or left out by a person"));
        if (at.order().lookAtBigCommerce()) return look.bigcommerce(at);
        if (at.order().lookAtKatana() && !at.missesSalesOrder()) return look.katana(at);
        SyncShipments.Step parcels = shipments.next(at);
        if (parcels instanceof SyncShipments.Todo todo)
            return write(at, it -> done(todo.action().apply(it)));
        if (at.wasMovedByOurShipment()) return complete(at);
        Decision decision = at.decide();
        if (at.goesBack(decision)) {
            if (at.doubtsBigCommerce()) return look.bigcommerce(at);
            if (at.doubtsKatana()) return look.katana(at);
            if (at.hasMoreToDeliver(decision)) return write(at, deliver::push);
        }
        return follow(at, decision, parcels instanceof SyncShipments.Stop stop ? stop : null);
    }

    private Optional<Outcome> settle(OrderCase at, Begun begun) {
        return begun.what().startsWith(Intents.SHIPMENT) ? ship.settle(at, begun) : settle.settle(at, begun);
    }

    /** A parcel that is done leaves the next one, and the status, to the next round. */
    private static Optional<Outcome> done(Optional<Outcome> outcome) {
        return outcome.filter(o -> !(o instanceof Outcome.Done));
    }

    private OrderCase load(Job job, Store store, OrderRef ref, Effort effort) {
        return transactions.call(tx -> {
            OrderRecord order = orders.find(tx, ref).orElse(null);
            if (order == null) return null;
            SalesOrderRecord salesOrder =
                    salesOrders.find(tx, ref, order.link().salesOrderId()).orElse(null);
            return new OrderCase(job, store, order, salesOrder, orders.now(tx), effort, null);
        });
    }

    /** @param stop what stops the parcels, told when nothing more is to be written and nothing else to be told; or null */
    private Optional<Outcome> follow(OrderCase at, Decision decision, SyncShipments.Stop stop) {
        if (decision instanceof Decision.CompleteOrder && at.salesOrdersWordIsOld(trust)) return look.katana(at);
        if (decision instanceof Decision.CompleteOrder) return before(stop, complete(at));
        if (decision instanceof Decision.DeliverSalesOrder) return before(stop, write(at, deliver::push));
        if (decision instanceof Decision.Agree agree) return Optional.of(agree(at, agree, stop));
        if (decision instanceof Decision.Conflict conflict)
            return Optional.of(stopped(at, "conflict", conflict.cause(), conflict.sentence()));
        if (decision instanceof Decision.Wait wait)
            return Optional.of(stopped(at, "waiting", wait.cause(), wait.sentence()));
        if (stop != null) return Optional.of(stopped(at, stop.state(), stop.cause(), stop.sentence()));
        return Optional.of(ignore(at, (Decision.Ignore) decision));
    }

    /** What was done for the status ends what the order showed: what stops the parcels is told in the next round. */
    private static Optional<Outcome> before(SyncShipments.Stop stop, Optional<Outcome> outcome) {
        return stop == null ? outcome : done(outcome);
    }

    private Optional<Outcome> complete(OrderCase at) {
        if (!at.bigCommerceIsStale() || !at.reachesSalesOrder()) return write(at, complete::push);
        if (at.effort().looksBeforeCompleted == LOOKS_BEFORE_COMPLETED)
            return Optional.of(new Outcome.Wait(ORDER_MOVES, "order-moves"));
        at.effort().looksBeforeCompleted++;
        return look.bigcommerce(at);
    }

    /**
     * Neither side is written for a sales order that is out of reach: what we know of it is of another time, and its id may
     * be a stranger's.
     */
    private Optional<Outcome> write(OrderCase at, Function<OrderCase, Optional<Outcome>> push) {
        return at.reachesSalesOrder() ? withHand(at, push) : look.katana(at);
    }

    /** Both services write sales orders: one at a time per order, over all replicas. */
    private Optional<Outcome> withHand(OrderCase at, Function<OrderCase, Optional<Outcome>> push) {
        Optional<Hands.Hand> hand = hands.take("order:" + at.ref().key(), lease);
        if (hand.isEmpty()) return Optional.of(new Outcome.Wait(Duration.ofSeconds(1), "order-in-use"));
        try (Hands.Hand held = hand.get()) {
            return push.apply(at.with(held));
        }
    }

    private Outcome agree(OrderCase at, Decision.Agree agree, SyncShipments.Stop stop) {
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            orders.agree(tx, at.ref(), agree.pair(), at.order().bigcommerce().number());
            if (at.salesOrder() != null)
                salesOrders.agree(
                        tx,
                        at.ref(),
                        at.salesOrder().salesOrderId(),
                        at.salesOrder().number());
            if (stop == null) announce.cleared(tx, at.ref(), "BigCommerce and Katana say the same again.");
            else announce.stopped(tx, at.ref(), stop.state(), stop.cause(), stop.sentence());
        });
        return Outcome.done(stop == null ? "in step" : stop.cause());
    }

    private Outcome ignore(OrderCase at, Decision.Ignore ignore) {
        transactions.run(
                tx -> announce.cleared(tx, at.ref(), "Nothing is left to be done here: " + ignore.reason() + "."));
        return Outcome.done(ignore.reason());
    }

    private Outcome stopped(OrderCase at, String state, String cause, String sentence) {
        transactions.run(tx -> announce.stopped(tx, at.ref(), state, cause, sentence));
        return Outcome.done(cause);
    }

    /** Whatever is parked is shown with its reason. */
    private Outcome told(OrderRef ref, Outcome outcome) {
        if (outcome instanceof Outcome.Hold hold)
            transactions.run(tx -> announce.stopped(tx, ref, "held", hold.cause(), hold.sentence()));
        return outcome;
    }
}
