package dev.ordersync.fulfillment.kept;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** A quantity of a batch that went to an order: the way from a recalled batch to its customers. */
@Entity
@Table(name = "delivered_batch")
class DeliveredBatch extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivered_batch_seq")
    @SequenceGenerator(name = "delivered_batch_seq", sequenceName = "delivered_batch_seq", allocationSize = 50)
    Long id;

    String store;
    long orderId;
    long salesOrderId;
    long fulfillmentId;
    long rowId;
    long variantId;
    Long batchId;
    String batchNumber;
    BigDecimal quantity;
    Instant deliveredAt;
}
