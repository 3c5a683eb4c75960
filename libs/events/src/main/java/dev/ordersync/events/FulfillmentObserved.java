package dev.ordersync.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A Katana sales order under our key as it was read, with its fulfillments.
 *
 * @param number rises with every observation of this sales order
 * @param origin why it was read: {@code webhook}, {@code sweep}, {@code command}
 * @param deleted true when Katana says that the sales order is deleted
 * @param salesOrder the sales order as {@code GET /sales_orders} gives it; null when it is gone without a trace
 * @param fulfillments the array of {@code GET /sales_order_fulfillments?sales_order_id=}; null when they were not read,
 *     since the status says that there are none (NOT_SHIPPED, PENDING) or the order is deleted
 */
public record FulfillmentObserved(
        String store,
        long orderId,
        long salesOrderId,
        long number,
        Instant observedAt,
        String origin,
        boolean deleted,
        JsonNode salesOrder,
        JsonNode fulfillments)
        implements Event {}
