package dev.ordersync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.testkit.FreePort;
import dev.ordersync.testkit.Infra;
import dev.ordersync.testkit.KafkaNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRelayIT {
    private static final Duration LONG = Duration.ofSeconds(40);

    private static List<Integer> numbers(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static void awaitEmpty(Fixture f) {
        await().atMost(LONG).untilAsserted(() -> assertThat(f.waiting()).isEqualTo("0"));
    }

    /** At least once and in order: the first of each number rise, and the last record is the newest. */
    private static void assertNothingLostNorReordered(List<Integer> published, int last) {
        assertThat(published.stream().distinct().toList()).isEqualTo(numbers(last));
        assertThat(published.get(published.size() - 1)).isEqualTo(last);
    }

    @Tag("thorough")
    @Test
    void anEventIsPublishedIfAndOnlyIfItsTransactionCommits() throws Exception {
        try (Fixture f = new Fixture(Infra.kafka())) {
            f.relay();
            f.leave(1, 1);
            try (var tx = f.dataSource.getConnection()) {
                tx.setAutoCommit(false);
                f.outbox.leave(tx, f.topic, Fixture.event(1, 2));
                tx.rollback();
            }
            f.leave(1, 3);
            awaitEmpty(f);
            assertThat(f.published(1)).containsExactly(1, 3);
        }
    }

    @Test
    void whatWaitsCanBeSeen() throws Exception {
        try (Fixture f = new Fixture(Infra.kafka());
                var connection = f.dataSource.getConnection()) {
            assertThat(f.outbox.waiting(connection)).isEqualTo(new Outbox.Waiting(0, 0));
            f.leave(1, 1);
            f.run("update svc.outbox set left_at = left_at - interval '1 hour'");
            f.leave(1, 2);
            assertThat(f.outbox.waiting(connection).records()).isEqualTo(2);
            assertThat(f.outbox.waiting(connection).oldestSeconds()).isBetween(3600L, 3700L);
        }
    }

    @Test
    void dyingBetweenSendAndDeleteOnlyRepeats() {
        try (Fixture f = new Fixture(Infra.kafka())) {
            f.run("create function svc.refuse() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'dead before the delete'; end $$");
            f.run("create trigger refuse before delete on svc.outbox execute function svc.refuse()");
            for (int i = 1; i <= 5; i++) f.leave(1, i);
            f.relay();
            await().atMost(LONG).ignoreExceptions().until(() -> f.published(1).size() >= 10);
            f.run("drop trigger refuse on svc.outbox");
            awaitEmpty(f);
            assertNothingLostNorReordered(f.published(1), 5);
        }
    }

    @Test
    void twoRelaysOnOneTableKeepTheOrderAndTheSecondTakesOver() {
        try (Fixture f = new Fixture(Infra.kafka())) {
            OutboxRelay first = f.relay();
            f.relay();
            for (int i = 1; i <= 150; i++) f.leave(1 + i % 3, 1 + (i - 1) / 3);
            awaitEmpty(f);
            first.close();
            for (int i = 151; i <= 300; i++) f.leave(1 + i % 3, 1 + (i - 1) / 3);
            awaitEmpty(f);
            for (long order = 1; order <= 3; order++)
                assertThat(f.published(order)).isEqualTo(numbers(100));
        }
    }

    @Test
    void whoTakesOverWaitsUntilNothingOfTheDeadOneCanArrive() {
        try (Fixture f = new Fixture(Infra.kafka())) {
            f.leave(1, 1);
            f.run("update svc.outbox_relay set holder = gen_random_uuid(),"
                    + " busy_until = clock_timestamp() + interval '3 seconds'");
            long begun = System.nanoTime();
            f.relay();
            awaitEmpty(f);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(2800));
        }
    }

    @Test
    void whoFindsTheTablesEmptiedNotesAllTheSameThatItIsBusy() {
        try (Fixture f = new Fixture(Infra.kafka())) {
            f.run("truncate svc.outbox, svc.outbox_relay");
            f.relay();
            f.leave(1, 1);
            awaitEmpty(f);
            assertThat(f.ask("select count(holder) from svc.outbox_relay")).isEqualTo("1");
        }
    }

    @Test
    void itSurvivesTheLossOfItsDatabaseConnection() {
        try (Fixture f = new Fixture(Infra.kafka())) {
            f.relay();
            for (int i = 1; i <= 100; i++) {
                f.leave(1, i);
                if (i % 30 == 0)
                    f.run("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                            + " and database = (select oid from pg_database where datname = current_database())");
            }
            awaitEmpty(f);
            assertNothingLostNorReordered(f.published(1), 100);
        }
    }

    @Test
    void aBrokerThatRestartsMidBatchLosesAndReordersNothing(@TempDir Path folder) throws Exception {
        try (KafkaNode broker = KafkaNode.start(folder, FreePort.find());
                Fixture f = new Fixture(broker.bootstrapServers())) {
            f.relay();
            AtomicInteger last = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                while (!enough.get()) f.leave(1, last.incrementAndGet());
            });
            writer.start();
            await().until(() -> last.get() > 200);
            broker.stop();
            int atStop = last.get();
            await().until(() -> last.get() > atStop + 200);
            broker.start();
            enough.set(true);
            writer.join();
            awaitEmpty(f);
            assertNothingLostNorReordered(f.published(1), last.get());
        }
    }
}
