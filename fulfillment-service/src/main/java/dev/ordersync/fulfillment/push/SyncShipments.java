package dev.ordersync.fulfillment.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.BigCommerceState;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.domain.KatanaState;
import dev.ordersync.fulfillment.domain.PairShipments;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import dev.ordersync.fulfillment.domain.PairShipments.Pairing;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Content;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import dev.ordersync.fulfillment.kept.ShipmentPairs.Kept;
import dev.ordersync.fulfillment.push.DeliveryPlan.Item;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Setting {@code syncShipments} (O5): fulfillments with tracking become shipments, shipments become partial
 * fulfillments. Before any status: the shopper's mail about the status then knows the tracking number.
 */
@ApplicationScoped
class SyncShipments {
    private static final String NOT_SHIPPED =
            "A delivery in Katana is not shipped in BigCommerce until something of it changes, or you retry. ";

    private final PushShipment ship;
    private final PushFulfillment deliver;
    private final DeliverPacked packed;
    private final FollowNumbers numbers;
    private final LookAtSides look;
    private final ShipmentPairs pairs;
    private final Announce announce;
    private final Transactions transactions;
    private final Duration trust;

    SyncShipments(
            PushShipment ship,
            PushFulfillment deliver,
            DeliverPacked packed,
            FollowNumbers numbers,
            LookAtSides look,
            ShipmentPairs pairs,
            Announce announce,
            Transactions transactions,
            FulfillmentConfig config) {
        this.ship = ship;
        this.deliver = deliver;
        this.packed = packed;
        this.numbers = numbers;
        this.look = look;
        this.pairs = pairs;
        this.announce = announce;
        this.transactions = transactions;
        this.trust = config.fulfillment().trustNews();
    }

    /** What is the next thing to do with parcels. */
    sealed interface Step {}

    record Nothing() implements Step {}

    /** To be done with one hand on the order. Its outcome counts when it is not done. */
    record Todo(Function<OrderCase, Optional<Outcome>> action) implements Step {}

    /**
     * Nothing can be done with parcels, and that is shown. A status that one side is to take over from the other is taken
     * over all the same.
     *
     * @param state waiting or conflict
     */
    record Stop(String state, String cause, String sentence) implements Step {}

    Step next(OrderCase at) {
        if (!isOn(at)) return new Nothing();
        List<Shipment> shipments = at.order().bigcommerce().shipments();
        // a sales order that was just made is not seen before it changes: a shipment may be earlier
        if (at.salesOrder() == null)
            return shipments == null || shipments.isEmpty() ? new Nothing() : new Todo(look::katana);
        if (at.salesOrder().isGone()) return new Nothing();
        if (at.salesOrder().knownParcels() == null) return new Todo(look::katana);
        // read before the setting was switched on
        if (shipments == null) return hasTracking(at) && isAlive(at) ? new Todo(look::shipments) : new Nothing();
        List<Kept> known = transactions.call(tx -> pairs.of(tx, at.ref()));
        List<PairShipments.Parcel> parcels = parcels(at);
        Pairing pairing = pair(at, parcels, known);
        List<PairShipments.Parcel> toShip = pairing.toShip().stream()
                .filter(parcel -> ship.unshipped(at, parcel).isEmpty())
                .toList();
        // whether one of a pair is gone is asked first: one that we just made may not be in what was told
        if (pairing.missesOne() && hasNews(pairing, toShip)) {
            if (!at.effort().readShipments) return new Todo(look::shipments);
            if (!at.salesOrder().certain()) return new Todo(look::katana);
        }
        if (!pairing.found().isEmpty()) return new Todo(it -> remember(it, pairing.found()));
        if (!isAlive(at)) return new Nothing();
        if (!pairing.packed().isEmpty())
            return new Todo(it -> deliverPacked(it, pairing.packed().get(0)));
        // a shipment mails the shopper and may move the status: never of a fulfillment that was undone meanwhile, nor
        // for an order that was cancelled
        if (!toShip.isEmpty() && at.salesOrdersWordIsOld(trust)) return new Todo(look::katana);
        if (!toShip.isEmpty() && at.bigCommerceIsStale()) return new Todo(look::bigcommerce);
        if (!toShip.isEmpty()) return new Todo(it -> ship.push(it, toShip.get(0)));
        Step tracking = numbers.next(at, known, shared(parcels));
        if (tracking instanceof Todo) return tracking;
        Step next = deliverNext(at, pairing);
        if (next instanceof Nothing) next = refused(at, pairing);
        return next instanceof Nothing ? tracking : next;
    }

    private Step refused(OrderCase at, Pairing pairing) {
        return pairing.toShip().stream()
                .flatMap(parcel -> ship.unshipped(at, parcel).stream())
                .filter(unshipped -> unshipped.refusal() != null)
                .findFirst()
                .<Step>map(unshipped -> new Stop("held", "shipment-refused", NOT_SHIPPED + unshipped.refusal()))
                .orElse(new Nothing());
    }

