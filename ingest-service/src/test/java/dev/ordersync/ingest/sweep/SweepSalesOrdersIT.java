package dev.ordersync.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.ordersync.api.Times;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.KeepSalesOrder;
import dev.ordersync.ingest.observe.TakeListedSalesOrder;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.Turns;
import dev.ordersync.ingest.world.World;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stores of one Katana account; its sales orders by the minutes since they changed. */
@QuarkusTest
@QuarkusTestResource(World.class)
class SweepSalesOrdersIT {
    private static final Pattern PAGE = Pattern.compile("[?&]page=([0-9]+)");
    private static final Pattern SINCE = Pattern.compile("updated_at_min=([^&]+)");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final String stays = Bench.newStore();
    private final String leaves = Bench.newStore();
    private final Map<String, Instant> changed = new ConcurrentHashMap<>();
    /** From when on changes were asked for, sweep by sweep, by what they are of. */
    private final Map<String, List<Instant>> asked = new ConcurrentHashMap<>();

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

    /** Each call, as path and page. */
    private final List<String> pages = new CopyOnWriteArrayList<>();

    private volatile int pageSize = 250;
    /** Which call has no answer. */
    private volatile String silent = "";

    private final Turns turns = new Turns();
    private String account;
    private Loopback katana;

    @BeforeEach
    void anAccountOfTwo() {
        key(stays, "marker-key-" + stays);
        key(leaves, "marker-key-" + stays);
        account = Bench.account(stays);
        assertThat(Bench.account(leaves)).isEqualTo(account);
        katana = new Loopback(this::answer);
    }

    @AfterEach
    void stop() {
        katana.close();
    }

    @Test
    void aStoreThatComesBackToItsAccountIsSweptFromWhereItLeft() {
        // Given: both were swept, and one of them left before its sales order changed
        changed.put(stays, ago(50));
        assertThat(sweep()).isEqualTo("1 changes");
        assertThat(turns.taken()).isEqualTo(1);
        key(leaves, "marker-key-" + leaves);
        changed.put(leaves, ago(30));
        changed.put(stays, ago(20));
        assertThat(sweep()).isEqualTo("1 changes");

        // When
        key(leaves, "marker-key-" + stays);

        // Then
        assertThat(sweep()).isEqualTo("1 changes");
        assertThat(last("/sales_orders")).isEqualTo(ago(50).minus(SweepSalesOrders.OVERLAP));
        assertThat(last("/sales_order_fulfillments")).isEqualTo(ago(50).minus(SweepSalesOrders.OVERLAP));

        // and that is made up for
        assertThat(sweep()).isEqualTo("0 changes");
        assertThat(last("/sales_orders")).isEqualTo(ago(20).minus(SweepSalesOrders.OVERLAP));
        assertThat(last("/sales_order_fulfillments")).isEqualTo(ago(20).minus(SweepSalesOrders.OVERLAP));
    }

    @Test
    void aSweepThatIsInterruptedGoesOnFromItsPage() {
        // Given: two pages of each list, of which Katana gives no second one
        changed.put(stays, ago(50));
        changed.put(leaves, ago(40));
        pageSize = 1;
        silent = "/sales_orders 2";
        assertThat(handle()).isNotInstanceOf(Outcome.Done.class);
        silent = "/sales_order_fulfillments 2";
        assertThat(handle()).isNotInstanceOf(Outcome.Done.class);

        // When
        silent = "";
        assertThat(handle()).isInstanceOf(Outcome.Done.class);

        // Then
        assertThat(pages)
                .containsExactly(
                        "/sales_orders 1",
                        "/sales_orders 2",
                        "/sales_orders 2",
                        "/sales_order_fulfillments 1",
                        "/sales_order_fulfillments 2",
                        "/sales_order_fulfillments 2");
        assertThat(sweep()).isEqualTo("0 changes");
        assertThat(last("/sales_orders")).isEqualTo(ago(40).minus(SweepSalesOrders.OVERLAP));
    }

    /** The store is known by this key when it returns. */
    private void key(String store, String key) {
        Bench.api()
                .body("""
                        {"name": "Shop %s", "bigcommerce": {"accessToken": "marker-token-%s"},
                         "katana": {"apiKey": "%s"}}""".formatted(store, store, key))
                .put("/api/stores/" + store)
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
        String known = Bench.account(store);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> directory.ofAccount(known).stream()
                        .anyMatch(one -> one.hash().equals(store)));
    }

    private String sweep() {
        return ((Outcome.Done) handle()).detail();
    }

    private Outcome handle() {
        queue.want(Kinds.sweepSalesOrders(account));
        Job job = queue.claim(Set.of(Kinds.SWEEP_SALES_ORDERS), Set.of(account), Duration.ofMinutes(1))
                .orElseThrow();
        var watermarks = new Watermarks(database);
        Outcome outcome = new SweepSalesOrders(
                        directory,
                        katana.apis(lanes, directory),
                        watermarks,
                        new TakeListedSalesOrder(new KeepSalesOrder(outbox, book), queue),
                        turns.rate(),
                        new SweepFulfillments(watermarks, database, queue, Duration.ZERO),
                        database)
                .handle(job);
        queue.finish(job, Outcome.done("for this test"));
        return outcome;
    }

    private Instant last(String path) {
        List<Instant> calls = asked.get(path);
        return calls.get(calls.size() - 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher matcher = SINCE.matcher(exchange.getRequestURI().getRawQuery());
        Instant since = matcher.find()
                ? Times.read(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8))
                        .orElseThrow()
                : Instant.EPOCH;
        asked.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>()).add(since);
        Matcher number = PAGE.matcher(exchange.getRequestURI().getRawQuery());
        int page = number.find() ? Integer.parseInt(number.group(1)) : 1;
        pages.add(path + " " + page);
        List<String> list = new ArrayList<>();
        new TreeMap<>(changed).forEach((store, at) -> {
            if (!at.isBefore(since))
                list.add(path.equals("/sales_orders") ? salesOrder(store, at) : fulfillment(store, at));
        });
        int from = Math.min(list.size(), (page - 1) * pageSize);
        int to = Math.min(list.size(), from + pageSize);
        exchange.getResponseHeaders()
                .add(
                        "X-Pagination",
                        "{\"total_pages\": \"" + Math.max(1, (list.size() + pageSize - 1) / pageSize) + "\"}");
        Loopback.answer(
                exchange,
                (path + " " + page).equals(silent) ? 503 : 200,
                "{\"data\": [" + String.join(", ", list.subList(from, to)) + "]}");
    }

    private static String salesOrder(String store, Instant at) {
        return """
                {"id": %d, "order_no": "%d", "status": "NOT_SHIPPED", "updated_at": "%s", "ecommerce_order_type": "bigCommerce",
                 "ecommerce_store_name": "%s", "ecommerce_order_id": "1", "sales_order_rows": []}""".formatted(id(store), at.getEpochSecond(), at, store);
    }

    private static String fulfillment(String store, Instant at) {
        return """
                {"id": %d, "sales_order_id": %d, "status": "PACKED", "updated_at": "%s"}""".formatted(id(store) + 1, id(store) + 2, at);
    }

    private static long id(String store) {
        return Math.abs((long) store.hashCode()) * 10;
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }
}
