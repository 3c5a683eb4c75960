package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.bigcommerce.BcShipment;
import dev.ordersync.bigcommerce.NewShipment;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.BigCommerceState;
import dev.ordersync.fulfillment.domain.PairShipments;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.Intents.Begun;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import dev.ordersync.fulfillment.read.ReadShipments;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a BigCommerce shipment of what a Katana fulfillment sends to one address. A twin would mail the shopper twice:
 * the order's shipments are searched for our marker before every create.
 *
 * <p>When the answer does not come: the same search, three times, before it is sent again.
 */
@ApplicationScoped
class PushShipment {
    /** Kept with the intent: whether the order was Completed when the shipment was sent. */
    private static final String OF_COMPLETED = "{\"completed\":true}";

    private static final String OF_OTHER = "{}";

    /** Which parcel a shipment is made of, as its intent names it. */
    private record Sent(long fulfillmentId, long addressId) {
        static Sent of(String what) {
            String[] parts = what.substring(Intents.SHIPMENT.length()).split("@");
            return new Sent(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        String what() {
            return Intents.SHIPMENT + fulfillmentId + "@" + addressId;
        }
    }

    private final Outside outside;
    private final Transactions transactions;
    private final Intents intents;
    private final OrderRecords orders;
    private final ShipmentPairs pairs;
    private final Announce announce;
    private final WorkQueue queue;
    private final Duration lease;
    private final List<Duration> looks;

    PushShipment(
            Outside outside,
            Transactions transactions,
            Intents intents,
            OrderRecords orders,
            ShipmentPairs pairs,
            Announce announce,
            WorkQueue queue,
            FulfillmentConfig config) {
        this.outside = outside;
        this.transactions = transactions;
        this.intents = intents;
        this.orders = orders;
        this.pairs = pairs;
        this.announce = announce;
        this.queue = queue;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
        this.looks = config.fulfillment().settleLooks();
    }

    /** Empty when it is made, or was there already. */
    Optional<Outcome> push(OrderCase at, PairShipments.Parcel parcel) {
        Answer<Optional<BcShipment>> earlier = search(at, parcel.fulfillmentId(), parcel.addressId());
        if (!earlier.isOk()) return Optional.of(failed(at, earlier.failure()));
        String what = new Sent(parcel.fulfillmentId(), parcel.addressId()).what();
        boolean completed = at.situation().bigcommerce() == BigCommerceState.DONE || at.wasMovedByOurShipment();
        if (earlier.value().isPresent()) {
            // it came to light only after it was given up: the order may have been seen moved by it already
            boolean before = completed || at.situation().completedBefore();
            return made(at, what, earlier.value().get().id(), before);
        }
        List<BcShipment.Item> items = items(at, parcel);
        if (items.isEmpty()) return nothingToShip(at, parcel);
        if (!at.stillOurs(queue, lease)) return Optional.of(new Outcome.Retry("lease lost"));
        transactions.run(tx -> {
            queue.assertHeld(tx, at.job());
            intents.begin(
                    tx,
                    at.ref(),
                    what,
                    at.store().katanaAccount(),
                    at.salesOrder().salesOrderId(),
                    List.of(),
                    completed ? OF_COMPLETED : OF_OTHER);
        });
        Answer<BcShipment> answer =
                outside.writeBigcommerce(at).shipments().create(at.ref().orderId(), body(at, parcel, items));
        if (answer.isOk()) return made(at, what, answer.value().id(), completed);
        if (answer.failure() instanceof Failure.Uncertain uncertain)
            return Optional.of(new Outcome.Uncertain(looks.get(0), uncertain.reason()));
        transactions.run(tx -> intents.settle(tx, at.ref(), what));
        return Optional.of(failed(at, answer.failure()));
    }

    /** One look after a shipment whose answer was lost. Empty when it is settled. */
    Optional<Outcome> settle(OrderCase at, Begun begun) {
        Duration due = looks.get(Math.min(begun.looks(), looks.size() - 1));
        if (begun.age().compareTo(due) < 0)
            return Optional.of(new Outcome.Uncertain(due.minus(begun.age()), "shipment not settled"));
        Sent sent = Sent.of(begun.what());
        Answer<Optional<BcShipment>> found = search(at, sent.fulfillmentId(), sent.addressId());
        if (!found.isOk()) return Optional.of(new Outcome.Uncertain(Duration.ofSeconds(10), "shipment not settled"));
        if (found.value().isPresent())
            return made(at, begun.what(), found.value().get().id(), OF_COMPLETED.equals(begun.body()));
        boolean last = begun.age().compareTo(looks.get(looks.size() - 1)) >= 0;
        transactions.run(tx -> {
            if (last) intents.settle(tx, at.ref(), begun.what());
            else intents.looked(tx, at.ref(), begun.what());
        });
        if (last) return Optional.empty();
        Duration next = looks.get(Math.min(begun.looks() + 1, looks.size() - 1)).minus(begun.age());
        return Optional.of(
                new Outcome.Uncertain(next.isNegative() ? Duration.ofSeconds(1) : next, "shipment not settled"));
    }

    /** @param wasCompleted the order was Completed before the shipment was made */
    private Optional<Outcome> made(OrderCase at, String what, long shipmentId, boolean wasCompleted) {
        Sent sent = Sent.of(what);
        at.effort().readShipments = false;
        transactions.run(tx -> {
            intents.settle(tx, at.ref(), what);
            pairs.add(tx, at.ref(), new Pair(sent.fulfillmentId(), sent.addressId(), shipmentId));
            // a shipment may move the order's status: what we know of it is to be read again when it seems to go back
            if (wasCompleted) {
                orders.restoresCompleted(tx, at.ref(), true);
                orders.lookAtBigCommerce(tx, at.ref(), true);
            } else {
                orders.doubt(tx, at.ref());
            }
            announce.note(
                    tx, at.ref(), "shipped", "Delivered in Katana with tracking → shipment created in BigCommerce.");
        });
        return Optional.empty();
    }

    private Optional<Outcome> nothingToShip(OrderCase at, PairShipments.Parcel parcel) {
        transactions.run(tx -> pairs.add(tx, at.ref(), new Pair(parcel.fulfillmentId(), parcel.addressId(), 0)));
        return Optional.empty();
    }

    private Answer<Optional<BcShipment>> search(OrderCase at, long fulfillmentId, long addressId) {
        String marker = ReadShipments.marker(fulfillmentId);
        return outside.bigcommerce(at.store())
                .shipments()
                .ofOrder(at.ref().orderId())
                .map(all -> all.stream()
                        .filter(shipment -> shipment.isMarked(marker) && shipment.addressId() == addressId)
                        .findFirst());
    }

    /** Whole units, and no more than the line has open: BigCommerce takes nothing else. */
    private static List<BcShipment.Item> items(OrderCase at, PairShipments.Parcel parcel) {
        Map<Long, Line> lines = at.order().bigcommerce().lines().stream()
                .collect(Collectors.toMap(Line::lineId, line -> line, (a, b) -> a));
        List<BcShipment.Item> items = new ArrayList<>();
        parcel.contents().forEach((lineId, quantity) -> {
            Line line = lines.get(lineId);
            int open = Math.max(0, line.left() - line.shipped());
            int some = quantity.min(BigDecimal.valueOf(open)).intValue();
            if (some > 0) items.add(new BcShipment.Item(lineId, some));
        });
        return items;
    }

    private static NewShipment body(OrderCase at, PairShipments.Parcel parcel, List<BcShipment.Item> items) {
        Parcel of = at.salesOrder().knownParcels().stream()
                .filter(p -> p.id() == parcel.fulfillmentId())
                .findFirst()
                .orElseThrow();
        // the carrier is Katana's free text, and BigCommerce refuses names it does not know: it goes with the method
        String method = of.trackingCarrier() == null || of.trackingCarrier().isBlank()
                ? of.trackingMethod()
                : of.trackingCarrier();
        return new NewShipment(
                parcel.addressId(),
                items,
                of.trackingNumber(),
                of.trackingUrl(),
                null,
                null,
                method,
                ReadShipments.marker(of.id()));
    }

    private static Outcome failed(OrderCase at, Failure failure) {
        return Failures.outcome(failure, at.store().bigcommerceLane(), "BigCommerce refused the shipment");
    }
}
