package dev.ordersync.katana;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a fulfillment ships of one sales order row.
 *
 * @param traceability its batches; {@code batchTransactions} is the older form of the same
 */
public record FulfillmentRow(
        long id,
        long salesOrderRowId,
        BigDecimal quantity,
        List<BatchQuantity> traceability,
        List<BatchQuantity> batchTransactions) {

    public FulfillmentRow {
        traceability = Lists.of(traceability);
        batchTransactions = Lists.of(batchTransactions);
    }

    /** The batches in whichever form they came. */
    public List<BatchQuantity> batches() {
        return traceability.isEmpty() ? batchTransactions : traceability;
    }
}
