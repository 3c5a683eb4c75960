package dev.ordersync.mapping.intake;

import dev.ordersync.events.OrderCommand;
import dev.ordersync.intake.Records;
import dev.ordersync.workqueue.Worker;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code sync.commands}. */
@ApplicationScoped
class OrderCommandListener {
    private final Records records;
    private final ObeyCommand obey;
    private final Worker worker;

    OrderCommandListener(Records records, ObeyCommand obey, Worker worker) {
        this.records = records;
        this.obey = obey;
        this.worker = worker;
    }

    @Incoming("commands")
    @Blocking
    public void take(ConsumerRecord<String, byte[]> record) {
        records.take(record, OrderCommand.class, obey::obey);
        worker.wake();
    }
}
