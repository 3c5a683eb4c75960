package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.bigcommerce.BcShipment;
import dev.ordersync.bigcommerce.NewShipment;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.BigCommerceState;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.domain.PairShipments;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.Intents.Begun;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.OrderRecord.Unshipped;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a BigCommerce shipment of what a Katana fulfillment sends to one address. A twin would mail the shopper twice:
 * the order's shipments are searched before every create, for our marker and for ones that we have not heard of.
 *
 * <p>When the answer does not come: the same search, three times, before it is sent again.
 */
@ApplicationScoped
class PushShipment {
    /** Kept with the intent: whether the order was Completed when the shipment was sent. */
    private static final String OF_COMPLETED = "{\"completed\":true}";

    private static final String OF_OTHER = "{}";

    private static final String REFUSED = "BigCommerce refused the shipment";

    /** Which parcel a shipment is made of, as its intent names it. */
    private record Sent(long fulfillmentId, long addressId) {
        static Sent of(String what) {
            String[] parts = what.substring(Intents.SHIPMENT.length()).split("@");
            return new Sent(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        String what() {
            return Intents.SHIPMENT + fulfillmentId + "@" + addressId;
        }

        /** The one that carries our marker. */
        Optional<BcShipment> among(List<BcShipment> all) {
            String marker = ReadShipments.marker(fulfillmentId);
            return all.stream()
                    .filter(shipment -> shipment.isMarked(marker) && shipment.addressId() == addressId)
                    .findFirst();
        }
    }

    private final Outside outside;
    private final Transactions transactions;
    private final Intents intents;
    private final OrderRecords orders;
    private final ShipmentPairs pairs;
    private final LookAtSides look;
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
            LookAtSides look,
            Announce announce,
            WorkQueue queue,
            FulfillmentConfig config) {
        this.outside = outside;
        this.transactions = transactions;
        this.intents = intents;
        this.orders = orders;
        this.pairs = pairs;
        this.look = look;
        this.announce = announce;
        this.queue = queue;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
        this.looks = config.fulfillment().settleLooks();
    }

    /** What came of this very shipment before; empty while it is still to be made. */
    Optional<Unshipped> unshipped(OrderCase at, PairShipments.Parcel parcel) {
        String content = content(shipment(at, parcel));
        return at.order().unshipped().stream()
                .filter(before -> before.isOf(parcel.fulfillmentId(), parcel.addressId())
                        && before.content().equals(content))
                .findFirst();
    }

    /** Empty when it is made, was there already, or cannot be made as it is. */
    Optional<Outcome> push(OrderCase at, PairShipments.Parcel parcel) {
        Answer<List<BcShipment>> there = all(at);
        if (!there.isOk()) return Optional.of(failed(at, there.failure()));
        Sent sent = new Sent(parcel.fulfillmentId(), parcel.addressId());
        String what = sent.what();
        boolean completed = at.situation().bigcommerce() == BigCommerceState.DONE || at.wasMovedByOurShipment();
        Optional<BcShipment> earlier = sent.among(there.value());
        if (earlier.isPresent()) {
            // it came to light only after it was given up: the order may have been seen moved by it already
            boolean before = completed || at.situation().completedBefore();
            return made(at, what, earlier.get(), Numbers.both(earlier.get().trackingNumber()), before);
        }
        // a person may have made it, and nothing was heard of that yet
        if (holdsUnknown(at, there.value())) return look.shipments(at);
        Optional<NewShipment> shipment = shipment(at, parcel);
        if (shipment.isEmpty()) return leave(at, sent, shipment, null);
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
                outside.writeBigcommerce(at).shipments().create(at.ref().orderId(), shipment.get());
        if (answer.isOk()) {
            Numbers numbers =
                    new Numbers(parcel.trackingNumber(), answer.value().trackingNumber());
            return made(at, what, answer.value(), numbers, completed);
        }
        if (answer.failure() instanceof Failure.Uncertain uncertain)
            return Optional.of(new Outcome.Uncertain(looks.get(0), uncertain.reason()));
        if (answer.failure() instanceof Failure.Refused refused)
            return leave(at, sent, shipment, Failures.sentence(REFUSED, refused));
        transactions.run(tx -> intents.settle(tx, at.ref(), what));
        return Optional.of(Failures.ofWrite(answer.failure(), at.store().bigcommerceLane(), REFUSED));
    }

