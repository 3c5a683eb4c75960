package dev.ordersync.fulfillment.domain;

import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Which Katana fulfillment and which BigCommerce shipment are the same parcel (setting {@code syncShipments}). What is
 * left over exists on one side only and is to be made on the other.
 *
 * <p>Paired are, in this order: what was paired before; a shipment that carries our marker; the same tracking number; the
 * same contents where at least one side has no tracking number. Always to the same address.
 *
 * <p>A shipment that was deleted leaves its parcel free: BigCommerce changes a shipment's quantities only by deleting it
 * and making another. A fulfillment that was undone leaves its shipment free: the rows of a fulfillment cannot be changed
 * either. What is free is paired again, and never made again on the other side by itself.
 */
public final class PairShipments {

    /**
     * What one fulfillment sends to one address.
     *
     * @param contents quantity by BigCommerce line
     * @param delivered whether it left the house
     */
    public record Parcel(
            long fulfillmentId,
            long addressId,
            Map<Long, BigDecimal> contents,
            String trackingNumber,
            boolean delivered) {}

    /**
     * @param contents quantity by BigCommerce line, of lines that are in the sales order or still to come into it; empty when
     *     there is nothing to deliver for it
     * @param markedFulfillment the fulfillment that its comments name; 0 when none
     */
    public record Shipment(
            long shipmentId,
            long addressId,
            Map<Long, BigDecimal> contents,
            String trackingNumber,
            long markedFulfillment) {}

    /** The same parcel on both sides; a fulfillment id of 0 says that nothing was left to deliver. */
    public record Pair(long fulfillmentId, long addressId, long shipmentId) {}

    /**
     * @param found pairs that were not known yet
     * @param packed the same, of fulfillments that are only packed though all of their parcels were shipped in BigCommerce:
     *     remembered when they are delivered
     * @param toShip delivered parcels with a tracking number and without a shipment
     * @param toDeliver shipments without a fulfillment
     * @param inDoubt shipments without a fulfillment that may hold what a freed parcel of the same lines delivered: whether
     *     they are to be delivered is for a person to say
     * @param missesOne a side of a known pair is not among what was given: it is gone, or was not read since it was made
     */
    public record Pairing(
            List<Pair> found,
            List<Pair> packed,
            List<Parcel> toShip,
            List<Shipment> toDeliver,
            List<Shipment> inDoubt,
            boolean missesOne) {}

    public static Pairing pair(Collection<Parcel> parcels, Collection<Shipment> shipments, Collection<Pair> known) {
        Before before = Before.of(parcels, shipments, known);
        List<Parcel> openParcels = before.openParcels(parcels);
        List<Shipment> openShipments = before.openShipments(shipments);
        List<Pair> found = matched(openParcels, openShipments, before);
        // made by us, or paired before, and its fulfillment undone in Katana since: never delivered again
        openShipments.removeIf(before::wasDelivered);
        List<Parcel> freed = openParcels.stream().filter(before::isFreed).toList();
        List<Shipment> inDoubt = openShipments.stream()
                .filter(shipment -> freed.stream().anyMatch(parcel -> mayBeOf(parcel, shipment)))
                .toList();
        openShipments.removeAll(inDoubt);
        openParcels.removeAll(freed);
        openParcels.removeIf(parcel -> !parcel.delivered() || isBlank(parcel.trackingNumber()));
        List<Pair> packed = packed(parcels, shipments, before, found);
        found.removeAll(packed);
        return new Pairing(found, packed, openParcels, openShipments, inDoubt, before.missesOne());
    }

    /** What earlier pairings say of the parcels and shipments that are there now. */
    private record Before(
            Set<Long> fulfillments,
            Set<List<Long>> heldParcels,
            Set<Long> heldShipments,
            Set<List<Long>> freedParcels,
            Set<Long> freedShipments,
            boolean missesOne) {

        static Before of(Collection<Parcel> parcels, Collection<Shipment> shipments, Collection<Pair> known) {
            Set<Long> fulfillments = parcels.stream().map(Parcel::fulfillmentId).collect(Collectors.toSet());
            Set<Long> living = shipments.stream().map(Shipment::shipmentId).collect(Collectors.toSet());
            Set<List<Long>> heldParcels = new HashSet<>();
            Set<Long> heldShipments = new HashSet<>();
            Set<List<Long>> freedParcels = new HashSet<>();
            Set<Long> freedShipments = new HashSet<>();
            boolean missesOne = false;
            for (Pair pair : known) {
                boolean lacksShipment = !living.contains(pair.shipmentId());
                boolean lacksFulfillment = pair.fulfillmentId() != 0 && !fulfillments.contains(pair.fulfillmentId());
                missesOne |= pair.fulfillmentId() != 0 && (lacksShipment || lacksFulfillment);
                (lacksShipment ? freedParcels : heldParcels).add(List.of(pair.fulfillmentId(), pair.addressId()));
                (lacksFulfillment ? freedShipments : heldShipments).add(pair.shipmentId());
            }
            return new Before(fulfillments, heldParcels, heldShipments, freedParcels, freedShipments, missesOne);
        }

        List<Parcel> openParcels(Collection<Parcel> parcels) {
            return new ArrayList<>(parcels.stream()
                    .filter(parcel -> !heldParcels.contains(key(parcel)))
                    .sorted(Comparator.comparingLong(Parcel::fulfillmentId).thenComparingLong(Parcel::addressId))
                    .toList());
        }

        List<Shipment> openShipments(Collection<Shipment> shipments) {
            return new ArrayList<>(shipments.stream()
                    .filter(shipment -> !heldShipments.contains(shipment.shipmentId()))
                    .sorted(Comparator.comparingLong(Shipment::shipmentId))
                    .toList());
        }

        boolean isFreed(Parcel parcel) {
            return freedParcels.contains(key(parcel));
        }

        /** Some fulfillment stood for it once. */
        boolean wasDelivered(Shipment shipment) {
            return shipment.markedFulfillment() != 0 || freedShipments.contains(shipment.shipmentId());
        }

        /** Whether they may be compared: the shipment names no living fulfillment, and not both were left by others. */
        boolean mayMeet(Parcel parcel, Shipment shipment) {
            boolean isAnothers =
                    shipment.markedFulfillment() != 0 && fulfillments.contains(shipment.markedFulfillment());
            return !isAnothers && !(isFreed(parcel) && freedShipments.contains(shipment.shipmentId()));
        }
    }

