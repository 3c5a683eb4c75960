package dev.ordersync.workqueue;

import static dev.ordersync.workqueue.Fixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.api.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LanesIT {
    private static final String LANE = "katana:acc";
    private final Fixture f = new Fixture();

    @AfterEach
    void close() {
        f.close();
    }

    @Tag("thorough")
    @Test
    void fiveTakersTogetherKeepTheQuotaInEverySlidingWindowAndUseIt() throws Exception {
        long window = 6_000;
        int limit = 60;
        int windows = 3;
        f.lanes.gate(LANE, Duration.ZERO).told(new Gate.Quota(limit, Duration.ofMillis(window), null, null));
        var arrivals = new ConcurrentLinkedQueue<Long>();
        long begun = System.nanoTime();
        long end = begun + TimeUnit.MILLISECONDS.toNanos(windows * window);

        var takers = Executors.newFixedThreadPool(5);
        for (int i = 0; i < 5; i++)
            takers.submit(() -> {
                Gate gate = new Lanes(f.dataSource).gate(LANE, Duration.ofSeconds(10));
                while (System.nanoTime() < end)
                    if (gate.enter().isEmpty()) arrivals.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            });
        takers.shutdown();
        assertThat(takers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        List<Long> sorted = new ArrayList<>(arrivals);
        sorted.sort(Long::compare);
        for (int i = 0; i + limit < sorted.size(); i++)
            assertThat(sorted.get(i + limit) - sorted.get(i)).isGreaterThan(window);
        assertThat(sorted).hasSizeGreaterThanOrEqualTo(windows * limit * 8 / 10);
    }

    @Test
    void a429PausesTheLaneForAllReplicas() {
        Gate here = f.lanes.gate(LANE, Duration.ZERO);
        Gate elsewhere = new Lanes(f.dataSource).gate(LANE, Duration.ZERO);
        assertThat(elsewhere.enter()).isEmpty();

        here.shut(Duration.ofSeconds(20));

        assertThat(elsewhere.enter().orElseThrow()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(22));
        assertThat(f.lanes.gate("katana:other", Duration.ZERO).enter()).isEmpty();
        assertThat(f.lanes.state(LANE).orElseThrow().pausedUntil()).isAfter(Instant.now());
    }

    @Test
    void a429ThatAsksForNoWaitShutsLongerTheNextTimeUnlessACallWasAnsweredBetween() {
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        Duration guess = Duration.ofMillis(300);
        gate.shutUnsaid(guess);
        gate.answered(null); // the 429 itself
        assertThat(gate.enter().orElseThrow()).isLessThan(Duration.ofMillis(450));
        await().pollInterval(Duration.ofMillis(20)).until(() -> gate.enter().isEmpty());

        gate.shutUnsaid(guess);
        assertThat(gate.enter().orElseThrow()).isGreaterThan(Duration.ofMillis(450));
        await().pollInterval(Duration.ofMillis(20)).until(() -> gate.enter().isEmpty());

        gate.answered(null);
        gate.shutUnsaid(guess);
        assertThat(gate.enter().orElseThrow()).isLessThan(Duration.ofMillis(450));
    }

    @Test
    void neitherACallNorA429WaitsForTheDiskToBeSeenByOthers() {
        f.run("create table svc.noted (flushed text)");
        f.run("""
                create function svc.note() returns trigger language plpgsql as $$
                begin insert into svc.noted values (current_setting('synchronous_commit')); return null; end $$""");
        f.run("create trigger note after update on control.lane for each row execute function svc.note()");
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);

        gate.enter();
        gate.shut(Duration.ofSeconds(20));

        assertThat(f.ask("select string_agg(flushed, ' ') from svc.noted")).isEqualTo("off off");
    }

    @Test
    void a429ThatComesWhileACallIsBeingCountedHoldsThatCallBack() throws Exception {
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        gate.enter();
        try (var busy = f.dataSource.getConnection()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select from control.lane where name = '" + LANE + "' for update");
            var counted = CompletableFuture.supplyAsync(gate::enter);
            await().until(() -> waiting() == 1);

            var noted = CompletableFuture.runAsync(() -> gate.shut(Duration.ofSeconds(20)));
            await().until(() -> waiting() == 2);
            busy.commit();

            assertThat(counted.get().orElseThrow()).isPositive();
            noted.get();
        }
    }

    @Test
    void a429OfAnotherReplicaHoldsACallBackThatTookLongToBeCounted() {
        Gate other = f.lanes.gate(LANE, Duration.ZERO);
        Lanes slow = new Lanes(f.afterCommit(() -> {
            other.shut(Duration.ofSeconds(20));
            pause(50);
        }));

        assertThat(slow.gate(LANE, Duration.ZERO).enter().orElseThrow()).isGreaterThan(Duration.ofSeconds(19));
    }

    @Test
    void whoStoodStillLongerThanItsPatienceDoesNotComeIn() {
        AtomicLong now = new AtomicLong();
        Duration frozen = Duration.ofSeconds(60);
        Lanes freezing = new Lanes(f.afterCommit(() -> now.addAndGet(frozen.toNanos())));
        Duration patience = Duration.ofSeconds(5);

        assertThat(freezing.gate(LANE, patience, now::get).enter()).isPresent();
        assertThat(f.lanes.gate(LANE, patience).enter()).isEmpty();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long waiting() {
        return Long.parseLong(
                f.ask(
                        "select count(*) from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())"));
    }

    @Test
    void aShortWaitIsWaitedOutALongOneIsTold() {
        // the one call of this minute is free again in three seconds
        long start = System.currentTimeMillis() - Tally.memory(60_000) + 3_000;
        f.run("insert into control.lane (name, quota, window_ms, marks) values ('" + LANE + "', 1, 60000, '{" + start
                + ", 1, 0}')");
        assertThat(f.lanes.gate(LANE, Duration.ofMillis(10)).enter().orElseThrow())
                .isBetween(Duration.ofMillis(1), Duration.ofSeconds(3));
        assertThat(f.lanes.gate(LANE, Duration.ofSeconds(20)).enter()).isEmpty();
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(start + Tally.memory(60_000));
        assertThat(f.lanes.gate(LANE, Duration.ofSeconds(20)).enter().orElseThrow())
                .isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void whenTheDatabaseIsAwayNoCallGoesOut() {
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        assertThat(gate.enter()).isEmpty();
        f.dataSource.close();
        assertThat(gate.enter()).isPresent();
    }

    @Test
    void a429ThatCannotBeWrittenDownIsObeyedHere() {
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        f.run("alter table control.lane rename to away");
        gate.shut(Duration.ofSeconds(20));
        f.run("alter table control.away rename to lane");
        assertThat(gate.enter().orElseThrow()).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void anOutageOpensTheBreakerForAllReplicasAndOneProbeClosesIt() {
        f.news(LANE, "a", 1);
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            assertThat(gate.enter()).isEmpty();
            gate.failed();
        }
        Gate elsewhere = new Lanes(f.dataSource).gate(LANE, Duration.ZERO);
        assertThat(elsewhere.enter()).isPresent();
        assertThat(f.claim("a"))
                .as("jobs are not tried, so their attempts do not rise")
                .isEmpty();
        assertThat(f.lanes.state(LANE).orElseThrow().breaker()).isEqualTo("open");

        f.run("update control.lane set broken_until = now(), free_at = now()");
        assertThat(f.claim("a")).isPresent();
        assertThat(elsewhere.enter()).as("the probe").isEmpty();
        assertThat(gate.enter()).as("a second one").isPresent();

        elsewhere.answered(new Gate.Quota(30, null, null, null));
        assertThat(gate.enter()).isEmpty();
        assertThat(f.lanes.state(LANE).orElseThrow())
                .returns("closed", Lanes.State::breaker)
                .returns(30, Lanes.State::limit);
    }

    @Test
    void whatIsFreeAtOnceIsFreeForATransactionThatBeganAMomentBefore() {
        f.news(LANE, "a", 1);
        new Tx(f.dataSource).call(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("select now()");
            }
            assertThat(f.lanes.gate(LANE, Duration.ZERO).enter()).isEmpty();
            assertThat(new Claims(new Sql("svc"))
                            .claim(connection, Set.of(Fixture.KIND), Priority.ALL, Set.of("a"), Duration.ofSeconds(30)))
                    .isPresent();
            return null;
        });
    }

    @Test
    void backlogIsNotTakenUpBeforeItsTurn() {
        f.run("insert into control.lane (name, quota, window_ms) values ('" + LANE + "', 10, 60000)");
        f.queue.want(Want.news(order("a", 1), LANE, Priority.BACKFILL));
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        for (int i = 0; i < 5; i++) assertThat(gate.enter()).isEmpty();

        assertThat(f.claim("a")).as("half of the quota is used").isEmpty();
        f.news(LANE, "a", 2);
        assertThat(f.claim("a")).as("live").isPresent();

        f.run("update control.lane set even_at = now()");
        assertThat(f.claim("a")).isPresent();
    }

    @Test
    void liveWorkThatIsTakenUpAtOnceHoldsNobodyBack() {
        f.run("insert into control.lane (name, quota, window_ms) values ('" + LANE + "', 10, 60000)");
        f.news(LANE, "live", 1);

        f.queue.announceLive(Set.of(Fixture.KIND), Set.of("live"));
        assertThat(f.ask("select live_waits_until from control.lane")).isNull();

        f.run("update control.lane set free_at = now() + interval '1 minute'");
        f.queue.announceLive(Set.of(Fixture.KIND), Set.of("live"));
        assertThat(f.ask("select live_waits_until from control.lane")).isNotNull();
    }

    @Test
    void backlogElsewhereLeavesRoomWhileLiveWorkWaitsHere() {
        f.run("insert into control.lane (name, quota, window_ms) values ('" + LANE + "', 10, 60000)");
        f.queue.want(Want.news(order("a", 1), LANE, Priority.SWEEP));
        f.news(LANE, "live", 1);
        f.run("update svc.work set run_at = now() - interval '2 seconds' where store = 'live'");
        f.queue.announceLive(Set.of(Fixture.KIND), Set.of("live"));
        Gate gate = f.lanes.gate(LANE, Duration.ZERO);
        try {
            Caller.begin(Priority.SWEEP);
            assertThat(gate.enter()).isEmpty();
            assertThat(gate.enter()).isEmpty();
            assertThat(gate.enter()).as("a fifth of ten is two").isPresent();
        } finally {
            Caller.end();
        }
        assertThat(f.claim("a")).as("sweeps").isEmpty();
        assertThat(gate.enter()).as("live").isEmpty();
        assertThat(f.claim("live")).isPresent();
    }
}