    /** The first shipment that nothing stands in the way of; else what stands in the way of the first. */
    private Step deliverNext(OrderCase at, Pairing pairing) {
        Stop stop = null;
        for (PairShipments.Shipment next : withoutFulfillment(pairing)) {
            Shipment shipment = shipment(at, next.shipmentId());
            Stop obstacle = isUndecided(at)
                    ? null
                    : obstacle(at, shipment, pairing.inDoubt().contains(next));
            if (obstacle == null) return new Todo(it -> deliver(it, shipment));
            if (stop == null) stop = obstacle;
        }
        return stop == null ? new Nothing() : stop;
    }

    private static List<PairShipments.Shipment> withoutFulfillment(Pairing pairing) {
        return Stream.concat(pairing.toDeliver().stream(), pairing.inDoubt().stream())
                .toList();
    }

    /** What keeps the shipment from being delivered, or from being remembered as one of which nothing is left; or null. */
    private static Stop obstacle(OrderCase at, Shipment shipment, boolean inDoubt) {
        if (DeliveryPlan.awaitsRows(at, shipment)) return awaitsRows(shipment);
        if (DeliveryPlan.wantsPacked(at, shipment)) return packedOtherwise(shipment);
        List<Item> items = DeliveryPlan.of(at, shipment).items();
        if (items.isEmpty()) return null;
        if (inDoubt) return madeAgain(shipment);
        return items.stream()
                .filter(item -> item.quantity()
                                .compareTo(BigDecimal.valueOf(item.serials().size()))
                        < 0)
                .findFirst()
                .map(item -> serialsUnclear(shipment, item))
                .orElse(null);
    }

    private static boolean hasNews(Pairing pairing, List<PairShipments.Parcel> toShip) {
        return !pairing.found().isEmpty()
                || !pairing.packed().isEmpty()
                || !toShip.isEmpty()
                || !pairing.toDeliver().isEmpty()
                || !pairing.inDoubt().isEmpty();
    }

