package dev.ordersync.fulfillment.push;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.domain.Agreed;
import dev.ordersync.fulfillment.domain.BigCommerceState;
import dev.ordersync.fulfillment.domain.Decision;
import dev.ordersync.fulfillment.domain.KatanaState;
import dev.ordersync.fulfillment.domain.ReconcileStatus;
import dev.ordersync.fulfillment.domain.Situation;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.read.ReadSituation;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;
import java.time.Instant;

/**
 * One order while it is worked on: what is known of both sides at one moment.
 *
 * @param salesOrder null when it was not seen yet
 * @param now the database's time in ms, on the scale of the snapshots' numbers
 * @param hand on the order, over all services; null while nothing is written
 */
record OrderCase(
        Job job,
        Store store,
        OrderRecord order,
        SalesOrderRecord salesOrder,
        long now,
        Effort effort,
        Hands.Hand hand) {

    /** How long our own read of the order is believed when BigCommerce is about to be written, from its answer on. */
    private static final Duration JUST_READ = Duration.ofSeconds(10);

    /** The same, while nobody else of ours writes it. */
    OrderCase with(Hands.Hand taken) {
        return new OrderCase(job, store, order, salesOrder, now, effort, taken);
    }

    /** The same at a later time: nothing new is known, and what is known is older. */
    OrderCase asOf(long later) {
        return new OrderCase(job, store, order, salesOrder, later, effort, hand);
    }

    /**
     * From here on hand and lease outlast a call: a worker that was frozen cannot wake up and send what another has sent
     * meanwhile.
     */
    boolean stillOurs(WorkQueue queue, Duration lease) {
        return hand != null && hand.renew(lease) && queue.renew(job, lease);
    }

    OrderRef ref() {
        return order.ref();
    }

    boolean isLinkedTo(long salesOrderId) {
        return order.link().isLinked() && order.link().salesOrderId() == salesOrderId;
    }

    /**
     * Whether this id, written under that account, means the same sales order under the store's present key. Where it does
     * not, only what carries the order's identity is believed.
     */
    boolean reaches(long salesOrderId, String account) {
        return store.katanaAccount().equals(account) || isLinkedTo(salesOrderId) && reachesSalesOrder();
    }

    /** The same for the order's own. */
    boolean reachesSalesOrder() {
        return order.livesIn(store.katanaAccount());
    }

    /** The present account was asked for it already, in vain. */
    boolean missesSalesOrder() {
        return order.isMissedIn(store.katanaAccount());
    }

    Situation situation() {
        return ReadSituation.of(order, salesOrder, store);
    }

    Decision decide() {
        return ReconcileStatus.decide(situation());
    }

    /**
     * Whether the decision says that a side went back from done. A snapshot that was read before our own write can look
     * like that.
     */
    boolean goesBack(Decision decision) {
        boolean reversal = decision instanceof Decision.Conflict conflict
                && (conflict.cause().equals(ReconcileStatus.DELIVERY_UNDONE)
                        || conflict.cause().equals(ReconcileStatus.ORDER_REOPENED));
        boolean fallsBack = order.agreed() == Agreed.BOTH_DONE
                && decision instanceof Decision.Agree agree
                && agree.pair() == Agreed.BOTH_OPEN;
        return reversal || fallsBack;
    }

    /**
     * The order is Completed and seems to be undelivered, and yet nothing was undone: the sales order has more rows or
     * higher quantities than were read when it was delivered. To be asked after Katana was read.
     */
    boolean hasMoreToDeliver(Decision decision) {
        return decision instanceof Decision.Conflict conflict
                && conflict.cause().equals(ReconcileStatus.DELIVERY_UNDONE)
                && situation().bigcommerce() == BigCommerceState.DONE
                && salesOrder != null
                && salesOrder.keepsWhatWasDelivered();
    }

    /** The order was Completed, and a shipment that we made for it just now took it back to Shipped. */
    boolean wasMovedByOurShipment() {
        return order.restoresCompleted()
                && order.bigcommerce().isShipped()
                && situation().syncFulfillment();
    }

    /**
     * Mapping has not finished with what was published of the order: a sales order that is delivered before is closed to
     * what is still to be written.
     */
    boolean awaitsMapping(Duration patience) {
        Long settled = order.link().settled();
        return settled != null && settled < order.told() && !isOlder(order.told(), patience);
    }

    boolean doubtsBigCommerce() {
        return situation().bigcommerce() != BigCommerceState.DONE
                && !order.bigcommerce().certain();
    }

    boolean doubtsKatana() {
        return situation().katana() != KatanaState.DELIVERED && (salesOrder == null || !salesOrder.certain());
    }

    /** Whether mapping wrote the sales order after we last saw it. */
    boolean wroteAfterLook() {
        Instant written = order.link().writtenAt();
        return written != null && written.toEpochMilli() > salesOrder.number();
    }

    /**
     * Whether the order's word is old that asks for a write to Katana: a person may have taken it back unnoticed while the
     * write was waiting.
     */
    boolean ordersWordIsOld(Duration trust) {
        return isOlder(order.bigcommerce().number(), trust);
    }

    /** The same of the sales order, when it asks for a write to BigCommerce. */
    boolean salesOrdersWordIsOld(Duration trust) {
        return isOlder(salesOrder.number(), trust);
    }

    /** Whether Katana's state and what asks for a write to it are both old: then it is read before it is written. */
    boolean katanaIsStale(Duration trust) {
        long written =
                order.link().writtenAt() == null ? 0 : order.link().writtenAt().toEpochMilli();
        long known = salesOrder == null ? written : salesOrder.number();
        return isOlder(order.bigcommerce().number(), trust) && isOlder(known, trust);
    }

    /**
     * Whether BigCommerce may have moved since we saw it: a webhook can be lost, and Completed must never be written
     * over Cancelled, Refunded or Disputed. What we have just read ourselves is believed, however long the answer took:
     * a slower BigCommerce would never let the order be completed.
     */
    boolean bigCommerceIsStale() {
        return !order.bigcommerce().certain()
                || isOlder(effort.answered(order.bigcommerce().number()), JUST_READ);
    }

    private boolean isOlder(long number, Duration trust) {
        return now - number > trust.toMillis();
    }
}
