package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.push.AllocateBatches.Taken;
import dev.ordersync.katana.FulfillmentPatch;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sets what is packed to delivered: one call for each fulfillment, the same once or twice. From the first of them until
 * the delivery is recorded, whoever comes next reads the sales order before anything else.
 *
 * <p>When the answer does not come in time: the hand on the order is left to its lease, and the same is sent again later.
 */
@ApplicationScoped
class DeliverPacked {
    private final Outside outside;
    private final LookAtSides look;
    private final Transactions transactions;
    private final OrderRecords orders;
    private final WorkQueue queue;
    private final Duration lease;

    DeliverPacked(
            Outside outside,
            LookAtSides look,
            Transactions transactions,
            OrderRecords orders,
            WorkQueue queue,
            FulfillmentConfig config) {
        this.outside = outside;
        this.look = look;
        this.transactions = transactions;
        this.orders = orders;
        this.queue = queue;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
    }

    /**
     * Empty when what is known of the order changed on the way: decide anew.
     *
     * @param taken the batches held for what follows, or null
     * @param then what follows when all of them are delivered
     */
    Optional<Outcome> deliver(OrderCase at, List<Parcel> packed, Taken taken, Supplier<Optional<Outcome>> then) {
        for (Parcel parcel : packed) {
            Optional<Ending> ending = patch(at, parcel, new FulfillmentPatch().status("DELIVERED"), taken);
            if (ending.isPresent()) return ending.get().outcome();
        }
        return then.get();
    }

    /** The same of one fulfillment, which a BigCommerce shipment stands for. Katana is read next, whatever follows. */
    Optional<Outcome> deliver(OrderCase at, Parcel parcel, Shipment shipment, Supplier<Optional<Outcome>> then) {
        FulfillmentPatch patch = new FulfillmentPatch().status("DELIVERED");
        if (isBlank(parcel.trackingNumber())) {
            if (!isBlank(shipment.trackingNumber())) patch.trackingNumber(shipment.trackingNumber());
            if (!isBlank(shipment.trackingLink())) patch.trackingUrl(shipment.trackingLink());
            if (!isBlank(shipment.carrier())) patch.trackingCarrier(shipment.carrier());
        }
        Optional<Ending> ending = patch(at, parcel, patch, null);
        return ending.isPresent() ? ending.get().outcome() : then.get();
    }

    /** Why it goes no further; no outcome when all is to be decided anew. */
    private record Ending(Optional<Outcome> outcome) {}

    /** Empty when Katana took it. */
    private Optional<Ending> patch(OrderCase at, Parcel parcel, FulfillmentPatch patch, Taken taken) {
        if (!at.stillOurs(queue, lease) || taken != null && !taken.renew(lease))
            return Optional.of(new Ending(Optional.of(new Outcome.Retry("lease lost"))));
        transactions.run(tx -> {
            queue.assertHeld(tx, at.job());
            orders.lookAtKatana(tx, at.ref(), true);
        });
        var answer = outside.writeKatana(at).fulfillments().patch(parcel.id(), patch);
        if (answer.isOk()) return Optional.empty();
        if (answer.failure() instanceof Failure.Missing) return Optional.of(new Ending(look.katana(at)));
        return Optional.of(new Ending(Optional.of(Failures.outcome(
                answer.failure(), at.store().katanaLane(), "Katana refused to set what is packed to delivered"))));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
