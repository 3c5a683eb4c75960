package dev.ordersync.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.Accounts;
import dev.ordersync.ingest.observe.KeepSnapshot;
import dev.ordersync.ingest.observe.ObserveOrder;
import dev.ordersync.ingest.observe.ReadOrder;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.Turns;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(World.class)
class BackfillIT {
    private static final int AWAITING_FULFILLMENT = 11;
    private static final Instant PLATFORM_TIME =
            Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

    private final String store = Bench.newStore();

    @Inject
    Database database;

    @Inject
    WorkQueue queue;

    @Inject
    Lanes lanes;

    @Inject
    StoreDirectory directory;

    @Inject
    KeepSnapshot keep;

    @Inject
    OrderBook book;

    @Inject
    Backlog backlog;

    private final Turns turns = new Turns();
    private final ArrayNode orders = Json.TREE.createArrayNode();
    private Loopback bigcommerce;
    private volatile Runnable meanwhile = () -> {};

    /** Two open orders, on one page. */
    @BeforeEach
    void aShop() {
        Bench.put(store, "{}").then().statusCode(201);
        Bench.awaitKnown(directory, store);
        start();
        for (int id = 1; id <= 2; id++) orders.add(Bench.order(id, AWAITING_FULFILLMENT, Instant.now()));
        bigcommerce = new Loopback(exchange -> {
            boolean asksTheTime = exchange.getRequestURI().getPath().endsWith("/time");
            if (!asksTheTime) meanwhile.run();
            Loopback.answer(
                    exchange,
                    200,
                    asksTheTime ? "{\"time\": " + PLATFORM_TIME.getEpochSecond() + "}" : orders.toString());
        });
    }

    @AfterEach
    void stop() {
        bigcommerce.close();
    }

    @Test
    void anImportEndsWithItsLastPage() {
        page();

        assertThat(new BackfillTable(database).next(store)).isEmpty();
    }

    @Test
    void eachOrderOfAnImportWaitsForItsTurn() {
        page();

        assertThat(turns.taken()).isEqualTo(2);
    }

    @Test
    void whatPutsNothingIntoTheTopicTakesNoTurn() {
        // Given: one order is imported, another has lines that the list does not show
        orders.remove(1);
        page();
        orders.add(Bench.order(2, AWAITING_FULFILLMENT, Instant.now()).put("items_total", 60));
        assertThat(turns.taken()).isEqualTo(1);

        // When all is imported again
        start();
        page();

        // Then the one is as it was, and the other waits when it is read
        assertThat(turns.taken()).isEqualTo(1);
        assertThat(queue.claim(Set.of(Kinds.OBSERVE_ORDER), Set.of(store), Duration.ofMinutes(1)))
                .hasValueSatisfying(read -> assertThat(read.key().entity()).isEqualTo("2"));
    }

    /** A live order does not, unless its store has too many of them. */
    @ParameterizedTest
    @CsvSource({"LIVE, 0", "SWEEP, 1", "BACKFILL, 1", "REPLAY, 1"})
    void soDoesEachOrderThatIsReadByItselfAndNotLive(Priority priority, int expected) {
        Apis apis = bigcommerce.apis(lanes, directory);
        queue.want(Kinds.order(store, 1, priority));
        Job job = queue.claim(Set.of(Kinds.OBSERVE_ORDER), Set.of(store), Duration.ofMinutes(1))
                .orElseThrow();

        new ObserveOrder(
                        directory,
                        new ReadOrder(apis, new Accounts(apis)),
                        keep,
                        book,
                        database,
                        queue,
                        backlog,
                        turns.rate(),
                        () -> {})
                .handle(job);

        assertThat(turns.taken()).isEqualTo(expected);
        queue.finish(job, Outcome.done("for this test"));
    }

    @Test
    void theEndOfTheFirstImportIsNotedOnceByTheClockOfBigCommerce() {
        page();
        assertThat(importedAt()).isEmpty();

        page();
        assertThat(importedAt()).contains(PLATFORM_TIME);

        start();
        page();
        page();
        assertThat(importedAt()).contains(PLATFORM_TIME);
    }

    private Optional<Instant> importedAt() {
        return database.call(tx -> StoreRegister.importedAt(tx, store));
    }

    @Test
    void anImportThatIsStartedOverDuringAPageBeginsAtTheFirstOrder() {
        meanwhile = this::start;

        page();

        assertThat(new BackfillTable(database).next(store))
                .hasValueSatisfying(run -> assertThat(run.cursor()).isZero());
    }

    @Test
    void anOrderWithAZeroByteInItsSkuIsImportedLikeTheOthers() {
        orders.add(Bench.order(3, AWAITING_FULFILLMENT, Instant.now()));
        ((ObjectNode) orders.get(1).at("/consignments/shipping/0/line_items/0")).put("sku", "A\u0000B");

        page();

        assertThat(new BackfillTable(database).next(store)).isEmpty();
        for (int id = 1; id <= 3; id++) awaitPublished(id);
    }

    @Test
    void anOrderThatTheDatabaseRefusesIsLeftToItsOwnReadAndTheImportEnds() {
        // Given
        orders.add(Bench.order(3, AWAITING_FULFILLMENT, Instant.now()));
        ((ObjectNode) orders.get(1)).put("date_modified", Bench.rfc(Instant.now()) + "\u0000");

        // When
        page();

        // Then
        assertThat(new BackfillTable(database).next(store)).isEmpty();
        awaitPublished(1);
        awaitPublished(3);
        Job read = queue.claim(Set.of(Kinds.OBSERVE_ORDER), Set.of(store), Duration.ofMinutes(1))
                .orElseThrow();
        assertThat(read.key().entity()).isEqualTo("2");
        assertThat(queue.claim(Set.of(Kinds.OBSERVE_ORDER), Set.of(store), Duration.ofMinutes(1)))
                .isEmpty();

        // and until it was read the first import is not over
        page();
        assertThat(importedAt()).isEmpty();
        queue.finish(read, Outcome.done("read"));
        page();
        assertThat(importedAt()).contains(PLATFORM_TIME);
    }

    private void awaitPublished(long orderId) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Bench.records(Topics.ORDERS_RAW, store + ":" + orderId, OrderObserved.class))
                                .hasSize(1));
    }

    private void start() {
        database.run(tx -> BackfillTable.start(tx, store, List.of(AWAITING_FULFILLMENT)));
    }

    private void page() {
        Apis apis = bigcommerce.apis(lanes, directory);
        queue.want(Kinds.backfill(directory.current(store).orElseThrow()));
        Job job = queue.claim(Set.of(Kinds.BACKFILL), Set.of(store), Duration.ofMinutes(1))
                .orElseThrow();
        new Backfill(
                        directory,
                        apis,
                        new BackfillTable(database),
                        new TakeListed(keep, new Accounts(apis), queue),
                        database,
                        queue,
                        backlog,
                        turns.rate(),
                        20)
                .handle(job);
        queue.finish(job, Outcome.done("for this test"));
    }
}
