package dev.ordersync.ingest.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class StoreProgressIT {
    @Inject
    Database database;

    @Inject
    StoreRegister register;

    @Inject
    OrderBook book;

    @Inject
    StoreProgress progress;

    @Test
    void manyStoresAreCountedTogetherAsEachIsByItself() {
        Store some = store();
        Store none = store();
        Store more = store();
        database.run(tx -> {
            for (Store store : List.of(some, more)) BackfillTable.startMissing(tx, store.hash(), List.of(11));
            seen(tx, some, 1);
            for (int order = 1; order <= 3; order++) seen(tx, more, order);
            book.apply(tx, activity(more, 1, "synced"));
            book.apply(tx, activity(more, 2, "held"));
        });

        Map<String, StoreProgress.Answer> answers = progress.of(List.of(some, none, more));

        assertThat(answers.get(some.hash()))
                .extracting(StoreProgress.Answer::waiting, StoreProgress.Answer::seen)
                .containsExactly(1L, 1L);
        assertThat(answers.get(none.hash()).seen()).isZero();
        assertThat(answers.get(more.hash()))
                .extracting(
                        StoreProgress.Answer::synced,
                        StoreProgress.Answer::held,
                        StoreProgress.Answer::waiting,
                        StoreProgress.Answer::seen)
                .containsExactly(1L, 1L, 1L, 3L);
        assertThat(answers.get(some.hash()).estimatedSecondsLeft()).isPositive();
        for (Store store : List.of(some, none, more))
            assertThat(answers).containsEntry(store.hash(), progress.of(store));
    }

    private Store store() {
        String hash = Bench.newStore();
        Bench.put(hash, "{}").then().statusCode(201);
        return register.find(hash).orElseThrow();
    }

    private void seen(java.sql.Connection tx, Store store, long order) throws java.sql.SQLException {
        book.observed(tx, store.hash(), order, 11, "20.00", "EUR", Instant.now(), "sweep");
    }

    private static OrderActivity activity(Store store, long order, String state) {
        return new OrderActivity(
                store.hash(), order, Instant.now(), "mapping", "looked", "Looked at.", state, null, null, null, null);
    }
}
