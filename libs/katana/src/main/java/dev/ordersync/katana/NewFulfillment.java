package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A delivery to create. Null and empty parts are left out. Source: page "Create a sales order fulfillment".
 *
 * @param status {@code DELIVERED} or {@code PACKED}
 * @param pickedDate null: now, by Katana's clock
 * @param trackingNumber cut at 256 characters
 * @param trackingUrl left out when longer than 2048 characters
 */
public record NewFulfillment(
        long salesOrderId,
        String status,
        Instant pickedDate,
        String trackingNumber,
        String trackingUrl,
        String trackingCarrier,
        String trackingMethod,
        @JsonProperty("sales_order_fulfillment_rows") List<Row> rows) {

    public NewFulfillment {
        if (salesOrderId <= 0) throw new IllegalArgumentException("a fulfillment needs a sales order");
        if (rows.isEmpty()) throw new IllegalArgumentException("a fulfillment needs a row");
        rows = List.copyOf(rows);
        trackingNumber = Limits.cut(trackingNumber, Limits.TRACKING);
        trackingUrl = Limits.url(trackingUrl);
        trackingCarrier = Limits.cut(trackingCarrier, Limits.TRACKING);
        trackingMethod = Limits.cut(trackingMethod, Limits.URL);
    }

    /**
     * What to deliver of one row. Batches are told in one of two forms; empty ones are left out, and then Katana chooses
     * the batches itself or needs none.
     *
     * @param batches the older form ({@code batch_transactions}): every version of the API takes it
     * @param traceability the present form; it wins over the older one
     * @param serialNumbers ids; as many as the quantity
     */
    public record Row(
            long salesOrderRowId,
            BigDecimal quantity,
            @JsonProperty("batch_transactions") List<BatchQuantity> batches,
            List<BatchQuantity> traceability,
            List<Long> serialNumbers) {
        public Row {
            if (salesOrderRowId <= 0) throw new IllegalArgumentException("a fulfillment row needs a sales order row");
            if (quantity.signum() <= 0) throw new IllegalArgumentException("nothing to fulfill");
            batches = Lists.of(batches);
            traceability = Lists.of(traceability);
            serialNumbers = Lists.of(serialNumbers);
        }

        public Row(long salesOrderRowId, BigDecimal quantity, List<BatchQuantity> batches) {
            this(salesOrderRowId, quantity, batches, List.of(), List.of());
        }
    }
}
