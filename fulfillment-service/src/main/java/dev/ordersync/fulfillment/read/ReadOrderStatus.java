package dev.ordersync.fulfillment.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.bigcommerce.BcLine;
import dev.ordersync.bigcommerce.OrderReader;
import dev.ordersync.bigcommerce.OrderReading;
import dev.ordersync.fulfillment.kept.OrderRecord.BigCommerceSide;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import java.util.List;

/** Reads from a BigCommerce order what fulfillment needs: its status and the quantities of its lines. */
public final class ReadOrderStatus {

    /**
     * @param lines of the order when those within it are not complete; may be null
     * @param shipments of the order; null when they were not read
     * @param certain read by ourselves just now
     * @throws IllegalArgumentException when it has no status
     */
    public static BigCommerceSide read(
            JsonNode order, JsonNode lines, JsonNode shipments, long number, boolean certain) {
        int status = order.path("status_id").asInt(-1);
        if (status < 0) throw new IllegalArgumentException("an order without a status");
        return new BigCommerceSide(
                number,
                status,
                order.path("is_deleted").asBoolean(),
                lines(order, lines),
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

    /** An order whose amounts cannot be read still has a status; its lines are then left to mapping to complain of. */
    private static List<Line> lines(JsonNode order, JsonNode lines) {
        if (!(OrderReader.read(order, lines, null) instanceof OrderReading.Readable readable)) return List.of();
        return readable.order().lines().stream().map(ReadOrderStatus::line).toList();
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
