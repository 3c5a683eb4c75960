package dev.ordersync.fulfillment.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which Katana fulfillment and which BigCommerce shipment are the same parcel (setting {@code syncShipments}). What is
 * left over exists on one side only and is to be made on the other.
 *
 * <p>Paired are, in this order: what was paired before; a shipment that carries our marker; the same tracking number; the
 * same contents where at least one side has no tracking number. Always to the same address.
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

    /** @param markedFulfillment the fulfillment that its comments name; 0 when none */
    public record Shipment(
            long shipmentId,
            long addressId,
            Map<Long, BigDecimal> contents,
            String trackingNumber,
            long markedFulfillment) {}

    /** The same parcel on both sides; a shipment id of 0 says that nothing was left to ship. */
    public record Pair(long fulfillmentId, long addressId, long shipmentId) {}

    /**
     * @param found pairs that were not known yet
     * @param toShip delivered parcels with a tracking number and without a shipment
     * @param toDeliver shipments without a fulfillment
     */
    public record Pairing(List<Pair> found, List<Parcel> toShip, List<Shipment> toDeliver) {}

    public static Pairing pair(Collection<Parcel> parcels, Collection<Shipment> shipments, Collection<Pair> known) {
        Set<Long> pairedShipments = new HashSet<>();
        Set<List<Long>> pairedParcels = new HashSet<>();
        known.forEach(pair -> {
            pairedShipments.add(pair.shipmentId());
            pairedParcels.add(List.of(pair.fulfillmentId(), pair.addressId()));
        });
        List<Parcel> openParcels = new ArrayList<>(parcels.stream()
                .filter(parcel -> !pairedParcels.contains(List.of(parcel.fulfillmentId(), parcel.addressId())))
                .sorted(Comparator.comparingLong(Parcel::fulfillmentId).thenComparingLong(Parcel::addressId))
                .toList());
        List<Shipment> openShipments = new ArrayList<>(shipments.stream()
                .filter(shipment -> !pairedShipments.contains(shipment.shipmentId()))
                .sorted(Comparator.comparingLong(Shipment::shipmentId))
                .toList());
        List<Pair> found = new ArrayList<>();
        match(openParcels, openShipments, found, (p, s) -> s.markedFulfillment() == p.fulfillmentId());
        match(openParcels, openShipments, found, PairShipments::isTrackedAlike);
        match(openParcels, openShipments, found, PairShipments::isFilledAlike);
        openParcels.removeIf(parcel -> !parcel.delivered() || isBlank(parcel.trackingNumber()));
        // a marker without its fulfillment: made by us, and undone in Katana since; never delivered again
        openShipments.removeIf(shipment -> shipment.markedFulfillment() != 0);
        return new Pairing(found, openParcels, openShipments);
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
        return shipment.markedFulfillment() == 0
                && !isBlank(parcel.trackingNumber())
                && !isBlank(shipment.trackingNumber())
                && parcel.trackingNumber()
                        .strip()
                        .equalsIgnoreCase(shipment.trackingNumber().strip());
    }

    private static boolean isFilledAlike(Parcel parcel, Shipment shipment) {
        if (shipment.markedFulfillment() != 0) return false;
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
