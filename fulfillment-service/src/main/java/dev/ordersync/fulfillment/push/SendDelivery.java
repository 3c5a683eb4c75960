package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.push.AllocateBatches.Taken;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.NewFulfillment;
import dev.ordersync.katana.Read;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends one delivery: the intent is committed, the fulfillment posted once, the result recorded together with the agreed
 * pair.
 *
 * <p>When the answer does not come: the intent stays, and nobody sends it again before it is settled by look-ups.
 */
@ApplicationScoped
class SendDelivery {
    private static final Logger LOG = Logger.getLogger(SendDelivery.class);

    private final Outside outside;
    private final Transactions transactions;
    private final Intents intents;
    private final RecordDelivery record;
    private final WorkQueue queue;
    private final ExplainRefusal refusal;
    private final Duration lease;
    private final Duration firstLook;

    SendDelivery(
            Outside outside,
            Transactions transactions,
            Intents intents,
            RecordDelivery record,
            WorkQueue queue,
            ExplainRefusal refusal,
            FulfillmentConfig config) {
        this.outside = outside;
        this.transactions = transactions;
        this.intents = intents;
        this.record = record;
        this.queue = queue;
        this.refusal = refusal;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
        this.firstLook = config.fulfillment().settleLooks().get(0);
    }

    /** @param taken the batches held for it, or null */
    Optional<Outcome> send(OrderCase at, DeliveryPlan plan, NewFulfillment body, Taken taken) {
        if (at.effort().wasRefused(body.toString())) return refusal.same(at, taken != null);
        if (!at.stillOurs(queue, lease) || taken != null && !taken.renew(lease))
            return Optional.of(new Outcome.Retry("lease lost"));
        DeliveryIntent intent = DeliveryIntent.of(at, plan, taken);
        long sent = transactions.call(tx -> {
            queue.assertHeld(tx, at.job());
            return intents.begin(
                    tx,
                    at.ref(),
                    plan.what(),
                    at.store().katanaAccount(),
                    body.salesOrderId(),
                    taken == null ? List.of() : taken.shelves(),
                    intent.toJson());
        });
        at.effort().readKatana = false;
        Answer<Read<Fulfillment>> answer =
                outside.writeKatana(at).fulfillments().create(body);
        if (answer.isOk())
            return Optional.of(
                    delivered(at, plan, intent, sent, answer.value().value().id()));
        if (answer.failure() instanceof Failure.Uncertain uncertain) {
            LOG.warnf(
                    "store=%s order=%d outcome=uncertain reason=\"%s\"",
                    at.ref().store(), at.ref().orderId(), uncertain.reason());
            return Optional.of(new Outcome.Uncertain(firstLook, uncertain.reason()));
        }
        transactions.run(tx -> intents.settle(tx, at.ref(), plan.what()));
        return refusal.explain(at, body, answer.failure());
    }

    private Outcome delivered(OrderCase at, DeliveryPlan plan, DeliveryIntent intent, long sent, long fulfillmentId) {
        if (plan.shipment() == null) record.whole(at, plan, intent, sent, fulfillmentId);
        else record.part(at, plan, intent, sent, fulfillmentId);
        LOG.infof(
                "store=%s order=%d outcome=delivered fulfillment=%d",
                at.ref().store(), at.ref().orderId(), fulfillmentId);
        return Outcome.done("delivered");
    }
}
