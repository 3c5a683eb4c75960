package dev.ordersync.fulfillment.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.bigcommerce.BcLine;
import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.bigcommerce.OrderReader;
import dev.ordersync.bigcommerce.OrderReading;
import dev.ordersync.fulfillment.kept.OrderRecord.BigCommerceSide;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from a BigCommerce order what fulfillment needs: its status and the quantities of its lines. */
public final class ReadOrderStatus {

    /**
     * As ingest tells it.
     *
     * @param lines of the order when those within it are not complete; may be null
     * @param shipments of the order; null when they were not read
     * @throws IllegalArgumentException when it has no status
     */
    public static BigCommerceSide told(JsonNode order, JsonNode lines, JsonNode shipments, long number) {
        // an order whose amounts cannot be read still has a status; its lines are then left to mapping to complain of
        List<Line> all = readable(order, lines).map(ReadOrderStatus::lines).orElse(List.of());
        return side(order, all, shipments, number, false);
    }

    /**
     * As we have just read it ourselves. BigCommerce includes no more than 50 lines: what is known of the others stands,
     * since ingest reads them all whenever the order changes.
     *
     * @param shipments of the order; null when they were not read
     * @throws IllegalArgumentException when it has no status
     */
    public static BigCommerceSide seen(JsonNode order, JsonNode shipments, long number, List<Line> known) {
        List<Line> all = readable(order, null)
                .map(read -> read.linesComplete() ? lines(read) : merged(known, lines(read)))
                .orElse(known);
        return side(order, all, shipments, number, true);
    }

    private static BigCommerceSide side(
            JsonNode order, List<Line> lines, JsonNode shipments, long number, boolean certain) {
        int status = order.path("status_id").asInt(-1);
        if (status < 0) throw new IllegalArgumentException("an order without a status");
        return new BigCommerceSide(
                number,
                status,
                order.path("is_deleted").asBoolean(),
                lines,
                shipments == null || !shipments.isArray() ? null : ReadShipments.read(shipments),
                certain,
                status == 10);
    }

    public static BigCommerceSide certain(BigCommerceSide side) {
        return new BigCommerceSide(
                side.number(),
                side.statusId(),
                side.archived(),
                side.lines(),
                side.shipments(),
                true,
                side.wasCompleted());
    }

    private static Optional<BcOrder> readable(JsonNode order, JsonNode lines) {
        return OrderReader.read(order, lines, null) instanceof OrderReading.Readable readable
                ? Optional.of(readable.order())
                : Optional.empty();
    }

    private static List<Line> lines(BcOrder order) {
        return order.lines().stream().map(ReadOrderStatus::line).toList();
    }

    /** In the order in which they are known, so that the same lines told once more are no news. */
    private static List<Line> merged(List<Line> known, List<Line> included) {
        Map<Long, Line> lines = new LinkedHashMap<>();
        known.forEach(line -> lines.put(line.lineId(), line));
        included.forEach(line -> lines.put(line.lineId(), line));
        return List.copyOf(lines.values());
    }

    private static Line line(BcLine line) {
        boolean imported = line.isPhysical() && line.productId() != 0;
        boolean shippable = line.isPhysical() && line.addressId() > 0 && line.pickupMethodId() == 0;
        return new Line(
                line.id(),
                line.quantity(),
                line.quantityRefunded(),
                line.quantityShipped(),
                line.addressId(),
                imported,
                shippable);
    }

    private ReadOrderStatus() {}
}
