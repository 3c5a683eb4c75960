package dev.ordersync.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Secret;
import dev.ordersync.testkit.Infra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The three steps of docs/operations.md, with replicas of both steps side by side and stores being changed meanwhile. */
class RotateMasterKeyIT {
    private static final int STORES = 20;

    private final DataSource dataSource = Infra.freshDatabase().dataSource();
    /** A replica of the first step: seals under the old key, reads both. */
    private final Sealing first = Sealing.under(SealingTest.OLD, SealingTest.NEW);
    /** A replica of the second step: seals under the new key, reads both. */
    private final Sealing second = Sealing.under(SealingTest.NEW, SealingTest.OLD);

    @Test
    void theMasterKeyChangesUnderLoadAndNoReplicaMeetsASealItCannotOpen() throws Exception {
        ControlSchema.migrate(dataSource);
        for (int i = 0; i < STORES; i++) put(new StoreRegister(dataSource, Sealing.under(SealingTest.OLD)), i, 0);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> load = new ArrayList<>();
        for (Sealing replica : List.of(first, second)) {
            load.add(pool.submit(reading(replica, over)));
            load.add(pool.submit(writing(replica, over)));
        }
        StoreRegister register = new StoreRegister(dataSource, second);
        for (int pass = 0; pass < 10; pass++) register.reseal();

        over.set(true);
        for (Future<Integer> one : load) assertThat(one.get()).isPositive();
        pool.shutdown();
        register.reseal(); // what replicas of the first step sealed last
        assertThat(register.reseal()).as("nothing is left to do").isZero();

        StoreRegister third = new StoreRegister(dataSource, Sealing.under(SealingTest.NEW));
        IntStream.range(0, STORES)
                .forEach(i -> assertThat(
                                third.find("s" + i).orElseThrow().katanaKey().reveal())
                        .startsWith("key-" + i + "-"));
    }

    private Callable<Integer> reading(Sealing replica, AtomicBoolean over) {
        return () -> {
            StoreDirectory directory = new StoreDirectory(dataSource, replica, Set.of(), Duration.ZERO);
            int reads = 0;
            do {
                assertThat(directory.all()).hasSize(STORES);
                reads++;
            } while (!over.get());
            return reads;
        };
    }

    private Callable<Integer> writing(Sealing replica, AtomicBoolean over) {
        return () -> {
            StoreRegister register = new StoreRegister(dataSource, replica);
            int writes = 0;
            do {
                put(register, writes % STORES, writes);
                writes++;
            } while (!over.get());
            return writes;
        };
    }

    private static void put(StoreRegister register, int store, int version) {
        register.put(
                "s" + store,
                "Store",
                Secret.of("token-" + version),
                null,
                Secret.of("key-" + store + "-" + version),
                null);
    }
}
