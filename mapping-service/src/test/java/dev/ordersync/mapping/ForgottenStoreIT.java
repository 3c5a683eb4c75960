package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.world.Answers;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.EraseStore;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What still lies in the topics when a store was forgotten does not bring it back. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class ForgottenStoreIT {
    @Inject
    DataSource dataSource;

    @Inject
    StoreDirectory stores;

    @Test
    void nothingIsKeptOfAStoreThatWasForgotten() {
        World other = new World(dataSource);
        other.katana.variant("A");
        World forgotten = new World(dataSource);
        forgotten.katana.variant("A");
        OrderObserved snapshot = forgotten.observe(World.order(100).line("A", 1, "12.00"));
        forgotten.awaitShown(100, "synced/");
        long salesOrder = forgotten.salesOrderId(100);
        forget(forgotten);

        forgotten.observe(World.order(100).line("A", 2, "12.00"));
        forgotten.salesOrderSeen(100, salesOrder, false);
        forgotten.command(100, "retry");
        String run = Answers.newRun();
        forgotten.tell(
                Topics.PLAN_REQUESTS,
                new PlanRequested(forgotten.store, 100, run, PlanRequested.APPLY, Instant.now(), snapshot));
        awaitTaken(other, forgotten.partition(100));

        assertThat(new EraseStore(dataSource).erase(forgotten.store, null)).isEmpty();
    }

    /** As ingest-service does. */
    private void forget(World world) {
        world.phase(Store.Phase.DISCONNECTED);
        await("the service works for it no more")
                .until(() -> stores.find(world.store).orElseThrow().phase() == Store.Phase.DISCONNECTED);
        await("nothing was under way")
                .until(() -> new EraseStore(dataSource).erase(world.store, null).isEmpty());
        world.remove();
    }

    /** Until each topic's partition is read so far: with another store's records, which come after. */
    private static void awaitTaken(World other, int partition) {
        long order = LongStream.iterate(1, id -> id + 1)
                .filter(id -> other.partition(id) == partition)
                .findFirst()
                .orElseThrow();
        String of = " where store = '" + other.store + "' and order_id = " + order;
        OrderObserved snapshot = other.observe(World.order(order).line("A", 1, "12.00"));
        other.awaitShown(order, "synced/");
        other.salesOrderSeen(order, other.salesOrderId(order), false);
        other.command(order, "hold");
        String run = Answers.newRun();
        other.tell(
                Topics.PLAN_REQUESTS,
                new PlanRequested(other.store, order, run, PlanRequested.PREVIEW, Instant.now(), snapshot));
        new Answers().await(run, order);
        await().until(() -> other.count("select count(*) from mapping.order_record" + of
                        + " and seen_id <> 0 and command_at is not null")
                == 1);
    }
}
