package dev.ordersync.ingest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.testkit.Infra;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    /** The common pool of a machine with two cores has one thread: there the two would not meet. */
    private static final Executor AT_ONCE = task -> new Thread(task).start();

    private Database database;

    @BeforeEach
    void twoRows() {
        database = new Database(Infra.freshDatabase().dataSource());
        database.run(tx -> {
            update(tx, "create table counted (id int primary key, n int not null)");
            update(tx, "insert into counted values (1, 0), (2, 0)");
        });
    }

    @Test
    void ofTwoThatWaitForEachOtherTheOneThatIsEndedIsRunAgain() {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();

        var one = CompletableFuture.runAsync(() -> countBoth(1, 2, bothHoldOne, runs), AT_ONCE);
        var other = CompletableFuture.runAsync(() -> countBoth(2, 1, bothHoldOne, runs), AT_ONCE);

        assertThat(one).succeedsWithin(30, TimeUnit.SECONDS);
        assertThat(other).succeedsWithin(30, TimeUnit.SECONDS);
        assertThat(runs).hasValue(3);
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void anyOtherFailureIsToldAtOnceAndNothingHasHappened() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> database.run(tx -> {
                    runs.incrementAndGet();
                    update(tx, "update counted set n = n + 1");
                    update(tx, "insert into counted values (1, 0)");
                }))
                .isInstanceOf(Database.Unavailable.class);

        assertThat(runs).hasValue(1);
        assertThat(count()).isZero();
    }

    private void countBoth(int first, int second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
        AtomicInteger own = new AtomicInteger();
        database.run(tx -> {
            runs.incrementAndGet();
            update(tx, "update counted set n = n + 1 where id = " + first);
            if (own.incrementAndGet() == 1) meet(bothHoldOne);
            update(tx, "update counted set n = n + 1 where id = " + second);
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int count() {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("select sum(n) from counted");
                    var rows = ask.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private static void update(Connection tx, String sql) throws SQLException {
        try (var statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }
}
