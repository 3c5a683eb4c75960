package dev.ordersync.ingest.intake;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.ExpectChange;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.intake.Records;
import dev.ordersync.workqueue.WorkQueue;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what the services did with each order into the order view. */
@ApplicationScoped
public class ActivityListener {
    private final Records records;
    private final Database database;
    private final OrderBook book;
    private final ExpectChange expect;

    ActivityListener(Records records, Database database, OrderBook book, WorkQueue queue) {
        this.records = records;
        this.database = database;
        this.book = book;
        this.expect = new ExpectChange(queue);
    }

    @Incoming("activity")
    @Blocking
    void take(ConsumerRecord<String, byte[]> received) {
        records.take(
                received,
                OrderActivity.class,
                event -> database.run(tx -> {
                    if (book.apply(tx, event)) expect.after(tx, event);
                }));
    }
}
