package dev.ordersync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.EraseStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the other services still tell of a store that was forgotten does not bring it back. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class ForgottenStoreIT {
    private final String other = Bench.newStore();
    private final String forgotten = Bench.newStore();

    @Inject
    DataSource dataSource;

    @Test
    void nothingIsKeptOfAStoreThatWasForgotten() {
        Bench.connectAndActivate(other);
        Bench.connectAndActivate(forgotten);
        tell(forgotten, 100);
        awaitTaken(forgotten, 100);
        Bench.api().delete("/api/stores/" + forgotten).then().statusCode(204);
        Bench.api().post("/api/stores/" + forgotten + "/forget").then().statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> Bench.api().get("/api/stores/" + forgotten).then().statusCode(404));

        tell(forgotten, 100);
        long behind = LongStream.iterate(1, id -> id + 1)
                .filter(id -> partition(other, id) == partition(forgotten, 100))
                .findFirst()
                .orElseThrow();
        tell(other, behind);
        awaitTaken(other, behind);

        assertThat(new EraseStore(dataSource).erase(forgotten, null)).isEmpty();
    }

    private static void tell(String store, long orderId) {
        String key = store + ":" + orderId;
        Bench.publish(
                Topics.ACTIVITY,
                key,
                Codec.encode(new OrderActivity(
                        store,
                        orderId,
                        Instant.now(),
                        "mapping",
                        "created",
                        "Sales order of Ada made.",
                        "synced",
                        null,
                        null,
                        null,
                        null)));
        Bench.publish(
                Topics.ORDER_LINKS,
                key,
                Codec.encode(new OrderLinked(
                        store, orderId, OrderLinked.LINKED, 7, "A-1", 1, List.of(), Instant.now(), null, null)));
    }

    private static void awaitTaken(String store, long orderId) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> Bench.api()
                        .get("/api/stores/" + store + "/orders/" + orderId)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("synced"))
                        .body("katana.salesOrderId", notNullValue()));
    }

    private static int partition(String store, long orderId) {
        byte[] key = (store + ":" + orderId).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 12;
    }
}
