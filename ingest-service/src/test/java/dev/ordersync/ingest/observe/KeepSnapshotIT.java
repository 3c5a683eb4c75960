package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.KeepSnapshot.Result;
import dev.ordersync.ingest.receipt.ReceiveWebhook;
import dev.ordersync.ingest.receipt.StoreEvent;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class KeepSnapshotIT {
    private final String hash = Bench.newStore();

    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    KeepSnapshot keep;

    @Inject
    StoreRegister register;

    private Store store;

    @BeforeEach
    void aStore() {
        Bench.put(hash, "{}").then().statusCode(201);
        store = register.find(hash).orElseThrow();
    }

    @Test
    void ofTwoReadsThatOverlapTheLaterToArriveMustBeRepeated() {
        // Given: a page of a sweep is asked for, and before it arrives a webhook's read is recorded
        Instant sweepAsked = database.now();
        Instant readAsked = database.now();
        assertThat(keep(9, readAsked)).isEqualTo(Result.PUBLISHED);

        // When the page arrives with an older state, it is not recorded
        assertThat(keep(11, sweepAsked)).isEqualTo(Result.OVERLAPPED);
        assertThat(status()).isEqualTo(9);

        // Then: read again, it is
        assertThat(keep(11, database.now())).isEqualTo(Result.PUBLISHED);
        assertThat(status()).isEqualTo(11);
    }

    @Test
    void numbersRiseAlsoWhenTheDatabaseWasSetBack() {
        assertThat(keep(11, database.now())).isEqualTo(Result.PUBLISHED);
        long ahead = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        database.run(tx -> {
            try (var update = tx.prepareStatement("update ingest.observed_order set number = ? where store = ?")) {
                update.setLong(1, ahead);
                update.setString(2, hash);
                update.executeUpdate();
            }
        });

        assertThat(keep(9, database.now())).isEqualTo(Result.PUBLISHED);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Bench.records(Topics.ORDERS_RAW, hash + ":5", OrderObserved.class))
                        .extracting(OrderObserved::number)
                        .last()
                        .isEqualTo(ahead + 1));
    }

    @Test
    void aRollbackPublishesNothing() {
        assertThatThrownBy(() -> database.run(tx -> {
                    keep.keep(tx, store, snapshot(11, database.now()), "webhook");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(keep(9, database.now())).isEqualTo(Result.PUBLISHED);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Bench.records(Topics.ORDERS_RAW, hash + ":5", OrderObserved.class))
                        .singleElement()
                        .satisfies(observed -> assertThat(
                                        observed.order().path("status_id").asInt())
                                .isEqualTo(9)));
    }

    @Test
    void aReceiptIsNotKeptWithoutItsWant() {
        // Given a queue that cannot take the wish
        StoreEvent event = StoreEvent.read(
                        Bench.event("store/order/created", 5, "h").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();

        // When
        try (var receive = new ReceiveWebhook(database, new WorkQueue(dataSource, "nosuch"), Duration.ZERO)) {
            assertThat(receive.receive(hash, event, "msg_1"))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(Database.Unavailable.class);
        }

        // Then the sender was told, and there is no trace that would make its next attempt look repeated
        assertThat(count("select count(*) from ingest.receipt where owner = ?")).isZero();
    }

    @Test
    void whatIsPublishedOnceMoreKeepsItsPlaceUnlessAPersonAskedForIt() {
        assertThat(keep(11, database.now())).isEqualTo(Result.PUBLISHED);

        force();
        assertThat(keep(11, database.now(), "backfill")).isEqualTo(Result.PUBLISHED);
        force();
        Instant listed = database.now();
        assertThat(database.<Result>call(tx -> keep.keepListed(tx, store, snapshot(11, listed), "sweep")))
                .as("a list does not answer a person's wish")
                .isEqualTo(Result.UNCHANGED);
        assertThat(keep(11, database.now(), "webhook")).isEqualTo(Result.PUBLISHED);

        Awaitility.await()
                .untilAsserted(() -> assertThat(Bench.records(Topics.ORDERS_RAW, hash + ":5", OrderObserved.class))
                        .extracting(OrderObserved::origin)
                        .containsExactly("webhook", "backfill", "command"));
    }

    @Test
    void aPersonsWishOutlivesAListThatBringsNews() {
        // Given a wish, and before its read a list shows a change
        assertThat(keep(11, database.now())).isEqualTo(Result.PUBLISHED);
        force();
        assertThat(keepListed(9, "backfill")).isEqualTo(Result.PUBLISHED);

        // When its read comes, it does not wait behind the list's backlog
        assertThat(keep(9, database.now())).isEqualTo(Result.PUBLISHED);

        // Then the wish is answered
        assertThat(keep(9, database.now())).isEqualTo(Result.UNCHANGED);
        assertPublishedAs("webhook", "backfill", "command");
    }

    @Test
    void anOrderThatMovesOnBeforeTheImportReadsItIsToldAsOneThatMayHaveBeenOpen() {
        // Given orders from before the activation, of which the first shipped before the import came to it
        Instant activated = database.now().minusSeconds(600);
        database.run(tx -> register.activate(tx, hash, activated));
        store = register.find(hash).orElseThrow();

        // When they are seen, the second after the import, and the first once more
        keep(movedOn(5, activated));
        database.run(tx -> StoreRegister.imported(tx, hash, activated.plusSeconds(60)));
        keep(movedOn(6, activated));
        keep(movedOn(5, activated).put("staff_notes", "packed by Ada"));

        // Then
        assertMayHaveBeenOpen(5, true, false);
        assertMayHaveBeenOpen(6, false);
    }

    private static ObjectNode movedOn(long order, Instant activated) {
        return Bench.order(order, 2, activated.plusSeconds(300))
                .put("date_created", Bench.rfc(activated.minusSeconds(9)));
    }

    private void keep(ObjectNode order) {
        Snapshot snapshot = Snapshot.listed(order, Account.NONE, database.now());
        assertThat(database.<Result>call(tx -> keep.keep(tx, store, snapshot, "sweep")))
                .isEqualTo(Result.PUBLISHED);
    }

    private void assertMayHaveBeenOpen(long order, Boolean... told) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Bench.records(Topics.ORDERS_RAW, hash + ":" + order, OrderObserved.class))
                                .extracting(OrderObserved::mayHaveBeenOpen)
                                .containsExactly(told));
    }

    private void assertPublishedAs(String... origins) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Bench.records(Topics.ORDERS_RAW, hash + ":5", OrderObserved.class))
                        .extracting(OrderObserved::origin)
                        .containsExactly(origins));
    }

    private Result keepListed(int status, String origin) {
        return database.call(tx -> keep.keepListed(tx, store, snapshot(status, database.now()), origin));
    }

    private void force() {
        database.run(tx -> {
            try (var update = tx.prepareStatement(
                    "update ingest.observed_order set force_wanted = force_wanted + 1 where store = ?")) {
                update.setString(1, hash);
                update.executeUpdate();
            }
        });
    }

    private Result keep(int status, Instant asked) {
        return keep(status, asked, "webhook");
    }

    private Result keep(int status, Instant asked, String origin) {
        return database.call(tx -> keep.keep(tx, store, snapshot(status, asked), origin));
    }

    private Snapshot snapshot(int status, Instant asked) {
        return Snapshot.listed(Bench.order(5, status, Instant.parse("2026-01-01T00:00:00Z")), Account.NONE, asked);
    }

    private long status() {
        return count("select status_id from ingest.observed_order where store = ?");
    }

    private long count(String sql) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement(sql)) {
                ask.setString(1, hash);
                try (var rows = ask.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }
}
