package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.World;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class ObserveSalesOrdersIT {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final String store = Bench.newStore();
    private final long first = ThreadLocalRandom.current().nextLong(1_000, 2_000_000_000);
    private final AtomicInteger fulfillmentCalls = new AtomicInteger();

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

    private String account;
    private Loopback katana;
    private ObserveSalesOrders observe;

    /** Three sales orders are delivered, the fourth is not; and once it says that the quota is used up. */
    @BeforeEach
    void aKatana() {
        Bench.put(store, "{}").then().statusCode(201);
        Bench.awaitKnown(directory, store);
        account = Bench.account(store);
        katana = new Loopback(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/sales_orders")) {
                Loopback.answer(exchange, 200, salesOrders());
                return;
            }
            boolean isFirst = fulfillmentCalls.incrementAndGet() == 1;
            if (isFirst) exchange.getResponseHeaders().add("Retry-After", "1");
            Loopback.answer(exchange, isFirst ? 429 : 200, "{\"data\": []}");
        });
        observe = new ObserveSalesOrders(
                directory, katana.apis(lanes, directory), new KeepSalesOrder(outbox, book), database, queue, backlog);
    }

    @AfterEach
    void stop() {
        katana.close();
    }

    @Test
    void whenTheQuotaIsUsedUpTheRestOfABatchGivesItsPlaceBackAtOnce() {
        // Given
        List<Job> jobs = batch();

        // When
        var outcomes = observe.handleAll(jobs);

        // Then whatever needs a call waits without having asked for it, and what needs none is taken
        assertThat(fulfillmentCalls).hasValue(1);
        List<Outcome> delivered = jobs.subList(0, 3).stream().map(outcomes::get).toList();
        assertThat(delivered.get(0)).isInstanceOf(Outcome.Wait.class);
        assertThat(delivered).containsOnly(delivered.get(0));
        assertThat(outcomes.get(jobs.get(3))).isEqualTo(Outcome.done("PUBLISHED"));
    }

    private List<Job> batch() {
        LongStream.range(first, first + 4).forEach(id -> queue.want(Kinds.salesOrder(account, id, Priority.SWEEP)));
        Job one = queue.claim(Set.of(Kinds.OBSERVE_SALES_ORDER), Set.of(account), LEASE)
                .orElseThrow();
        List<Job> jobs = new ArrayList<>(List.of(one));
        jobs.addAll(queue.claimMore(one, Set.of(account), 49, LEASE));
        jobs.sort(Comparator.comparingLong(job -> Long.parseLong(job.key().entity())));
        return jobs;
    }

    private String salesOrders() {
        return LongStream.range(first, first + 4)
                .mapToObj(id -> """
                        {"id": %d, "order_no": "%d", "status": "%s", "ecommerce_order_type": "bigCommerce",
                         "ecommerce_store_name": "%s", "ecommerce_order_id": "%d", "sales_order_rows": []}""".formatted(
                        id, id - first + 1, id < first + 3 ? "DELIVERED" : "NOT_SHIPPED", store, id - first + 1))
                .collect(Collectors.joining(",", "{\"data\": [", "]}"));
    }
}
