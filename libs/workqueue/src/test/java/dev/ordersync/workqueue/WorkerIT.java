package dev.ordersync.workqueue;

import static dev.ordersync.workqueue.Fixture.KIND;
import static dev.ordersync.workqueue.Fixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WorkerIT {
    private static final String LANE = "katana:acc";
    private final Fixture f = new Fixture();
    private final List<Worker> workers = new ArrayList<>();

    @AfterEach
    void close() {
        workers.forEach(Worker::close);
        f.close();
    }

    private Worker worker(int threads, Duration lease, Handler handler) {
        var settings = new Worker.Settings(threads, lease, null, Duration.ofSeconds(20));
        Worker worker =
                new Worker(new WorkQueue(f.dataSource, "svc"), Map.of(KIND, handler), () -> Set.of("a", "b"), settings);
        workers.add(worker);
        worker.start();
        return worker;
    }

    @Tag("thorough")
    @Test
    void twoWorkersDoTenThousandRowsAndNoneTwice() {
        f.news(LANE, "a", 1);
        f.run("update control.lane set max_parallel = 50");
        f.run("insert into svc.work (kind, store, entity, lane, priority, state, run_at, first_wanted_at)"
                + " select 'PUSH', 'a', n::text, '" + LANE
                + "', 0, 'READY', now(), now() from generate_series(2, 10000) n");
        Map<WorkKey, AtomicInteger> done = new ConcurrentHashMap<>();
        Set<WorkKey> atOnce = ConcurrentHashMap.newKeySet();
        AtomicBoolean overlapped = new AtomicBoolean();
        Handler handler = job -> {
            if (!atOnce.add(job.key())) overlapped.set(true);
            done.computeIfAbsent(job.key(), key -> new AtomicInteger()).incrementAndGet();
            atOnce.remove(job.key());
            return Outcome.done("ok");
        };

        worker(4, Duration.ofSeconds(30), handler);
        worker(4, Duration.ofSeconds(30), handler);

        await().atMost(Duration.ofMinutes(4))
                .untilAsserted(
                        () -> assertThat(f.ask("select count(*) from svc.work where state = 'IDLE' and done = wanted"))
                                .isEqualTo("10000"));
        assertThat(done).hasSize(10000);
        assertThat(done.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(overlapped).isFalse();
    }

    @Test
    void whenAJobEndsItsPlaceInTheLaneIsTakenAtOnce() {
        for (int n = 1; n <= 20; n++) f.news(LANE, "a", n);
        f.run("update control.lane set max_parallel = 1");
        AtomicInteger done = new AtomicInteger();
        var settings = new Worker.Settings(4, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(5));
        Handler handler = job -> {
            done.incrementAndGet();
            return Outcome.done("ok");
        };
        Worker worker =
                new Worker(new WorkQueue(f.dataSource, "svc"), Map.of(KIND, handler), () -> Set.of("a"), settings);
        workers.add(worker);
        worker.start();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(done).hasValue(20));
    }

    @Test
    void backlogOfManyLanesLeavesThreadsToLiveWork() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger backlog = new AtomicInteger();
        AtomicBoolean live = new AtomicBoolean();
        for (int lane = 1; lane <= 4; lane++)
            for (int n = 1; n <= 4; n++)
                f.queue.want(Want.news(order("a", 10 * lane + n), "katana:" + lane, Priority.BACKFILL));
        worker(8, Duration.ofSeconds(30), job -> {
            if (job.priority() == Priority.LIVE) {
                live.set(true);
                return Outcome.done("ok");
            }
            backlog.incrementAndGet();
            return waitFor(mayEnd);
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> backlog.get() >= 6);

        f.news(LANE, "b", 1);

        await().atMost(Duration.ofSeconds(15)).untilTrue(live);
        assertThat(backlog).hasValue(6);

        // and they are free again when those jobs end
        mayEnd.countDown();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(f.ask("select count(*) from svc.work where state <> 'IDLE'"))
                        .isEqualTo("0"));
    }

    @Test
    void theLeaseIsRenewedWhileTheJobRuns() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Handler slow = job -> {
            begun.incrementAndGet();
            return waitFor(mayEnd);
        };
        worker(1, Duration.ofMillis(600), slow);
        worker(1, Duration.ofMillis(600), slow);
        f.news(LANE, "a", 1);
        await().until(() -> begun.get() == 1);
        String first = f.row("lease_until", order("a", 1));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> f.ask("select lease_until > '" + first + "'::timestamptz + interval '2 s' from svc.work")
                        .equals("t"));

        assertThat(begun).as("nobody else took it").hasValue(1);
        mayEnd.countDown();
        await().untilAsserted(() -> assertThat(f.row("state", order("a", 1))).isEqualTo("IDLE"));
    }

    @Test
    void aWishOfAnotherConnectionIsSeenSoon() {
        AtomicReference<Long> seen = new AtomicReference<>();
        worker(2, Duration.ofSeconds(30), job -> {
            seen.set(System.nanoTime());
            return Outcome.done("ok");
        });
        List<Long> delays = new ArrayList<>();
        for (int id = 1; id <= 5; id++) {
            seen.set(null);
            f.news(LANE, "a", id);
            long wished = System.nanoTime();
            await().pollInterval(Duration.ofMillis(5)).until(() -> seen.get() != null);
            delays.add(TimeUnit.NANOSECONDS.toMillis(seen.get() - wished));
        }
        delays.sort(Long::compare);
        assertThat(delays.get(2)).as("the middle one of %s", delays).isLessThan(300);
    }

    @Test
    void aHandlerThatThrowsIsRetriedLaterAndOthersGoOn() {
        List<WorkKey> done = new ArrayList<>();
        worker(1, Duration.ofSeconds(30), job -> {
            if (job.key().entity().equals("1")) throw new IllegalStateException("a bug");
            done.add(job.key());
            return Outcome.done("ok");
        });
        f.news(LANE, "a", 1);
        await().untilAsserted(() -> assertThat(f.row("attempts", order("a", 1))).isEqualTo("1"));
        f.news(LANE, "a", 2);
        await().untilAsserted(() -> assertThat(done).containsExactly(order("a", 2)));
        assertThat(f.row("pause", order("a", 1))).isEqualTo("RETRY");
    }

    @Test
    void aBatchIsHandledInOneGoAndAJobWithoutOutcomeIsRetried() {
        for (int id = 1; id <= 7; id++) f.news(LANE, "a", id);
        var sizes = new ConcurrentLinkedQueue<Integer>();
        worker(1, Duration.ofSeconds(30), new Handler() {
            @Override
            public Outcome handle(Job job) {
                return Outcome.done("single");
            }

            @Override
            public int batchSize() {
                return 50;
            }

            @Override
            public Map<Job, Outcome> handleAll(List<Job> jobs) {
                sizes.add(jobs.size());
                Map<Job, Outcome> outcomes = new java.util.HashMap<>();
                jobs.stream()
                        .filter(job -> !job.key().entity().equals("3"))
                        .forEach(job -> outcomes.put(job, Outcome.done("batch")));
                return outcomes;
            }
        });
        await().untilAsserted(() -> assertThat(f.ask("select count(*) from svc.work where detail = 'batch'"))
                .isEqualTo("6"));
        assertThat(sizes).containsExactly(7);
        await().untilAsserted(() -> assertThat(f.row("pause", order("a", 3))).isEqualTo("RETRY"));
    }

    @Test
    void stoppingWaitsForTheRunningJobAndTakesNoOther() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Worker worker = worker(1, Duration.ofMillis(600), job -> {
            begun.countDown();
            return waitFor(mayEnd);
        });
        f.news(LANE, "a", 1);
        await().until(() -> begun.getCount() == 0);
        f.news(LANE, "a", 2);

        Thread stopping = new Thread(worker::close);
        stopping.start();
        // longer than the lease: the heartbeat goes on while draining
        String first = f.row("lease_until", order("a", 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> f.ask("select lease_until > '" + first
                                + "'::timestamptz + interval '1 s' from svc.work where entity = '1'")
                        .equals("t"));
        assertThat(stopping.isAlive()).isTrue();
        mayEnd.countDown();

        await().until(() -> !stopping.isAlive());
        assertThat(f.row("state", order("a", 1))).isEqualTo("IDLE");
        assertThat(f.row("state", order("a", 2))).isEqualTo("READY");
    }

    @Test
    void theJobOfADeadWorkerIsDoneByAnother() {
        f.news(LANE, "a", 1);
        f.queue.claim(Set.of(KIND), Set.of("a"), Duration.ofMillis(300)).orElseThrow();
        worker(1, Duration.ofSeconds(1), job -> Outcome.done("by another"));
        await().untilAsserted(() -> assertThat(f.row("detail", order("a", 1))).isEqualTo("by another"));
    }

    @Test
    void theJobsOfADeadWorkerAreDoneSoonAfterTheirLeasesEndHoweverLongALeaseIs() {
        for (int id = 1; id <= 2; id++) f.news(LANE, "a", id);
        f.queue.claim(Set.of(KIND), Set.of("a"), Duration.ofMillis(1)).orElseThrow();
        f.queue.claim(Set.of(KIND), Set.of("a"), Duration.ofSeconds(3)).orElseThrow();

        worker(1, Duration.ofMinutes(10), job -> Outcome.done("by another"));

        await().untilAsserted(() -> assertThat(f.ask("select count(*) from svc.work where detail = 'by another'"))
                .isEqualTo("2"));
    }

    @Test
    void whatAJobCameToWhileTheDatabaseRestartedIsNotedWhenItIsBack() {
        worker(1, Duration.ofMinutes(10), job -> {
            f.restarts();
            return Outcome.done("ok");
        });
        f.news(LANE, "a", 1);
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(f.row("detail", order("a", 1))).isEqualTo("ok"));
    }

    @Test
    void whatTheDatabaseRefusesToNoteIsNotTriedAgainAndAgain() {
        List<WorkKey> done = new ArrayList<>();
        worker(1, Duration.ofMinutes(10), job -> {
            done.add(job.key());
            return Outcome.done(job.key().entity().equals("1") ? "not a text: \0" : "ok");
        });
        f.news(LANE, "a", 1);
        f.news(LANE, "a", 2);
        await().untilAsserted(() -> assertThat(f.row("detail", order("a", 2))).isEqualTo("ok"));
        assertThat(done).containsExactlyInAnyOrder(order("a", 1), order("a", 2));
    }

    @Test
    void itGoesOnAfterTheDatabaseWasAway() {
        worker(2, Duration.ofSeconds(30), job -> Outcome.done("ok"));
        f.run("alter schema svc rename to away");
        f.run("alter schema away rename to svc");
        f.restarts();
        await().ignoreExceptions().until(() -> {
            f.news(LANE, "a", 1);
            return true;
        });
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(f.row("state", order("a", 1))).isEqualTo("IDLE"));
    }

    private static Outcome waitFor(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS) ? Outcome.done("ok") : new Outcome.Retry("too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Retry("interrupted");
        }
    }
}
