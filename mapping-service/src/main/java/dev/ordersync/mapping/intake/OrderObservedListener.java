package dev.ordersync.mapping.intake;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.intake.Records;
import dev.ordersync.mapping.kept.Positions.Place;
import dev.ordersync.workqueue.Worker;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code bigcommerce.orders.raw}. */
@ApplicationScoped
class OrderObservedListener {
    private final Records records;
    private final KeepOrder keep;
    private final Worker worker;

    OrderObservedListener(Records records, KeepOrder keep, Worker worker) {
        this.records = records;
        this.keep = keep;
        this.worker = worker;
    }

    @Incoming("orders")
    @Blocking
    public void take(ConsumerRecord<String, byte[]> record) {
        Place place = new Place(
                record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
        records.take(record, OrderObserved.class, event -> keep.keep(event, place), () -> keep.passOver(place));
        worker.wake();
    }
}
