package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.world.FakeKatana;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.stores.EraseStore;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What still lies in the topics when a store was forgotten does not bring it back. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class ForgottenStoreIT extends RunningService {
    @Inject
    StoreDirectory stores;

    @Test
    void nothing_is_kept_of_a_store_that_was_forgotten() {
        Stage other = stage();
        Stage forgotten = stage();
        Linked linked = linked(forgotten, false, 1, "MUG", "2");
        forget(forgotten);

        tell(forgotten, linked);
        awaitTaken(other, partition(forgotten, linked.order()));

        assertThat(new EraseStore(dataSource).erase(forgotten.hash, null)).isEmpty();
    }

    /** As ingest-service does. */
    private void forget(Stage stage) {
        stage.phase(Store.Phase.DISCONNECTED);
        await("the service works for it no more")
                .until(() -> stores.find(stage.hash).orElseThrow().phase() == Store.Phase.DISCONNECTED);
        await("nothing was under way")
                .until(() -> new EraseStore(dataSource).erase(stage.hash, null).isEmpty());
        stage.remove();
    }

    /** Until each topic's partition is read so far: with another store's records, which come after. */
    private void awaitTaken(Stage other, int partition) {
        long order;
        do order = other.shop.place(11, Stage.lines("MUG", "2"));
        while (partition(other, order) != partition);
        Linked linked = new Linked(order, other.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "2"))));
        tell(other, linked);
        soon(() -> assertThat(link(other, linked.order())).isNotNull());
        soon(() -> assertThat(manual(other, linked.order())).isEqualTo("hold"));
        taken(other, order, "bc_number", 1);
        taken(other, order, "number", 1);
    }

    private static void tell(Stage stage, Linked linked) {
        stage.seeOrder(linked.order());
        stage.link(linked.order(), linked.salesOrder(), false);
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        stage.command(linked.order(), "hold");
    }

    private static int partition(Stage stage, long orderId) {
        byte[] key = new OrderRef(stage.hash, orderId).key().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 12;
    }
}