    /** Kept, so that it is not tried again before something of it changes. */
    private Optional<Outcome> leave(OrderCase at, Sent sent, Optional<NewShipment> shipment, String refusal) {
        transactions.run(tx -> {
            orders.unshipped(
                    tx, at.ref(), new Unshipped(sent.fulfillmentId(), sent.addressId(), content(shipment), refusal));
            intents.settle(tx, at.ref(), sent.what());
        });
        return Optional.empty();
    }

    private static boolean holdsUnknown(OrderCase at, List<BcShipment> there) {
        Set<Long> known =
                at.order().bigcommerce().shipments().stream().map(Shipment::id).collect(Collectors.toSet());
        return there.stream().anyMatch(shipment -> !known.contains(shipment.id()));
    }

    private static String content(Optional<NewShipment> shipment) {
        return shipment.map(NewShipment::toString).orElse("");
    }

    /** One look after a shipment whose answer was lost. Empty when it is settled. */
    Optional<Outcome> settle(OrderCase at, Begun begun) {
        Duration due = looks.get(Math.min(begun.looks(), looks.size() - 1));
        if (begun.age().compareTo(due) < 0)
            return Optional.of(new Outcome.Uncertain(due.minus(begun.age()), "shipment not settled"));
        Sent sent = Sent.of(begun.what());
        Answer<Optional<BcShipment>> found = all(at).map(sent::among);
        if (!found.isOk()) return Optional.of(new Outcome.Uncertain(Duration.ofSeconds(10), "shipment not settled"));
        if (found.value().isPresent()) {
            BcShipment arrived = found.value().get();
            Numbers numbers = Numbers.both(arrived.trackingNumber());
            return made(at, begun.what(), arrived, numbers, OF_COMPLETED.equals(begun.body()));
        }
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

    /**
     * @param numbers that both sides had then
     * @param wasCompleted the order was Completed before the shipment was made
     */
    private Optional<Outcome> made(
            OrderCase at, String what, BcShipment shipment, Numbers numbers, boolean wasCompleted) {
        Sent sent = Sent.of(what);
        at.effort().readShipments = false;
        transactions.run(tx -> {
            intents.settle(tx, at.ref(), what);
            pairs.add(tx, at.ref(), new Pair(sent.fulfillmentId(), sent.addressId(), shipment.id()), numbers);
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

    private Answer<List<BcShipment>> all(OrderCase at) {
        return outside.bigcommerce(at.store()).shipments().ofOrder(at.ref().orderId());
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

    /** Empty when the order has nothing open of what the parcel holds. */
    private static Optional<NewShipment> shipment(OrderCase at, PairShipments.Parcel parcel) {
        List<BcShipment.Item> items = items(at, parcel);
        if (items.isEmpty()) return Optional.empty();
        Parcel of = at.salesOrder().knownParcels().stream()
                .filter(p -> p.id() == parcel.fulfillmentId())
                .findFirst()
                .orElseThrow();
        return Optional.of(new NewShipment(
                parcel.addressId(),
                items,
                of.trackingNumber(),
                of.trackingUrl(),
                null,
                null,
                method(of),
                ReadShipments.marker(of.id())));
    }

    /** The carrier is Katana's free text, and BigCommerce refuses names it does not know: it goes with the method. */
    static String method(Parcel parcel) {
        return parcel.trackingCarrier() == null || parcel.trackingCarrier().isBlank()
                ? parcel.trackingMethod()
                : parcel.trackingCarrier();
    }

    private static Outcome failed(OrderCase at, Failure failure) {
        return Failures.outcome(failure, at.store().bigcommerceLane(), REFUSED);
    }
}
