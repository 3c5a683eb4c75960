package dev.ordersync.ingest.intake;

import dev.ordersync.events.OrderLinked;
import dev.ordersync.ingest.orders.OrderBook;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the ties between orders and sales orders into the order view. */
@ApplicationScoped
public class LinkListener {
    private final Intake intake;
    private final OrderBook book;

    LinkListener(Intake intake, OrderBook book) {
        this.intake = intake;
        this.book = book;
    }

    @Incoming("links")
    @Blocking
    void take(ConsumerRecord<byte[], byte[]> received) {
        intake.take(received, OrderLinked.class, book::linked);
    }
}
