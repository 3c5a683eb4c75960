package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
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
            if (!at.stillOurs(queue, lease) || taken != null && !taken.renew(lease))
                return Optional.of(new Outcome.Retry("lease lost"));
            transactions.run(tx -> {
                queue.assertHeld(tx, at.job());
                orders.lookAtKatana(tx, at.ref(), true);
            });
            var answer = outside.writeKatana(at)
                    .fulfillments()
                    .patch(parcel.id(), new FulfillmentPatch().status("DELIVERED"));
            if (answer.isOk()) continue;
            if (answer.failure() instanceof Failure.Missing) return look.katana(at);
            return Optional.of(Failures.outcome(
                    answer.failure(), at.store().katanaLane(), "Katana refused to set what is packed to delivered"));
        }
        return then.get();
    }
}
