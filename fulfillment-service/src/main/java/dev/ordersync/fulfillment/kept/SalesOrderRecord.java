package dev.ordersync.fulfillment.kept;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * A Katana sales order as it was last seen.
 *
 * @param number the database's time in ms when it was read; a higher one is newer
 * @param status null when it is gone without a trace
 * @param locationId where it ships from, unless a row says otherwise
 * @param certain we read or wrote it ourselves, and ingest has told nothing else since
 * @param wasDelivered seen DELIVERED since the last agreement
 * @param parcels its fulfillments; null when they were not read
 * @param deliveredBy ids of the fulfillments by which it was Delivered when it was last seen so; empty when not known
 */
public record SalesOrderRecord(
        long salesOrderId,
        long number,
        String status,
        boolean deleted,
        Long locationId,
        List<Row> rows,
        List<Parcel> parcels,
        boolean certain,
        boolean wasDelivered,
        List<Long> deliveredBy) {

    /**
     * @param locationId null when it ships from the sales order's location
     * @param serials ids of the serial numbers that a person assigned to the row
     */
    public record Row(long rowId, long variantId, BigDecimal quantity, Long locationId, List<Long> serials) {}

    /**
     * A fulfillment.
     *
     * @param status {@code PACKED} or {@code DELIVERED}
     * @param serials ids of the serial numbers that it holds, over all rows
     */
    public record Parcel(
            long id,
            String status,
            List<Content> contents,
            String trackingNumber,
            String trackingUrl,
            String trackingCarrier,
            String trackingMethod,
            List<Long> serials) {

        public Parcel {
            serials = serials == null ? List.of() : serials; // kept before they were read
        }

        public Parcel delivered() {
            return new Parcel(
                    id, "DELIVERED", contents, trackingNumber, trackingUrl, trackingCarrier, trackingMethod, serials);
        }

        public Parcel tracked(String number, String url, String carrier) {
            return new Parcel(id, status, contents, number, url, carrier, trackingMethod, serials);
        }

        public boolean isDelivered() {
            return "DELIVERED".equals(status);
        }
    }

    /** How much of which row. */
    public record Content(long rowId, BigDecimal quantity) {}

    public boolean isGone() {
        return deleted || status == null;
    }

    /** Nothing is packed or delivered, so there are no fulfillments to know of. */
    public boolean isUntouched() {
        return "NOT_SHIPPED".equals(status) || "PENDING".equals(status);
    }

    /** The fulfillments, or null when there are some that we do not know. */
    public List<Parcel> knownParcels() {
        return parcels == null && isUntouched() ? List.of() : parcels;
    }

    /** The same a moment later, with this fulfillment as it is now. */
    public SalesOrderRecord with(Parcel parcel, long later) {
        List<Parcel> now = parcels.stream()
                .map(known -> known.id() == parcel.id() ? parcel : known)
                .toList();
        return new SalesOrderRecord(
                salesOrderId, later, status, deleted, locationId, rows, now, certain, wasDelivered, deliveredBy);
    }

    /** Ids of the fulfillments that are delivered, as far as they are known. */
    public List<Long> delivered() {
        return knownParcels() == null
                ? List.of()
                : knownParcels().stream()
                        .filter(Parcel::isDelivered)
                        .map(Parcel::id)
                        .toList();
    }

    /**
     * Whether all by which it was Delivered still stands: is it not Delivered any more, then rows were added or raised since
     * it was read for that delivery, and nothing was undone.
     */
    public boolean keepsWhatWasDelivered() {
        return !deliveredBy.isEmpty() && new HashSet<>(delivered()).containsAll(deliveredBy);
    }

    /** Whether the two say the same about fulfillment. */
    public boolean saysTheSame(SalesOrderRecord other) {
        return other != null
                && deleted == other.deleted
                && Objects.equals(status, other.status)
                && Objects.equals(locationId, other.locationId)
                && rows.equals(other.rows)
                && Objects.equals(knownParcels(), other.knownParcels());
    }
}
