package dev.ordersync.ingest.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.testkit.Infra;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class CommitTogetherIT {
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private DataSource dataSource;

    @BeforeEach
    void aTable() {
        dataSource = Infra.freshDatabase().dataSource();
        new Database(dataSource).run(tx -> {
            try (var create = tx.createStatement()) {
                create.execute("create table kept (n int check (n <> 13))");
            }
        });
    }

    @Test
    void whatComesDuringACommitSharesTheNextOne() {
        CountDownLatch gate = new CountDownLatch(1);
        try (var together = new CommitTogether<Integer>(
                new Database(dataSource),
                (tx, all) -> {
                    sizes.add(all.size());
                    join(gate);
                    insert(tx, all);
                },
                1)) {
            var first = together.keep(1).toCompletableFuture();
            await().atMost(Duration.ofSeconds(10)).until(() -> sizes.size() == 1);
            var rest = IntStream.rangeClosed(20, 59)
                    .mapToObj(n -> together.keep(n).toCompletableFuture())
                    .toList();
            gate.countDown();
            first.join();
            rest.forEach(CompletableFuture::join);
        }

        assertThat(sizes).containsExactly(1, 40);
        assertThat(count()).isEqualTo(41);
    }

    @Test
    void oneAtFaultDoesNotSpoilTheOthers() {
        CountDownLatch gate = new CountDownLatch(1);
        try (var together = new CommitTogether<Integer>(
                new Database(dataSource),
                (tx, all) -> {
                    sizes.add(all.size());
                    join(gate);
                    insert(tx, all);
                },
                1)) {
            var first = together.keep(1).toCompletableFuture();
            await().atMost(Duration.ofSeconds(10)).until(() -> sizes.size() == 1);
            var bad = together.keep(13).toCompletableFuture();
            var good = together.keep(14).toCompletableFuture();
            gate.countDown();

            assertThat(bad).failsWithin(Duration.ofSeconds(10));
            assertThat(good).succeedsWithin(Duration.ofSeconds(10));
            first.join();
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void withoutADatabaseAllFailFast() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://localhost:1/nowhere");
        try (var together = new CommitTogether<Integer>(new Database(nowhere), CommitTogetherIT::insert, 1)) {
            var all = IntStream.range(0, 300)
                    .mapToObj(n -> together.keep(n).toCompletableFuture())
                    .toList();

            for (var each : all) assertThat(each).failsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void evenAnErrorLeavesNobodyWaitingAndTheNextOneIsKept() {
        try (var together = new CommitTogether<Integer>(
                new Database(dataSource),
                (tx, all) -> {
                    if (all.contains(7)) throw new AssertionError("a bug in the driver");
                    insert(tx, all);
                },
                1)) {
            assertThat(together.keep(7).toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
            assertThat(together.keep(8).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
        }
        assertThat(count()).isEqualTo(1);
    }

    private static void insert(Connection tx, List<Integer> all) throws SQLException {
        try (var insert = tx.prepareStatement("insert into kept values (?)")) {
            for (int n : all) {
                insert.setInt(1, n);
                insert.executeUpdate();
            }
        }
    }

    private static void join(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count() {
        return new Database(dataSource).call(tx -> {
            try (var ask = tx.prepareStatement("select count(*) from kept");
                    var rows = ask.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }
}
