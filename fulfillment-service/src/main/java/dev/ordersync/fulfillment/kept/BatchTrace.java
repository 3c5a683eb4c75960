package dev.ordersync.fulfillment.kept;

import dev.ordersync.domain.OrderRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Notes which batches went to which order, within the caller's transaction. */
@ApplicationScoped
public class BatchTrace {

    /**
     * Part of a delivery.
     *
     * @param batchId null for stock in no batch
     */
    public record Part(long rowId, long variantId, Long batchId, String batchNumber, BigDecimal quantity) {}

    public void delivered(OrderRef ref, long salesOrderId, long fulfillmentId, Instant at, List<Part> parts) {
        DeliveredBatch.persist(parts.stream().map(part -> {
            DeliveredBatch batch = new DeliveredBatch();
            batch.store = ref.store();
            batch.orderId = ref.orderId();
            batch.salesOrderId = salesOrderId;
            batch.fulfillmentId = fulfillmentId;
            batch.rowId = part.rowId();
            batch.variantId = part.variantId();
            batch.batchId = part.batchId();
            batch.batchNumber = part.batchNumber();
            batch.quantity = part.quantity();
            batch.deliveredAt = at;
            return batch;
        }));
    }

    /** The parts of deliveries that came from a batch. */
    public List<Part> ofOrder(OrderRef ref) {
        return DeliveredBatch.<DeliveredBatch>list(
                        "store = ?1 and orderId = ?2 order by id", ref.store(), ref.orderId())
                .stream()
                .map(b -> new Part(b.rowId, b.variantId, b.batchId, b.batchNumber, b.quantity))
                .toList();
    }
}
