package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One delivery, or packing, of rows of a sales order. Source: page "The sales order fulfillment object".
 *
 * @param status {@code PACKED} or {@code DELIVERED}
 */
public record Fulfillment(
        long id,
        long salesOrderId,
        String status,
        Instant pickedDate,
        String trackingNumber,
        String trackingUrl,
        String trackingCarrier,
        String trackingMethod,
        @JsonProperty("sales_order_fulfillment_rows") List<FulfillmentRow> rows,
        Instant createdAt,
        Instant updatedAt,
        Instant deletedAt)
        implements Identified {

    public Fulfillment {
        rows = Lists.of(rows);
    }

    public boolean isDelivered() {
        return "DELIVERED".equals(status);
    }
}
