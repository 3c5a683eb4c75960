package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Json;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.observe.KeepSnapshot.Result;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.outbox.TopicId;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class NoticeLossIT {
    private final String store = Bench.newStore();
    private final long salesOrder = ThreadLocalRandom.current().nextLong(1_000, 2_000_000_000);
    private final AtomicReference<String> id = new AtomicReference<>("first");

    @Inject
    Database database;

    @Inject
    WorkQueue queue;

    @Inject
    Outbox outbox;

    @Inject
    OrderBook book;

    private NoticeLoss notice;

    @BeforeEach
    void aSalesOrderThatWasPublished() {
        Bench.put(store, "{}").then().statusCode(201);
        assertThat(keep()).isEqualTo(Result.PUBLISHED);
        notice = new NoticeLoss("topic-" + store, () -> Optional.ofNullable(id.get()), database, queue);
        notice.turn();
    }

    @Test
    void whatWasPublishedToATopicThatIsAnotherOneNowIsReadAndPublishedAgain() {
        id.set("second");

        notice.turn();

        assertThat(wanted()).hasSize(1);
        assertThat(keep()).isEqualTo(Result.PUBLISHED);
        // and once
        notice.turn();
        assertThat(keep()).isEqualTo(Result.UNCHANGED);
    }

    @Test
    void nothingIsReadAgainWhileTheTopicIsTheSameOrTheBrokerAway() {
        notice.turn();
        id.set(null);
        notice.turn();
        id.set("first");
        notice.turn();

        assertThat(wanted()).isEmpty();
        assertThat(keep()).isEqualTo(Result.UNCHANGED);
    }

    @Test
    void whatWasPublishedLongBeforeIsNotReadAgain() {
        database.run(tx -> Query.update(
                tx,
                "update ingest.observed_sales_order set number = number - 90000000 where sales_order_id = ?",
                salesOrder));
        id.set("second");

        notice.turn();

        assertThat(wanted()).isEmpty();
    }

    @Test
    void theBrokerTellsTheIdOfATopicThatThereIs() {
        Map<String, Object> kafka = Map.of("bootstrap.servers", Bench.config("kafka.bootstrap.servers"));
        var there = new TopicId(kafka, Topics.FULFILLMENTS_RAW);

        assertThat(there.get()).isPresent().isEqualTo(there.get());
        assertThat(new TopicId(kafka, "no-such-topic").get()).isEmpty();
    }

    private Result keep() {
        var raw = Json.TREE.createObjectNode().put("id", salesOrder).put("status", "NOT_SHIPPED");
        var snapshot = new SalesOrderSnapshot(
                new OrderRef(store, 5),
                salesOrder,
                false,
                "NOT_SHIPPED",
                "5",
                "",
                raw,
                null,
                ShownFulfillments.NONE,
                database.now());
        return database.call(tx -> new KeepSalesOrder(outbox, book).keep(tx, store, snapshot, "sweep"));
    }

    private List<String> wanted() {
        return database.call(tx -> Query.list(
                tx,
                "select kind from ingest.work where store = ? and entity = ?",
                row -> row.getString(1),
                store,
                Long.toString(salesOrder)));
    }
}
