package dev.ordersync.fulfillment.push;

import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.domain.RemainingQuantities;
import dev.ordersync.fulfillment.domain.RemainingQuantities.RowQuantity;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import dev.ordersync.fulfillment.kept.OrderRecord.Link;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is left to deliver of a sales order.
 *
 * @param items rows with something that is in no fulfillment yet, by row id
 * @param packed fulfillments that are packed and only have to be set to delivered
 * @param shipment the BigCommerce shipment that this delivery stands for; null when it is all that remains
 */
record DeliveryPlan(List<Item> items, List<Parcel> packed, Shipment shipment) {

    /**
     * A row to deliver.
     *
     * @param locationId where it ships from
     * @param serials ids of the serial numbers of the row that are in no fulfillment yet
     * @param batchTracked as the link says; null when it does not know
     */
    record Item(
            long rowId,
            long variantId,
            long locationId,
            String sku,
            BigDecimal quantity,
            List<Long> serials,
            Boolean batchTracked) {

        Item atMost(BigDecimal most) {
            return new Item(rowId, variantId, locationId, sku, quantity.min(most), serials, batchTracked);
        }
    }

    boolean isEmpty() {
        return items.isEmpty() && packed.isEmpty();
    }

    /** Of what Katana last said; of the link's rows when the sales order was just made and never seen. */
    static DeliveryPlan of(OrderCase at) {
        Link link = at.order().link();
        SalesOrderRecord seen = at.salesOrder();
        List<Row> rows = seen == null ? justMade(link) : seen.rows();
        List<Parcel> parcels = seen == null ? List.of() : seen.knownParcels();
        Map<Long, BigDecimal> left = RemainingQuantities.of(
                rows.stream()
                        .map(row -> new RowQuantity(row.rowId(), row.quantity()))
                        .toList(),
                parcels.stream()
                        .flatMap(parcel -> parcel.contents().stream())
                        .map(content -> new RowQuantity(content.rowId(), content.quantity()))
                        .toList());
        Map<Long, OrderLinked.Row> linked =
                link.rows().stream().collect(Collectors.toMap(OrderLinked.Row::rowId, row -> row, (a, b) -> a));
        Set<Long> gone =
                parcels.stream().flatMap(parcel -> parcel.serials().stream()).collect(Collectors.toSet());
        List<Item> items = new ArrayList<>();
        for (Row row : rows)
            if (left.containsKey(row.rowId()))
                items.add(item(at, row, left.get(row.rowId()), linked.get(row.rowId()), gone));
        return new DeliveryPlan(
                items, parcels.stream().filter(parcel -> !parcel.isDelivered()).toList(), null);
    }

    /** What is left of the rows that the shipment names, and no more than it holds. */
    static DeliveryPlan of(OrderCase at, Shipment shipment) {
        Map<Long, BigDecimal> wanted = wanted(at, shipment);
        List<Item> items = of(at).items().stream()
                .filter(item -> wanted.containsKey(item.rowId()))
                .map(item -> item.atMost(wanted.get(item.rowId())))
                .filter(item -> item.quantity().signum() > 0)
                .toList();
        return new DeliveryPlan(items, List.of(), shipment);
    }

    /** What the shipment holds, by row. */
    private static Map<Long, BigDecimal> wanted(OrderCase at, Shipment shipment) {
        Map<Long, BigDecimal> wanted = new HashMap<>();
        Map<Long, Long> rows = at.order().link().rows().stream()
                .collect(Collectors.toMap(OrderLinked.Row::lineId, OrderLinked.Row::rowId, (a, b) -> a));
        for (Shipment.Item item : shipment.items())
            if (rows.containsKey(item.lineId()))
                wanted.merge(rows.get(item.lineId()), BigDecimal.valueOf(item.quantity()), BigDecimal::add);
        return wanted;
    }

