package dev.ordersync.fulfillment.intake;

import dev.ordersync.events.OrderLinked;
import dev.ordersync.intake.Records;
import dev.ordersync.workqueue.Worker;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code sync.order-links}. */
@ApplicationScoped
class OrderLinkedListener {
    private final Records records;
    private final KeepLink keep;
    private final Worker worker;

    OrderLinkedListener(Records records, KeepLink keep, Worker worker) {
        this.records = records;
        this.keep = keep;
        this.worker = worker;
    }

    @Incoming("links")
    @Blocking
    public void take(ConsumerRecord<String, byte[]> record) {
        records.take(record, OrderLinked.class, event -> keep.keep(event, record.partition(), record.offset()));
        worker.wake();
    }
}
