package dev.ordersync.fulfillment.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Content;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Row;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.KatanaJson;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads from a Katana sales order and its fulfillments what fulfillment needs: status, rows, quantities. */
public final class ReadSalesOrder {

    /**
     * @param salesOrder as {@code GET /sales_orders} gives it; null when it is gone
     * @param fulfillments the list; null when they were not read
     * @param certain read by ourselves just now
     */
    public static SalesOrderRecord read(
            long salesOrderId,
            long number,
            boolean deleted,
            JsonNode salesOrder,
            JsonNode fulfillments,
            boolean certain) {
        SalesOrder read = KatanaJson.read(salesOrder, SalesOrder.class).orElse(null);
        if (read == null)
            return new SalesOrderRecord(
                    salesOrderId, number, null, true, null, List.of(), List.of(), certain, false, List.of());
        return new SalesOrderRecord(
                salesOrderId,
                number,
                read.status(),
                deleted || read.isDeleted(),
                read.locationId(),
                rows(read, salesOrder.path("sales_order_rows")),
                fulfillments == null || !fulfillments.isArray() ? null : parcels(fulfillments),
                certain,
                "DELIVERED".equals(read.status()),
                List.of());
    }

    public static SalesOrderRecord certain(SalesOrderRecord seen) {
        return new SalesOrderRecord(
                seen.salesOrderId(),
                seen.number(),
                seen.status(),
                seen.deleted(),
                seen.locationId(),
                seen.rows(),
                seen.parcels(),
                true,
                seen.wasDelivered(),
                seen.deliveredBy());
    }

    private static List<Row> rows(SalesOrder order, JsonNode raw) {
        List<Row> rows = new ArrayList<>();
        for (SalesOrderRow row : order.rows())
            if (row.deletedAt() == null && row.id() > 0)
                rows.add(new Row(
                        row.id(), row.variantId(), plain(row.quantity()), row.locationId(), serials(raw, row.id())));
        rows.sort(Comparator.comparingLong(Row::rowId));
        return rows;
    }

    private static List<Long> serials(JsonNode rows, long rowId) {
        for (JsonNode row : rows) if (row.path("id").asLong() == rowId) return serials(row);
        return List.of();
    }

    /** Serial numbers of a row, of the sales order or of a fulfillment: plain ids, or parts of its traceability. */
    private static List<Long> serials(JsonNode row) {
        List<Long> serials = new ArrayList<>();
        row.path("serial_numbers").forEach(id -> serials.add(id.asLong()));
        if (serials.isEmpty())
            row.path("traceability")
                    .forEach(part -> serials.add(part.path("serial_number_id").asLong()));
        serials.removeIf(id -> id <= 0);
        return serials;
    }

    private static List<Parcel> parcels(JsonNode fulfillments) {
        List<Parcel> parcels = new ArrayList<>();
        for (JsonNode node : fulfillments)
            KatanaJson.read(node, Fulfillment.class)
                    .filter(parcel -> parcel.deletedAt() == null && parcel.id() > 0)
                    .map(parcel -> parcel(parcel, node))
                    .ifPresent(parcels::add);
        parcels.sort(Comparator.comparingLong(Parcel::id));
        return parcels;
    }

    private static Parcel parcel(Fulfillment read, JsonNode raw) {
        List<Long> serials = new ArrayList<>();
        raw.path("sales_order_fulfillment_rows").forEach(row -> serials.addAll(serials(row)));
        serials.sort(Comparator.naturalOrder());
        return new Parcel(
                read.id(),
                read.status(),
                read.rows().stream()
                        .map(row -> new Content(row.salesOrderRowId(), plain(row.quantity())))
                        .sorted(Comparator.comparingLong(Content::rowId).thenComparing(Content::quantity))
                        .toList(),
                read.trackingNumber(),
                read.trackingUrl(),
                read.trackingCarrier(),
                read.trackingMethod(),
                serials);
    }

    /** One form of each number, so that {@code 2} and {@code 2.00000} are no change. */
    private static BigDecimal plain(BigDecimal quantity) {
        if (quantity == null) return BigDecimal.ZERO;
        BigDecimal stripped = quantity.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private ReadSalesOrder() {}
}
