package dev.ordersync.ingest.replay;

import static dev.ordersync.ingest.world.Bench.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.replay.ReplayOrders.Found;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class AskForPlansIT {
    private final String store = Bench.newStore();

    @Inject
    Database database;

    @BeforeEach
    void aStore() {
        Bench.connectAndActivate(store);
    }

    @Test
    void anOrderIsNotPlannedWithTheRecordThatCameToLieInThePlaceOfItsOwn() {
        // Given: the records of orders 1 and 2, and a replay that noted other ones in their places
        ConsumerRecord<byte[], byte[]> first = record(1, 5);
        ConsumerRecord<byte[], byte[]> second = record(2, 6);
        ConsumerRecord<byte[], byte[]> third = record(3, 7);
        String id = "rp-" + store;

        // When
        database.run(tx -> {
            Replays.create(tx, id, new ReplayRequest(store, null, null, List.of(1L, 2L, 3L), true), "test");
            ReplayOrders.choose(tx, id, List.of(found(9, 5, first), found(2, 4, second), found(3, 7, third)));
            Query.update(tx, "update ingest.replay set begun = true, read_all = true where id = ?", id);
        });

        // Then: the one whose own record lies there is asked for, and no other
        await().atMost(Duration.ofSeconds(30)).until(() -> !requests(3).isEmpty());
        assertThat(requests(3).get(0).snapshot().number()).isEqualTo(7);
        answer(id, 3, PlanRequested.PREVIEW, "unchanged");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> api().get("/api/replays/" + id)
                        .then()
                        .body("state", equalTo("ready"))
                        .body("unchanged", equalTo(3)));
        assertThat(requests(9)).isEmpty();
        assertThat(requests(2)).isEmpty();
    }

    @Test
    void aStoreWhoseOrdersAreNotWrittenKeepsNoOtherStoreWaiting() {
        // Given: of a store that is paused 99 orders are being written, and many come before one of another store
        String stands = Bench.newStore();
        Bench.connectAndActivate(stands);
        api().post("/api/stores/" + stands + "/pause").then().statusCode(202);
        ConsumerRecord<byte[], byte[]> before = record(1, 5);
        record(1, 6);
        ConsumerRecord<byte[], byte[]> own =
                Bench.raw(Topics.ORDERS_RAW, store + ":1").get(1);
        String id = "rp-" + store;
        List<Found> many = LongStream.rangeClosed(1, 400)
                .mapToObj(order -> new Found(stands, order, 1, before.partition(), before.offset()))
                .toList();

        // When
        database.run(tx -> {
            Replays.create(tx, id, new ReplayRequest(null, Instant.EPOCH, Instant.now(), null, false), "test");
            ReplayOrders.choose(tx, id, many);
            ReplayOrders.choose(tx, id, List.of(found(1, 6, own)));
            Query.update(
                    tx,
                    "update ingest.replay set begun = true, read_all = true, state = 'applying', applying_at = now() where id = ?",
                    id);
            Query.update(
                    tx,
                    "update ingest.replay_order set state = case when store = ? and order_id <= 99 then 'applying'"
                            + " else 'differs' end, asked_at = clock_timestamp() where replay = ?",
                    stands,
                    id);
        });

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> !requests(1).isEmpty());
        assertThat(requests(1).get(0).mode()).isEqualTo(PlanRequested.APPLY);
        Map<String, Long> underWay = database.call(tx -> ReplayOrders.perStore(tx, id, "applying"));
        assertThat(underWay).containsEntry(stands, 100L);
        answer(id, 1, PlanRequested.APPLY, "written");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> api().get("/api/replays/" + id)
                        .then()
                        .body("written", equalTo(1))
                        .body("state", equalTo("applying"))
                        .body(
                                "trouble",
                                equalTo("Waits for stores that are paused or need reconnecting: Shop " + stands
                                        + ".")));

        // and who ends it reads that it is ended
        api().post("/api/replays/" + id + "/cancel").then().statusCode(lessThan(300));
        api().get("/api/replays/" + id)
                .then()
                .body("state", equalTo("cancelled"))
                .body("trouble", nullValue());
    }

    private Found found(long orderId, long number, ConsumerRecord<byte[], byte[]> place) {
        return new Found(store, orderId, number, place.partition(), place.offset());
    }

    private ConsumerRecord<byte[], byte[]> record(long orderId, long number) {
        Instant now = Instant.now();
        var event = new OrderObserved(
                store,
                orderId,
                number,
                now,
                "webhook",
                Bench.order(orderId, 11, now),
                null,
                null,
                null,
                now,
                null,
                false);
        Bench.publish(Topics.ORDERS_RAW, store + ":" + orderId, Codec.encode(event));
        return Bench.raw(Topics.ORDERS_RAW, store + ":" + orderId).get(0);
    }

    private List<PlanRequested> requests(long orderId) {
        return Bench.records(Topics.PLAN_REQUESTS, store + ":" + orderId, PlanRequested.class);
    }

    private void answer(String id, long orderId, String mode, String outcome) {
        var answer = new PlanAnswered(
                store, orderId, id, mode, Instant.now(), outcome, null, null, List.of(), null, null, null);
        Bench.publish(Topics.PLAN_ANSWERS, store + ":" + orderId, Codec.encode(answer));
    }
}
