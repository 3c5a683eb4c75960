package dev.ordersync.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersync.api.Json;
import dev.ordersync.api.Times;
import dev.ordersync.api.Transport;
import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.observe.Accounts;
import dev.ordersync.ingest.observe.KeepSnapshot;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Turns;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class SweepOrdersIT {
    private static final int PAGE = 20;
    private static final int ORDERS = 50;
    private static final Pattern SINCE = Pattern.compile("min_date_modified=([^&]+)");

    private final String store = Bench.newStore();
    /** From when on orders were asked for, call by call. */
    private final List<Instant> asked = new CopyOnWriteArrayList<>();

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

    private final Turns turns = new Turns();
    private Instant oldest;
    private HttpServer bigcommerce;
    /** What happens while the shop gives a page. */
    private volatile Runnable meanwhile = () -> {};

    private volatile int answers = Integer.MAX_VALUE;

    /** A live store whose own sweeps are over, and a shop in which an order changed every ten seconds. */
    @BeforeEach
    void aShop() throws IOException {
        Bench.connectAndActivate(store);
        Bench.awaitKnown(directory, store);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        !Bench.journal(store + "/v2/orders?min_date_modified").isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        database.call(tx -> StoreRegister.importedAt(tx, store)).isPresent());
        await().atMost(Duration.ofSeconds(30)).until(this::nightlySweepIsPlanned);
        Bench.api().post("/api/stores/" + store + "/pause").then().statusCode(202);
        oldest = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(50));
        bigcommerce = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bigcommerce.createContext("/", this::orders);
        bigcommerce.start();
    }

    @AfterEach
    void stop() {
        bigcommerce.stop(0);
    }

    @Test
    void aDeepSweepThatWasInterruptedGoesOnWhereItWas() {
        // Given: the shop answers with two pages and then no more
        answers = 2;
        assertThat(sweepDeeply()).isInstanceOf(Outcome.Retry.class);
        Instant begin = asked.get(0);
        Instant place = asked.get(2);
        assertThat(place).isAfter(begin.plusSeconds(300));

        // When it answers again
        asked.clear();
        answers = Integer.MAX_VALUE;
        assertThat(sweepDeeply()).isInstanceOf(Outcome.Done.class);

        // Then
        assertThat(asked.get(0)).isEqualTo(place);

        // and the next night's begins where the first one began
        asked.clear();
        assertThat(sweepDeeply()).isInstanceOf(Outcome.Done.class);
        assertThat(asked.get(0)).isEqualTo(begin);
    }

    @Test
    void aSweepEndsWithItsStore() {
        meanwhile = () -> {
            Bench.api().delete("/api/stores/" + store).then().statusCode(org.hamcrest.Matchers.lessThan(300));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> directory
                            .find(store)
                            .filter(known -> known.phase() != Store.Phase.DISCONNECTED)
                            .isEmpty());
        };

        assertThat(sweepDeeply()).isEqualTo(Outcome.done("store is gone"));

        assertThat(asked).hasSize(1);
    }

    /** Beside the first import and the first ordinary sweep it would only read the same once more. */
    @Test
    void theFirstNightlySweepOfAStoreIsNoneOfItsFirstDay() {
        List<String> sweeps = database.call(tx -> Query.list(
                tx,
                "select entity from ingest.work where store = ? and kind = 'SWEEP_ORDERS'",
                row -> row.getString(1),
                store));

        assertThat(sweeps).containsExactly("orders");
    }

    private boolean nightlySweepIsPlanned() {
        return !database.call(tx -> Query.list(
                        tx,
                        "select 1 from ingest.rota where owner = ? and kind = 'SWEEP_ORDERS/deep'",
                        row -> row.getInt(1),
                        store))
                .isEmpty();
    }

    @Test
    void aSweepThatIsKilledGoesOnFromItsPage() {
        // Given: it dies in the middle of the second page
        turns.killAfter(PAGE + PAGE / 2);
        assertThatThrownBy(this::sweepDeeply).hasMessage("killed");

        // When
        asked.clear();
        turns.killAfter(Integer.MAX_VALUE);
        assertThat(sweepDeeply()).isInstanceOf(Outcome.Done.class);

        // Then
        Instant endOfPage = oldest.plusSeconds(10L * PAGE);
        assertThat(asked.get(0)).isBetween(endOfPage.minusSeconds(1), endOfPage);
        assertThat(taken()).hasSize(ORDERS);
    }

    @Test
    void leavesToTheFirstImportWhatItWillComeTo() {
        // Given: the import has come as far as order 30
        database.run(tx -> {
            BackfillTable.start(tx, store, Set.of(11, 9));
            Query.update(tx, "update ingest.backfill set cursor = 30 where store = ? and status_id = 11", store);
        });

        // When
        assertThat(sweepDeeply()).isInstanceOf(Outcome.Done.class);

        // Then what it should have taken is looked at
        assertThat(taken()).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());

        // and once it is over, all
        database.run(tx -> Query.update(tx, "update ingest.backfill set done = true where store = ?", store));
        assertThat(sweepDeeply()).isInstanceOf(Outcome.Done.class);
        assertThat(taken()).isEqualTo(LongStream.rangeClosed(1, ORDERS).boxed().toList());
    }

    /** The first import knows nothing of what came or went on since, and lists may lag. */
    @Test
    void takesWhatChangedSinceTheActivationBesideTheFirstImport() {
        database.run(tx -> BackfillTable.start(tx, store, Set.of(11)));
        oldest = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        assertThat(sweepDeeply()).isInstanceOf(Outcome.Done.class);

        assertThat(taken()).hasSize(ORDERS);
        assertThat(turns.taken()).isEqualTo(ORDERS);
    }

    /** Published as listed, or to be read by themselves. */
    private List<Long> taken() {
        return database.call(tx -> Query.list(tx, """
                select order_id from ingest.observed_order where store = ? union
                select entity::bigint from ingest.work where store = ? and kind = 'OBSERVE_ORDER' order by 1""", row -> row.getLong(1), store, store));
    }

    private Outcome sweepDeeply() {
        queue.want(Kinds.sweepOrdersDeeply(store));
        Job job = await().atMost(Duration.ofSeconds(20))
                .until(this::claimed, Optional::isPresent)
                .orElseThrow();
        URI url = URI.create("http://localhost:" + bigcommerce.getAddress().getPort());
        Apis apis = new Apis(new Transport(null, Clock.systemUTC()), lanes, directory, url, url, Duration.ofSeconds(5));
        Outcome outcome;
        try {
            outcome = new SweepOrders(
                            directory,
                            apis,
                            new Watermarks(database),
                            new BackfillTable(database),
                            new TakeListed(keep, new Accounts(apis), queue),
                            turns.rate(),
                            database,
                            PAGE)
                    .handle(job);
        } finally {
            queue.finish(job, Outcome.done(""));
        }
        return outcome;
    }

    private Optional<Job> claimed() {
        Optional<Job> job = queue.claim(Set.of(Kinds.SWEEP_ORDERS), Set.of(store), Duration.ofMinutes(1));
        if (job.isEmpty() || job.get().key().entity().equals(Kinds.DEEP)) return job;
        queue.finish(job.get(), Outcome.done("not this one"));
        return Optional.empty();
    }

    private void orders(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        Matcher since = SINCE.matcher(query);
        if (since.find()) asked.add(Times.read(since.group(1)).orElseThrow());
        if (--answers < 0) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        ArrayNode page = Json.TREE.createArrayNode();
        for (int id = 1; id <= ORDERS && page.size() < PAGE; id++) {
            Instant modified = oldest.plusSeconds(10L * id);
            if (!modified.isBefore(asked.get(asked.size() - 1))) page.add(Bench.order(id, 11, modified));
        }
        meanwhile.run();
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
