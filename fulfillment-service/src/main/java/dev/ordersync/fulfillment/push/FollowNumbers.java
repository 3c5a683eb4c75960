package dev.ordersync.fulfillment.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.domain.FollowTracking;
import dev.ordersync.fulfillment.domain.FollowTracking.Kind;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import dev.ordersync.fulfillment.kept.ShipmentPairs.Kept;
import dev.ordersync.fulfillment.push.SyncShipments.Nothing;
import dev.ordersync.fulfillment.push.SyncShipments.Step;
import dev.ordersync.fulfillment.push.SyncShipments.Stop;
import dev.ordersync.fulfillment.push.SyncShipments.Todo;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the parcels whose tracking number was set, corrected or removed on one side after both sides knew them. Both sides
 * are read before one is written: what is known of either may be of another time.
 */
@ApplicationScoped
class FollowNumbers {
    private final PushTracking push;
    private final LookAtSides look;
    private final ShipmentPairs pairs;
    private final Transactions transactions;

    FollowNumbers(PushTracking push, LookAtSides look, ShipmentPairs pairs, Transactions transactions) {
        this.push = push;
        this.look = look;
        this.pairs = pairs;
        this.transactions = transactions;
    }

    /**
     * The first that something can be done for; else what one side refused.
     *
     * @param shared ids of fulfillments that go to several addresses
     */
    Step next(OrderCase at, List<Kept> known, Set<Long> shared) {
        Step refused = new Nothing();
        for (Kept kept : known) {
            Optional<Parcel> parcel = parcel(at, kept.pair().fulfillmentId());
            Optional<Shipment> shipment = shipment(at, kept.pair().shipmentId());
            if (parcel.isEmpty() || shipment.isEmpty()) continue;
            var tracking = new PushTracking.Tracking(kept, parcel.get(), shipment.get());
            FollowTracking.Step step = FollowTracking.decide(
                    tracking.numbers(), kept.agreed(), kind(parcel.get(), shipment.get(), shared));
            if (step == FollowTracking.Step.NOTHING) continue;
            if (step == FollowTracking.Step.AGREE) return new Todo(it -> agree(it, kept, tracking.numbers()));
            if (!tracking.wasRefused(step)) return follow(at, tracking, step);
            if (refused instanceof Nothing) refused = new Stop("held", "tracking-refused", kept.refusal());
        }
        return refused;
    }

    private static Kind kind(Parcel parcel, Shipment shipment, Set<Long> shared) {
        if (shared.contains(parcel.id())) return Kind.SHARED;
        return shipment.fulfillmentId() == parcel.id() ? Kind.MADE : Kind.FOUND;
    }

    private Step follow(OrderCase at, PushTracking.Tracking tracking, FollowTracking.Step step) {
        if (!at.effort().readKatana || !at.salesOrder().certain()) return new Todo(look::katana);
        boolean isCertain = at.order().bigcommerce().certain();
        if (!at.effort().readShipments || !isCertain) return new Todo(look::shipments);
        return step == FollowTracking.Step.TO_KATANA
                ? new Todo(it -> push.toKatana(it, tracking))
                : new Todo(it -> push.toBigcommerce(it, tracking));
    }

    private Optional<Outcome> agree(OrderCase at, Kept kept, Numbers numbers) {
        transactions.run(tx -> pairs.agree(tx, at.ref(), kept.pair(), numbers));
        return Optional.empty();
    }

    /** What is only packed is still to be shipped: its number follows with that. */
    private static Optional<Parcel> parcel(OrderCase at, long id) {
        return at.salesOrder().knownParcels().stream()
                .filter(parcel -> parcel.id() == id && parcel.isDelivered())
                .findFirst();
    }

    private static Optional<Shipment> shipment(OrderCase at, long id) {
        return at.order().bigcommerce().shipments().stream()
                .filter(shipment -> shipment.id() == id)
                .findFirst();
    }
}
