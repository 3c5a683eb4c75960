package dev.ordersync.mapping.intake;

import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.intake.Records;
import dev.ordersync.workqueue.Worker;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code katana.fulfillments.raw}. */
@ApplicationScoped
class FulfillmentObservedListener {
    private final Records records;
    private final KeepSalesOrderState keep;
    private final Worker worker;

    FulfillmentObservedListener(Records records, KeepSalesOrderState keep, Worker worker) {
        this.records = records;
        this.keep = keep;
        this.worker = worker;
    }

    @Incoming("fulfillments")
    @Blocking
    public void take(ConsumerRecord<String, byte[]> record) {
        records.take(record, FulfillmentObserved.class, keep::keep);
        worker.wake();
    }
}