    /** Whether the shipment holds more of a row than is left, and some of that row is packed. */
    static boolean wantsPacked(OrderCase at, Shipment shipment) {
        Map<Long, BigDecimal> left =
                of(at, shipment).items().stream().collect(Collectors.toMap(Item::rowId, Item::quantity));
        Map<Long, BigDecimal> wanted = wanted(at, shipment);
        return at.salesOrder().knownParcels().stream()
                .filter(parcel -> !parcel.isDelivered())
                .flatMap(parcel -> parcel.contents().stream())
                .anyMatch(content -> wanted.containsKey(content.rowId())
                        && wanted.get(content.rowId()).compareTo(left.getOrDefault(content.rowId(), BigDecimal.ZERO))
                                > 0);
    }

    /** Names the intent of this delivery. */
    String what() {
        return shipment == null ? Intents.DELIVERY : Intents.OF_SHIPMENT + shipment.id();
    }

    private static List<Row> justMade(Link link) {
        return link.rows().stream()
                .map(row -> new Row(row.rowId(), row.variantId(), row.quantity(), null, List.of()))
                .toList();
    }

    private static Item item(OrderCase at, Row row, BigDecimal quantity, OrderLinked.Row linked, Set<Long> gone) {
        boolean known = linked != null && linked.variantId() == row.variantId();
        return new Item(
                row.rowId(),
                row.variantId(),
                location(at, row),
                known && linked.sku() != null && !linked.sku().isBlank() ? linked.sku() : "variant " + row.variantId(),
                quantity,
                row.serials().stream().filter(serial -> !gone.contains(serial)).toList(),
                known ? linked.batchTracked() : null);
    }

    private static long location(OrderCase at, Row row) {
        if (row.locationId() != null) return row.locationId();
        Long ofOrder = at.salesOrder() == null ? null : at.salesOrder().locationId();
        return ofOrder != null ? ofOrder : at.order().link().locationId();
    }

    /** Mapping wrote other quantities than Katana was last seen with: one of the two is out of date. */
    static boolean isContradicted(OrderCase at) {
        if (at.salesOrder() == null || at.salesOrder().certain() && !at.wroteAfterLook()) return false;
        Map<Long, BigDecimal> seen =
                at.salesOrder().rows().stream().collect(Collectors.toMap(Row::rowId, Row::quantity, (a, b) -> a));
        List<OrderLinked.Row> written = at.order().link().rows();
        return seen.size() != written.size()
                || written.stream()
                        .anyMatch(row -> seen.get(row.rowId()) == null
                                || seen.get(row.rowId()).compareTo(row.quantity()) != 0);
    }

    /** Whether a line of the shipment is still to become a row: what it holds of it cannot be delivered before. */
    static boolean awaitsRows(OrderCase at, Shipment shipment) {
        Set<Long> linked =
                at.order().link().rows().stream().map(OrderLinked.Row::lineId).collect(Collectors.toSet());
        Map<Long, Line> lines = at.order().bigcommerce().lines().stream()
                .collect(Collectors.toMap(Line::lineId, line -> line, (a, b) -> a));
        return shipment.items().stream()
                .anyMatch(item -> !linked.contains(item.lineId()) && becomesRow(lines.get(item.lineId())));
    }

    /** Whether mapping makes a row of the line; null for a line that is not known. */
    static boolean becomesRow(Line line) {
        return line != null && line.imported() && line.left() > 0;
    }

    /** BigCommerce shows quantities that mapping has not written yet. */
    static boolean isBehind(OrderCase at) {
        Map<Long, BigDecimal> written = at.order().link().rows().stream()
                .collect(Collectors.toMap(OrderLinked.Row::lineId, OrderLinked.Row::quantity, BigDecimal::add));
        return at.order().bigcommerce().lines().stream().anyMatch(line -> {
            BigDecimal row = written.get(line.lineId());
            if (row == null) return becomesRow(line);
            return row.compareTo(BigDecimal.valueOf(line.quantity())) != 0
                    && row.compareTo(BigDecimal.valueOf(line.left())) != 0;
        });
    }
}
