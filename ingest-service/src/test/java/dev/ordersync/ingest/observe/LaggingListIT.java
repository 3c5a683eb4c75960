package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.receipt.ReceiveKatanaWebhook;
import dev.ordersync.ingest.receipt.SalesOrderEvent;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.World;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Katana's lists lag behind what its webhooks tell. */
@QuarkusTest
@QuarkusTestResource(World.class)
class LaggingListIT {
    private static final String NOON = "2026-03-01T12:00:00.000Z";
    private static final String LATER = "2026-03-01T12:00:09.000Z";

    private final String store = Bench.newStore();
    private final long id = ThreadLocalRandom.current().nextLong(1_000, 2_000_000_000);
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Inject
    Database database;

    @Inject
    WorkQueue queue;

    @Inject
    Lanes lanes;

    @Inject
    StoreDirectory directory;

    @Inject
    Outbox outbox;

    @Inject
    OrderBook book;

    @Inject
    Backlog backlog;

    @Inject
    ReceiveKatanaWebhook receive;

    private String account;
    private Loopback katana;
    private Apis apis;
    private ObserveSalesOrders observe;
    private volatile String listed;
    private volatile String alone;
    private volatile String fulfillments = "";

    @BeforeEach
    void aKatana() {
        Bench.put(store, "{}").then().statusCode(201);
        Bench.awaitKnown(directory, store);
        account = Bench.account(store);
        katana = new Loopback(exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/sales_orders" -> answer(exchange, "list", list(listed));
                case "/sales_order_fulfillments" -> answer(exchange, "fulfillments", list(fulfillments));
                default -> answer(exchange, "alone", alone);
            }
        });
        apis = katana.apis(lanes, directory);
        observe = new ObserveSalesOrders(directory, apis, new KeepSalesOrder(outbox, book), database, queue, backlog);
    }

    @AfterEach
    void stop() {
        katana.close();
    }

    @Test
    void aDeliveryThatTheListDoesNotShowYetIsReadFromTheSalesOrderItself() {
        listed = salesOrder("NOT_SHIPPED", NOON);
        alone = salesOrder("DELIVERED", LATER);
        fulfillments = "{\"id\": 5, \"sales_order_id\": %d, \"status\": \"DELIVERED\"}".formatted(id);

        assertThat(look(Priority.LIVE, 0)).isEqualTo(Outcome.done("PUBLISHED"));

        assertThat(status()).isEqualTo("DELIVERED");
        assertThat(calls).containsExactly("list", "alone", "fulfillments");
    }

    @Test
    void aDeletionThatTheListDoesNotShowYetIsBelievedOfTheSalesOrderItself() {
        listed = salesOrder("NOT_SHIPPED", NOON);
        alone = null;

        look(Priority.LIVE, 0);

        assertThat(status()).isEqualTo("DELETED");
    }

    @Test
    void aSweepAsksForNothingTwice() {
        listed = salesOrder("NOT_SHIPPED", NOON);
        alone = salesOrder("DELIVERED", LATER);

        look(Priority.SWEEP, 0);

        assertThat(status()).isEqualTo("NOT_SHIPPED");
        assertThat(calls).containsExactly("list");
    }

    @Test
    void aReversalThatTheListShowsIsBelieved() {
        listed = salesOrder("DELIVERED", NOON);
        look(Priority.LIVE, 1);
        listed = salesOrder("NOT_SHIPPED", LATER);
        calls.clear();

        look(Priority.LIVE, 0);

        assertThat(status()).isEqualTo("NOT_SHIPPED");
        assertThat(calls).containsExactly("list");
    }

    @Test
    void aDeliveryOfWhatWasPackedIsReadFromTheSalesOrderWhileTheListShowsItPacked() {
        known("PACKED", NOON);
        alone = salesOrder("DELIVERED", LATER);

        assertThat(look(Priority.LIVE, 1)).isEqualTo(Outcome.done("PUBLISHED"));

        assertThat(status()).isEqualTo("DELIVERED");
        assertThat(calls).containsExactly("list", "alone", "fulfillments");
    }

    @Test
    void aDeliveryIsReadFromTheSalesOrderAlsoWhenTheListShowsAnotherChangeOfWhatWasPacked() {
        known("PACKED", NOON);
        listed = salesOrder("PACKED", "2026-03-01T12:00:05.000Z");
        alone = salesOrder("DELIVERED", LATER);

        tell("sales_order.delivered");
        look(Priority.LIVE, 1);

        assertThat(status()).isEqualTo("DELIVERED");
    }

    @Test
    void aDeletionThatWasToldIsReadFromTheSalesOrderWhileTheListShowsItDelivered() {
        known("DELIVERED", NOON);
        alone = null;

        tell("sales_order.deleted");
        look(Priority.LIVE, 1);

        assertThat(status()).isEqualTo("DELETED");
        assertThat(calls).containsExactly("list", "alone");
    }

    @Test
    void aDoubledWebhookOfADeliveryCostsNoCallForTheSalesOrderItself() {
        known("DELIVERED", NOON);

        tell("sales_order.delivered");
        assertThat(look(Priority.LIVE, 1)).isEqualTo(Outcome.done("UNCHANGED"));

        assertThat(calls).containsExactly("list", "fulfillments");
    }

    @Test
    void whatTheListLacksIsReadFromTheSalesOrderAtOnce() {
        known("NOT_SHIPPED", NOON);
        listed = "";
        alone = salesOrder("DELIVERED", LATER);

        assertThat(look(Priority.LIVE, 1)).isEqualTo(Outcome.done("PUBLISHED"));

        assertThat(status()).isEqualTo("DELIVERED");
        assertThat(calls).containsExactly("list", "alone", "fulfillments");
    }

    @Test
    void whatIsSoNewThatNeitherTheListNorWeKnowItIsReadFromTheSalesOrder() {
        listed = "";
        alone = salesOrder("DELIVERED", LATER);

        assertThat(look(Priority.LIVE, 1)).isEqualTo(Outcome.done("PUBLISHED"));
    }

    @Test
    void whatIsOlderThanWhatWasReadBeforeIsNoReversalButReadFromTheSalesOrder() {
        known("DELIVERED", LATER);
        listed = salesOrder("NOT_SHIPPED", NOON);

        assertThat(look(Priority.SWEEP, 0)).isInstanceOf(Outcome.Retry.class); // no fulfillment is listed yet
        assertThat(look(Priority.SWEEP, 1)).isEqualTo(Outcome.done("UNCHANGED"));

        assertThat(status()).isEqualTo("DELIVERED");
        assertThat(calls).containsExactly("list", "alone", "fulfillments", "list", "alone", "fulfillments");
    }

    @Test
    void whenTheSalesOrderItselfIsShownOlderItIsLookedAtAgainForAWhile() {
        known("DELIVERED", LATER);
        alone = salesOrder("NOT_SHIPPED", NOON);

        listed = alone;
        assertThat(look(Priority.SWEEP, 0)).isInstanceOf(Outcome.Retry.class);
        assertThat(look(Priority.SWEEP, 3)).isEqualTo(Outcome.done("OLDER"));

        assertThat(status()).isEqualTo("DELIVERED");
    }

    @Test
    void whatIsOlderByAFractionOfASecondIsNoReversal() {
        known("DELIVERED", "2026-03-01T12:00:00.400Z");
        listed = salesOrder("NOT_SHIPPED", "2026-03-01T12:00:00.100Z");

        look(Priority.SWEEP, 1);

        assertThat(status()).isEqualTo("DELIVERED");
    }

    @Test
    void withinASecondThatTheListDoesNotDivideTheSalesOrderItselfDecides() {
        known("DELIVERED", "2026-03-01T12:00:00.400Z");
        listed = salesOrder("NOT_SHIPPED", "2026-03-01T12:00:00Z");
        Instant asked = database.now();
        Read<SalesOrder> read = apis.katana(account)
                .orElseThrow()
                .salesOrders()
                .updatedSince(Instant.EPOCH, 1)
                .value()
                .items()
                .get(0);

        var taken = database.call(tx -> new TakeListedSalesOrder(new KeepSalesOrder(outbox, book), queue)
                .take(tx, account, new OrderRef(store, 1), read, asked));
        assertThat(taken).isEqualTo(KeepSnapshot.Result.OVERLAPPED);
        assertThat(look(Priority.SWEEP, 1)).isEqualTo(Outcome.done("UNCHANGED"));

        assertThat(status()).isEqualTo("DELIVERED");
        assertThat(calls).containsExactly("list", "list", "alone", "fulfillments");
    }

    @Test
    void aDeliveryWithoutFulfillmentsIsToldAtOnceAndLookedAtOnceMore() {
        listed = salesOrder("DELIVERED", NOON);

        assertThat(look(Priority.LIVE, 0)).isInstanceOf(Outcome.Retry.class);
        assertThat(status()).isEqualTo("DELIVERED");

        fulfillments = "{\"id\": 5, \"sales_order_id\": %d, \"status\": \"DELIVERED\"}".formatted(id);
        assertThat(look(Priority.LIVE, 1)).isEqualTo(Outcome.done("PUBLISHED"));
    }

    /** The sales order was read so before, and all that Katana shows is still so. */
    private void known(String status, String updatedAt) {
        listed = salesOrder(status, updatedAt);
        alone = listed;
        look(Priority.SWEEP, 1);
        assertThat(status()).isEqualTo(status);
        calls.clear();
    }

    private void tell(String action) {
        receive.receive(account, new SalesOrderEvent(action, id, ""));
    }

    private Outcome look(Priority priority, int attempts) {
        queue.want(Kinds.salesOrder(account, id, priority));
        Job job = queue.claim(Set.of(Kinds.OBSERVE_SALES_ORDER), Set.of(account), Duration.ofMinutes(1))
                .orElseThrow();
        Job tried = new Job(
                job.key(),
                job.lane(),
                job.priority(),
                job.lease(),
                job.taken(),
                attempts,
                job.leasedAt(),
                job.leaseUntil(),
                job.firstWantedAt(),
                job.traceparent());
        Outcome outcome = observe.handle(tried);
        queue.finish(job, Outcome.done(""));
        return outcome;
    }

    private String salesOrder(String status, String updatedAt) {
        return """
                {"id": %d, "order_no": "1", "status": "%s", "updated_at": "%s", "ecommerce_order_type": "bigCommerce",
                 "ecommerce_store_name": "%s", "ecommerce_order_id": "1", "sales_order_rows": []}""".formatted(id, status, updatedAt, store);
    }

    private String status() {
        return database.call(tx -> ObservedSalesOrders.find(tx, account, id))
                .map(ObservedSalesOrders.Row::status)
                .orElse("");
    }

    private static String list(String item) {
        return "{\"data\": [" + item + "]}";
    }

    private void answer(HttpExchange exchange, String call, String text) throws IOException {
        calls.add(call);
        Loopback.answer(exchange, text == null ? 404 : 200, text == null ? "{}" : text);
    }
}
