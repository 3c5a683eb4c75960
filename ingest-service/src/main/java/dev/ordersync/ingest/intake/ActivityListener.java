package dev.ordersync.ingest.intake;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.ingest.orders.OrderBook;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what the services did with each order into the order view. */
@ApplicationScoped
public class ActivityListener {
    private final Intake intake;
    private final OrderBook book;

    ActivityListener(Intake intake, OrderBook book) {
        this.intake = intake;
        this.book = book;
    }

    @Incoming("activity")
    @Blocking
    void take(ConsumerRecord<byte[], byte[]> received) {
        intake.take(received, OrderActivity.class, book::apply);
    }
}
