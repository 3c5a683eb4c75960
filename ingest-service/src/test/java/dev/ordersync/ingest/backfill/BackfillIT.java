package dev.ordersync.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.Accounts;
import dev.ordersync.ingest.observe.KeepSnapshot;
import dev.ordersync.ingest.observe.TakeListed;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class BackfillIT {
    private static final int AWAITING_FULFILLMENT = 11;

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
    Backlog backlog;

    private Loopback bigcommerce;
    private volatile Runnable meanwhile = () -> {};

    /** Two open orders, on one page. */
    @BeforeEach
    void aShop() {
        Bench.put(store, "{}").then().statusCode(201);
        Bench.awaitKnown(directory, store);
        start();
        ArrayNode orders = Json.TREE.createArrayNode();
        for (int id = 1; id <= 2; id++) orders.add(Bench.order(id, AWAITING_FULFILLMENT, Instant.now()));
        bigcommerce = new Loopback(exchange -> {
            meanwhile.run();
            Loopback.answer(exchange, 200, orders.toString());
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
    void anImportThatIsStartedOverDuringAPageBeginsAtTheFirstOrder() {
        meanwhile = this::start;

        page();

        assertThat(new BackfillTable(database).next(store))
                .hasValueSatisfying(run -> assertThat(run.cursor()).isZero());
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
                        20)
                .handle(job);
    }
}