    private static Shipment shipment(OrderCase at, long id) {
        return at.order().bigcommerce().shipments().stream()
                .filter(shipment -> shipment.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** Whether something is to be read or waited for before it is known what is left to deliver. */
    private boolean isUndecided(OrderCase at) {
        return deliver.isUnclear(at) || deliver.awaitsMapping(at);
    }

    private static Stop awaitsRows(Shipment shipment) {
        return new Stop(
                "waiting",
                "shipment-awaits-rows",
                "Shipment " + shipment.id()
                        + " in BigCommerce is not delivered yet: it holds a line that is not in the "
                        + "sales order yet. It goes on when the line is there.");
    }

    private static Stop packedOtherwise(Shipment shipment) {
        return new Stop(
                "conflict",
                "shipped-but-packed",
                "Shipment " + shipment.id()
                        + " in BigCommerce holds more than is left to deliver in Katana, where some of "
                        + "it is packed with other contents. Nothing was changed: unpack that, and the shipment is "
                        + "delivered as it is; or set it to delivered.");
    }

    /** A guess would be a false record of which piece went where. */
    private static Stop serialsUnclear(Shipment shipment, Item item) {
        return new Stop(
                "held",
                "serials-unclear:" + item.sku(),
                "Shipment " + shipment.id() + " in BigCommerce is not delivered: it holds "
                        + item.quantity().toPlainString() + " of " + item.sku() + ", and which of the "
                        + item.serials().size() + " serial numbers that are left on its row were sent, BigCommerce "
                        + "does not tell. Deliver it in Katana with those that were sent.");
    }

    private static Stop madeAgain(Shipment shipment) {
        return new Stop(
                "conflict",
                "shipment-made-again",
                "Shipment " + shipment.id() + " in BigCommerce holds lines of a shipment that was deleted and "
                        + "whose fulfillment is still in Katana. Nothing was changed: undo that fulfillment, and the "
                        + "shipment is delivered as it is now; or give both the same tracking number.");
    }

    private Optional<Outcome> deliver(OrderCase at, Shipment shipment) {
        if (deliver.isUnclear(at)) return look.katana(at);
        if (deliver.awaitsMapping(at)) return Optional.of(PushFulfillment.ROWS_BEHIND);
        // Katana takes a part twice: a person may have delivered it there, and nothing was heard of that yet
        if (!at.effort().readKatana) return look.katana(at);
        DeliveryPlan plan = DeliveryPlan.of(at, shipment);
        if (plan.items().isEmpty()) return remember(at, List.of(new Pair(0, shipment.addressId(), shipment.id())));
        return deliver.deliver(at, plan);
    }

    /** What a shipment in BigCommerce holds was packed in Katana: that has left the house. */
    private Optional<Outcome> deliverPacked(OrderCase at, Pair pair) {
        if (deliver.isUnclear(at)) return look.katana(at);
        if (deliver.awaitsMapping(at)) return Optional.of(PushFulfillment.ROWS_BEHIND);
        if (at.ordersWordIsOld(trust)) return look.shipments(at);
        Parcel parcel = at.salesOrder().knownParcels().stream()
                .filter(p -> p.id() == pair.fulfillmentId())
                .findFirst()
                .orElseThrow();
        Shipment shipment = shipment(at, pair.shipmentId());
        return packed.deliver(at, parcel, shipment, () -> {
            transactions.run(tx -> {
                pairs.add(tx, at.ref(), pair, isTracked(parcel) ? null : Numbers.both(shipment.trackingNumber()));
                announce.note(
                        tx, at.ref(), "delivered", "Shipped in BigCommerce → what was packed in Katana is delivered.");
            });
            return Optional.empty();
        });
    }

    private Optional<Outcome> remember(OrderCase at, List<Pair> found) {
        transactions.run(tx -> {
            for (Pair pair : found) pairs.add(tx, at.ref(), pair, null);
        });
        return Optional.empty();
    }

    private static boolean isTracked(Parcel parcel) {
        return parcel.trackingNumber() != null && !parcel.trackingNumber().isBlank();
    }

    private static boolean hasTracking(OrderCase at) {
        return at.salesOrder().knownParcels().stream()
                .anyMatch(parcel -> parcel.isDelivered() && parcel.trackingNumber() != null);
    }

    private static boolean isOn(OrderCase at) {
        return at.store().settings().syncShipments() && at.store().settings().syncFulfillment();
    }

    /** Orders that are not to be touched get no shipments and no deliveries either. */
    private static boolean isAlive(OrderCase at) {
        BigCommerceState state = at.situation().bigcommerce();
        boolean alive = state == BigCommerceState.OPEN
                || state == BigCommerceState.SHIPPED
                || state == BigCommerceState.PARTLY_REFUNDED
                || state == BigCommerceState.DONE;
        return alive && !at.order().bigcommerce().archived() && at.situation().katana() != KatanaState.GONE;
    }

    private static Pairing pair(OrderCase at, List<PairShipments.Parcel> parcels, List<Kept> known) {
        Map<Long, Line> lines = lines(at);
        Map<Long, Long> lineOfRow = lineOfRow(at);
        List<PairShipments.Shipment> shipments = at.order().bigcommerce().shipments().stream()
                .map(shipment -> shipment(shipment, lineId -> belongs(lineId, lines, lineOfRow)))
                .toList();
        return PairShipments.pair(
                parcels, shipments, known.stream().map(Kept::pair).toList());
    }

    private static List<PairShipments.Parcel> parcels(OrderCase at) {
        Map<Long, Line> lines = lines(at);
        Map<Long, Long> lineOfRow = lineOfRow(at);
        return at.salesOrder().knownParcels().stream()
                .flatMap(parcel -> byAddress(parcel, lines, lineOfRow).stream())
                .toList();
    }

    /** Fulfillments that go to several addresses. */
    private static Set<Long> shared(List<PairShipments.Parcel> parcels) {
        Set<Long> seen = new HashSet<>();
        return parcels.stream()
                .map(PairShipments.Parcel::fulfillmentId)
                .filter(id -> !seen.add(id))
                .collect(Collectors.toSet());
    }

    private static Map<Long, Line> lines(OrderCase at) {
        return at.order().bigcommerce().lines().stream()
                .collect(Collectors.toMap(Line::lineId, line -> line, (a, b) -> a));
    }

    private static Map<Long, Long> lineOfRow(OrderCase at) {
        return at.order().link().rows().stream()
                .collect(Collectors.toMap(OrderLinked.Row::rowId, OrderLinked.Row::lineId, (a, b) -> a));
    }

    /** A fulfillment may hold lines that go to several addresses: one shipment for each. */
    private static List<PairShipments.Parcel> byAddress(
            Parcel parcel, Map<Long, Line> lines, Map<Long, Long> lineOfRow) {
        Map<Long, Map<Long, BigDecimal>> contents = new HashMap<>();
        for (Content content : parcel.contents()) {
            Line line = lines.get(lineOfRow.getOrDefault(content.rowId(), 0L));
            if (line != null && line.shippable())
                contents.computeIfAbsent(line.addressId(), address -> new HashMap<>())
                        .merge(line.lineId(), content.quantity(), BigDecimal::add);
        }
        return contents.entrySet().stream()
                .map(entry -> new PairShipments.Parcel(
                        parcel.id(), entry.getKey(), entry.getValue(), parcel.trackingNumber(), parcel.isDelivered()))
                .toList();
    }

    /** Whether the line is in the sales order, or still to come into it: a custom item, say, may be left out for good. */
    private static boolean belongs(long lineId, Map<Long, Line> lines, Map<Long, Long> lineOfRow) {
        return lineOfRow.containsValue(lineId) || DeliveryPlan.becomesRow(lines.get(lineId));
    }

    /** @param belongs lines that fulfillments hold or will hold: of the others there is nothing to compare */
    private static PairShipments.Shipment shipment(Shipment shipment, LongPredicate belongs) {
        Map<Long, BigDecimal> contents = new HashMap<>();
        for (Shipment.Item item : shipment.items())
            if (belongs.test(item.lineId()))
                contents.merge(item.lineId(), BigDecimal.valueOf(item.quantity()), BigDecimal::add);
        return new PairShipments.Shipment(
                shipment.id(), shipment.addressId(), contents, shipment.trackingNumber(), shipment.fulfillmentId());
    }
}
