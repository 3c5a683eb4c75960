package dev.ordersync.mapping.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Snapshots;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells whoever delivers that a sales order says all that it will say of a snapshot: delivered earlier, it would be
 * closed to what is still to be written. Told only of snapshots that call for a delivery, once each.
 */
@ApplicationScoped
class TellSettled {
    private static final int PARTLY_REFUNDED = 14;

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Announce announce;

    TellSettled(Transactions transactions, OrderRecords orders, Announce announce) {
        this.transactions = transactions;
        this.orders = orders;
        this.announce = announce;
    }

    /** @param snapshot that the turn began with */
    void tell(Turn turn, OrderObserved snapshot, Outcome outcome) {
        boolean ended = outcome instanceof Outcome.Done || outcome instanceof Outcome.Hold;
        if (!ended || !callsForDelivery(snapshot)) return;
        transactions.run(tx -> {
            OrderRecord order = orders.find(tx, turn.ref()).orElseThrow();
            if (!order.isLinked() || order.applied() == null || order.settled() >= snapshot.number()) return;
            // what is held is still to be written; what is in conflict never will be
            if (outcome instanceof Outcome.Hold
                    && !"conflict".equals(order.shown().state())) return;
            announce.settled(tx, order, Holding.parse(order.applied()).rows(), snapshot.number());
        });
    }

    /** Partly refunded hides whether the order was Completed: what is left of one that was is still to be delivered. */
    private static boolean callsForDelivery(OrderObserved snapshot) {
        JsonNode shipments = snapshot.shipments();
        boolean refunded = snapshot.order().path("status_id").asInt() == PARTLY_REFUNDED;
        return Snapshots.isCompleted(snapshot) || refunded || shipments != null && !shipments.isEmpty();
    }
}
