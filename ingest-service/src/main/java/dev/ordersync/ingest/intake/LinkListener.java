package dev.ordersync.ingest.intake;

import dev.ordersync.events.OrderLinked;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.intake.Records;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the ties between orders and sales orders into the order view. */
@ApplicationScoped
public class LinkListener {
    private final Records records;
    private final Database database;
    private final OrderBook book;

    LinkListener(Records records, Database database, OrderBook book) {
        this.records = records;
        this.database = database;
        this.book = book;
    }

    @Incoming("links")
    @Blocking
    void take(ConsumerRecord<String, byte[]> received) {
        records.take(received, OrderLinked.class, event -> database.run(tx -> book.linked(tx, event)));
    }
}
