package dev.ordersync.fulfillment.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.Agreed;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.BatchTrace;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.Intents.Begun;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds out what became of a delivery whose answer never came, by looking at the sales order about 5, 20 and 65 seconds
 * after it was sent. The fulfillment that was sent is there: adopted, with its batches. Still not after the last look:
 * forgotten, and decided anew from what is there now; what a person delivered meanwhile came from batches that we do not
 * know.
 */
@ApplicationScoped
class SettleDelivery {
    private static final Logger LOG = Logger.getLogger(SettleDelivery.class);
    private static final String LATE =
            "Katana's answer to a delivery was lost; it was found on a sales order that is not this order's any more.";

    private static final String FOUND =
            "Katana's answer to a delivery was lost; the delivery was found. There is more to deliver since.";

    private final LookAtSides look;
    private final Transactions transactions;
    private final Intents intents;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final ShipmentPairs pairs;
    private final BatchTrace trace;
    private final Announce announce;
    private final List<Duration> looks;

    SettleDelivery(
            LookAtSides look,
            Transactions transactions,
            Intents intents,
            OrderRecords orders,
            SalesOrders salesOrders,
            ShipmentPairs pairs,
            BatchTrace trace,
            Announce announce,
            FulfillmentConfig config) {
        this.look = look;
        this.transactions = transactions;
        this.intents = intents;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.pairs = pairs;
        this.trace = trace;
        this.announce = announce;
        this.looks = config.fulfillment().settleLooks();
    }

    /** Empty when it is settled: decide anew. */
    Optional<Outcome> settle(OrderCase at, Begun begun) {
        Duration last = looks.get(looks.size() - 1);
        int number = Math.min(begun.looks(), looks.size() - 1);
        Duration due = looks.get(number);
        if (begun.age().compareTo(due) < 0)
            return Optional.of(new Outcome.Uncertain(due.minus(begun.age()), "delivery not settled"));
        Optional<Outcome> stopped = look.katana(at, begun.salesOrderId(), begun.account());
        if (stopped.isPresent()) return Optional.of(patient(stopped.get()));
        SalesOrderRecord found = transactions
                .call(tx -> salesOrders.find(tx, at.ref(), begun.salesOrderId()))
                .orElse(null);
        if (found == null || found.isGone()) return forget(at, begun, "the sales order is gone");
        boolean whole = begun.what().equals(Intents.DELIVERY);
        Optional<Parcel> arrived = found.knownParcels() == null
                ? Optional.empty()
                : found.knownParcels().stream()
                        .filter(DeliveryIntent.ofJson(begun.body())::isFulfilledBy)
                        .findFirst();
        if (arrived.isPresent())
            return whole ? adopt(at, begun, found, arrived.get()) : adoptPart(at, begun, arrived.get());
        if (begun.age().compareTo(last) >= 0) return forget(at, begun, "it never arrived");
        transactions.run(tx -> intents.looked(tx, at.ref(), begun.what()));
        Duration next = looks.get(Math.min(number + 1, looks.size() - 1));
        Duration pause = next.minus(begun.age());
        return Optional.of(
                new Outcome.Uncertain(pause.isNegative() ? Failures.FIRST_LOOK : pause, "delivery not settled"));
    }

    /** A look that failed settles nothing, and must not free the order for a second delivery. */
    private static Outcome patient(Outcome outcome) {
        return outcome instanceof Outcome.Retry retry
                ? new Outcome.Uncertain(Duration.ofSeconds(10), retry.reason())
                : outcome;
    }

    private Optional<Outcome> forget(OrderCase at, Begun begun, String reason) {
        LOG.infof(
                "store=%s order=%d outcome=not-delivered reason=\"%s\"",
                at.ref().store(), at.ref().orderId(), reason);
        transactions.run(tx -> intents.settle(tx, at.ref(), begun.what()));
        return Optional.empty();
    }

    /** The delivery of a BigCommerce shipment: from now on the two are one parcel. */
    private Optional<Outcome> adoptPart(OrderCase at, Begun begun, Parcel arrived) {
        DeliveryIntent intent = DeliveryIntent.ofJson(begun.body());
        long shipmentId = Long.parseLong(begun.what().substring(Intents.OF_SHIPMENT.length()));
        transactions.run(tx -> {
            intents.settle(tx, at.ref(), begun.what());
            for (Shipment shipment : at.order().bigcommerce().shipments())
                if (shipment.id() == shipmentId)
                    pairs.add(
                            tx,
                            at.ref(),
                            new Pair(arrived.id(), shipment.addressId(), shipmentId),
                            Numbers.both(arrived.trackingNumber()));
            trace.delivered(at.ref(), begun.salesOrderId(), arrived.id(), orders.instant(tx), intent.parts());
            announce.note(
                    tx,
                    at.ref(),
                    "delivered",
                    "Shipped in BigCommerce → the same quantities delivered in Katana. Katana's answer was lost; the "
                            + "delivery was found.");
        });
        return Optional.empty();
    }

    private Optional<Outcome> adopt(OrderCase at, Begun begun, SalesOrderRecord found, Parcel arrived) {
        DeliveryIntent intent = DeliveryIntent.ofJson(begun.body());
        long fulfillment = arrived.id();
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            intents.settle(tx, at.ref(), Intents.DELIVERY);
            trace.delivered(at.ref(), found.salesOrderId(), fulfillment, orders.instant(tx), intent.parts());
            if (!at.isLinkedTo(found.salesOrderId())) {
                announce.note(tx, at.ref(), "delivered", LATE);
                return;
            }
            if (!"DELIVERED".equals(found.status())) {
                announce.note(tx, at.ref(), "delivered", FOUND);
                return;
            }
            orders.agree(
                    tx, at.ref(), Agreed.BOTH_DONE, at.order().bigcommerce().number());
            salesOrders.agree(tx, at.ref(), found.salesOrderId(), found.number());
            announce.done(
                    tx,
                    at.order(),
                    "delivered",
                    "Completed in BigCommerce → sales order "
                            + at.order().link().orderNo() + " delivered in Katana"
                            + (intent.words().isEmpty() ? "" : ", first in, first out: " + intent.words())
                            + ". Katana's answer was lost; the delivery was found.",
                    new OrderActivity.Katana(
                            found.salesOrderId(), at.order().link().orderNo(), "DELIVERED"),
                    null);
        });
        LOG.infof(
                "store=%s order=%d outcome=adopted fulfillment=%d",
                at.ref().store(), at.ref().orderId(), fulfillment);
        return Optional.empty();
    }
}
