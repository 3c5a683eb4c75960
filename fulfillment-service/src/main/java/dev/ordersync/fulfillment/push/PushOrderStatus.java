package dev.ordersync.fulfillment.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.Agreed;
import dev.ordersync.fulfillment.domain.KatanaState;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecord.BigCommerceSide;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sets an order to Completed: {@code PUT {"status_id":10}}, one call, the same once or twice.
 *
 * <p>When BigCommerce does not answer: the order is read before the status is written again, since a person may have
 * moved it on meanwhile.
 */
@ApplicationScoped
class PushOrderStatus {
    private static final Logger LOG = Logger.getLogger(PushOrderStatus.class);
    private static final int COMPLETED = 10;

    private final Outside outside;
    private final Transactions transactions;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final Announce announce;
    private final WorkQueue queue;
    private final Duration lease;

    PushOrderStatus(
            Outside outside,
            Transactions transactions,
            OrderRecords orders,
            SalesOrders salesOrders,
            Announce announce,
            WorkQueue queue,
            FulfillmentConfig config) {
        this.outside = outside;
        this.transactions = transactions;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.announce = announce;
        this.queue = queue;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
    }

    /** Empty when the order is to be read anew: it took long to get the hand. */
    Optional<Outcome> push(OrderCase at) {
        if (!at.stillOurs(queue, lease)) return Optional.of(new Outcome.Retry("lease lost"));
        long now = transactions.call(tx -> {
            queue.assertHeld(tx, at.job());
            return orders.now(tx);
        });
        return at.asOf(now).bigCommerceIsStale() ? Optional.empty() : Optional.of(complete(at, now));
    }

    private Outcome complete(OrderCase at, long now) {
        long sent = Math.max(now, at.order().bigcommerce().number() + 1);
        Answer<JsonNode> answer =
                outside.writeBigcommerce(at).orders().setStatus(at.ref().orderId(), COMPLETED);
        if (!answer.isOk()) return failed(at, answer.failure());
        int status = answer.value().path("status_id").asInt(COMPLETED);
        if (status != COMPLETED) return failed(at, new Failure.Unreachable("the order stays in status " + status));
        record(at, sent);
        LOG.infof(
                "store=%s order=%d outcome=completed",
                at.ref().store(), at.ref().orderId());
        return Outcome.done("completed");
    }

    private Outcome failed(OrderCase at, Failure failure) {
        if (failure instanceof Failure.Missing)
            return new Outcome.Hold("order-missing", "BigCommerce does not know this order any more.");
        if (failure instanceof Failure.Unreachable || failure instanceof Failure.Uncertain)
            transactions.run(tx -> orders.lookAtBigCommerce(tx, at.ref(), true));
        return Failures.ofWrite(
                failure, at.store().bigcommerceLane(), "BigCommerce refused to set the order to Completed");
    }

    private void record(OrderCase at, long sent) {
        BigCommerceSide before = at.order().bigcommerce();
        BigCommerceSide after =
                new BigCommerceSide(sent, COMPLETED, before.archived(), before.lines(), null, true, true);
        // after a shipment of ours moved a completed order back, its sales order may still be under way
        boolean delivered = at.situation().katana() == KatanaState.DELIVERED;
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            orders.seen(tx, at.ref(), after);
            orders.restoresCompleted(tx, at.ref(), false);
            if (delivered) agree(tx, at, sent);
            else announce.note(tx, at.ref(), "completed", "The order is Completed again after its shipment.");
        });
    }

    private void agree(Connection tx, OrderCase at, long sent) throws SQLException {
        orders.agree(tx, at.ref(), Agreed.BOTH_DONE, sent);
        salesOrders.agree(
                tx, at.ref(), at.salesOrder().salesOrderId(), at.salesOrder().number());
        announce.done(
                tx,
                at.order(),
                "completed",
                "Delivered in Katana → order set to Completed in BigCommerce.",
                new OrderActivity.Katana(
                        at.order().link().salesOrderId(), at.order().link().orderNo(), "DELIVERED"),
                new OrderActivity.BigCommerce(COMPLETED, null, null));
    }
}