    /** The pairs among what is open, which is taken out of both lists; shipments of which there is nothing to deliver, too. */
    private static List<Pair> matched(List<Parcel> parcels, List<Shipment> shipments, Before before) {
        List<Pair> found = new ArrayList<>();
        BiPredicate<Parcel, Shipment> mayMeet = before::mayMeet;
        match(parcels, shipments, found, (p, s) -> s.markedFulfillment() == p.fulfillmentId());
        shipments.removeIf(shipment -> shipment.contents().isEmpty());
        match(parcels, shipments, found, mayMeet.and(PairShipments::isTrackedAlike));
        match(parcels, shipments, found, mayMeet.and(PairShipments::isFilledAlike));
        return found;
    }

    /** Those of the pairs whose fulfillment is to be delivered now. What was delivered once and is packed again was undone. */
    private static List<Pair> packed(
            Collection<Parcel> parcels, Collection<Shipment> shipments, Before before, List<Pair> found) {
        Set<Long> waiting = waiting(parcels, before.heldParcels(), found);
        Set<Long> deliveredOnce = shipments.stream()
                .filter(before::wasDelivered)
                .map(Shipment::shipmentId)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(pair -> waiting.contains(pair.fulfillmentId()) && !deliveredOnce.contains(pair.shipmentId()))
                .toList();
    }

    /** Fulfillments that are packed, and each of whose parcels has its shipment. */
    private static Set<Long> waiting(Collection<Parcel> parcels, Set<List<Long>> heldParcels, List<Pair> found) {
        Set<List<Long>> shipped = new HashSet<>(heldParcels);
        found.forEach(pair -> shipped.add(List.of(pair.fulfillmentId(), pair.addressId())));
        Set<Long> waiting = new HashSet<>();
        for (Parcel parcel : parcels) if (!parcel.delivered()) waiting.add(parcel.fulfillmentId());
        for (Parcel parcel : parcels) if (!shipped.contains(key(parcel))) waiting.remove(parcel.fulfillmentId());
        return waiting;
    }

    private static List<Long> key(Parcel parcel) {
        return List.of(parcel.fulfillmentId(), parcel.addressId());
    }

    /** Whether the shipment may be the one that stands for the freed parcel now. */
    private static boolean mayBeOf(Parcel freed, Shipment shipment) {
        return freed.addressId() == shipment.addressId()
                && !Collections.disjoint(
                        freed.contents().keySet(), shipment.contents().keySet());
    }

    private static void match(
            List<Parcel> parcels, List<Shipment> shipments, List<Pair> found, BiPredicate<Parcel, Shipment> same) {
        parcels.removeIf(parcel -> {
            for (Shipment shipment : shipments)
                if (shipment.addressId() == parcel.addressId() && same.test(parcel, shipment)) {
                    found.add(new Pair(parcel.fulfillmentId(), parcel.addressId(), shipment.shipmentId()));
                    shipments.remove(shipment);
                    return true;
                }
            return false;
        });
    }

    private static boolean isTrackedAlike(Parcel parcel, Shipment shipment) {
        Numbers numbers = new Numbers(parcel.trackingNumber(), shipment.trackingNumber());
        return !numbers.katana().isEmpty() && numbers.katana().equalsIgnoreCase(numbers.bigcommerce());
    }

    private static boolean isFilledAlike(Parcel parcel, Shipment shipment) {
        if (!isBlank(parcel.trackingNumber()) && !isBlank(shipment.trackingNumber())) return false;
        return parcel.contents().keySet().equals(shipment.contents().keySet())
                && parcel.contents().entrySet().stream()
                        .allMatch(line -> shipment.contents().get(line.getKey()).compareTo(line.getValue()) == 0);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private PairShipments() {}
}
