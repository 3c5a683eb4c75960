package dev.ordersync.workqueue;

import static dev.ordersync.workqueue.Fixture.LEASE;
import static dev.ordersync.workqueue.Fixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesIT {
    private static final String LANE = "katana:acc";
    private final Fixture f = new Fixture();

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void anExpiredLeaseIsRescuedAndAStaleOneCannotFinish() {
        f.news(LANE, "a", 1);
        Job stale = f.claimed("a");
        assertThat(f.queue.rescue()).isZero();
        leaseRunsOut();

        assertThat(f.queue.rescue()).isEqualTo(1);
        Job fresh = f.claimed("a");

        assertThat(f.queue.finish(stale, Outcome.done("too late"))).isFalse();
        assertThat(f.row("state", order("a", 1))).isEqualTo("LEASED");
        assertThat(f.queue.finish(fresh, Outcome.done("ok"))).isTrue();
        assertThat(f.row("detail", order("a", 1))).isEqualTo("ok");
    }

    @Test
    void aForeignLeaseCannotBeRenewed() {
        f.news(LANE, "a", 1);
        Job job = f.claimed("a");
        Job foreign = new Job(
                job.key(),
                LANE,
                job.priority(),
                UUID.randomUUID(),
                1,
                0,
                job.leasedAt(),
                job.leaseUntil(),
                job.firstWantedAt(),
                null);
        assertThat(f.queue.renew(foreign, LEASE)).isFalse();
        assertThat(f.queue.renew(job, Duration.ofMinutes(5))).isTrue();
        assertThat(f.ask("select lease_until > now() + interval '4 minutes' from svc.work"))
                .isEqualTo("t");
    }

    @Test
    void whoLostTheLeaseCannotCommitItsEffects() throws Exception {
        f.news(LANE, "a", 1);
        Job job = f.queue
                .claim(Set.of(Fixture.KIND), Set.of("a"), Duration.ofMillis(500))
                .orElseThrow();
        try (var tx = f.dataSource.getConnection()) {
            tx.setAutoCommit(false);
            f.queue.assertHeld(tx, job);
            await().until(() ->
                    f.ask("select lease_until < now() from svc.work").equals("t"));
            assertThat(f.queue.rescue()).as("held until commit").isZero();
            tx.commit();
        }
        assertThat(f.queue.rescue()).isEqualTo(1);
        try (var tx = f.dataSource.getConnection()) {
            assertThatThrownBy(() -> f.queue.assertHeld(tx, job)).isInstanceOf(WorkQueue.LostLease.class);
        }
    }

    @Test
    void aRowThatKillsItsWorkerIsParkedAfterTheFifthTime() throws Exception {
        f.news(LANE, "a", 1);
        for (int death = 1; death <= 5; death++) {
            f.claimed("a");
            leaseRunsOut();
            assertThat(f.queue.rescue()).isEqualTo(1);
        }
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.row("state", order("a", 1))).isEqualTo("PARKED");
        assertThat(f.row("cause", order("a", 1))).isEqualTo("kills-its-worker");
        assertThat(putAside()).singleElement().satisfies(job -> {
            assertThat(job.key()).isEqualTo(order("a", 1));
            assertThat(job.cause()).isEqualTo("kills-its-worker");
            assertThat(job.sentence()).contains("a person should look");
        });
        f.news(LANE, "a", 1);
        assertThat(f.claim("a")).isPresent();
        assertThat(putAside()).isEmpty();
    }

    private List<WorkQueue.PutAside> putAside() throws Exception {
        try (var tx = f.dataSource.getConnection()) {
            return f.queue.putAside(tx, Fixture.KIND);
        }
    }

    @Test
    void newsThatCameWhileTheWorkerDiedTheFifthTimeIsWorkedAtAllTheSame() {
        f.news(LANE, "a", 1);
        for (int death = 1; death <= 5; death++) {
            f.claimed("a");
            if (death == 5) f.news(LANE, "a", 1);
            leaseRunsOut();
            assertThat(f.queue.rescue()).isEqualTo(1);
        }

        assertThat(f.claim("a")).isPresent();
    }

    @Test
    void rescuesThatAreNotInARowDoNotAddUp() {
        f.news(LANE, "a", 1);
        for (int i = 0; i < 7; i++) {
            f.claimed("a");
            leaseRunsOut();
            f.queue.rescue();
            f.queue.finish(f.claimed("a"), Outcome.done("ok"));
            f.news(LANE, "a", 1);
        }
        assertThat(f.row("state", order("a", 1))).isEqualTo("READY");
    }

    @Test
    void aWaitDoesNotRaiseAttemptsARetryDoes() {
        f.news(LANE, "a", 1);
        f.queue.finish(f.claimed("a"), new Outcome.Wait(Duration.ofSeconds(30), "quota"));
        assertThat(f.claim("a")).isEmpty();
        f.passes(Duration.ofSeconds(30));
        Job job = f.claimed("a");
        assertThat(job.attempts()).isZero();

        f.queue.finish(job, new Outcome.Retry("503"));

        assertThat(f.row("attempts", order("a", 1))).isEqualTo("1");
        assertThat(f.ask("select run_at between now() + interval '6 s' and now() + interval '13 s' from svc.work"))
                .isEqualTo("t");
        f.passes(Duration.ofSeconds(13));
        assertThat(f.claimed("a").attempts()).isEqualTo(1);
    }

    @Test
    void aDayOfFailedAttemptsEndsParked() {
        f.news(LANE, "a", 1);
        f.run("update svc.work set attempts = " + (Backoff.LAST_ATTEMPT - 1));
        f.queue.finish(f.claimed("a"), new Outcome.Retry("503"));
        assertThat(f.row("state", order("a", 1))).isEqualTo("PARKED");
        assertThat(f.row("cause", order("a", 1))).isEqualTo("gave-up");
        assertThat(f.row("detail", order("a", 1))).contains("503");
    }

    @Test
    void aJobGivenBackIsDueAtOnce() {
        f.news(LANE, "a", 1);
        f.queue.giveBack(f.claimed("a"));
        assertThat(f.claimed("a").attempts()).isZero();
    }

    @Test
    void gaugesTellWhatIsDueWaitingLeasedAndParked() {
        for (int id = 1; id <= 5; id++) f.news(LANE, "a", id);
        f.queue.finish(f.claimed("a"), new Outcome.Hold("x", "x"));
        f.queue.finish(f.claimed("a"), new Outcome.Wait(Duration.ofHours(1), "quota"));
        f.queue.finish(f.claimed("a"), Outcome.done("ok"));
        f.claimed("a");

        Map<String, Object> gauge = f.queue.gauges(Set.of("a")).get(0);

        assertThat(gauge)
                .containsEntry("kind", Fixture.KIND)
                .containsEntry("lane", LANE)
                .containsEntry("due", 1L)
                .containsEntry("waiting", 1L)
                .containsEntry("leased", 1L)
                .containsEntry("parked", 1L);
    }

    @Test
    void whatNobodyMayDoNowIsNotDue() {
        f.news(LANE, "a", 1);
        f.news(LANE, "paused", 2);
        f.news("katana:shut", "a", 3);
        f.lanes.block("katana:shut", "the key is refused");
        f.news("katana:broken", "a", 4);
        for (int i = 0; i < 20; i++)
            f.lanes.gate("katana:broken", Duration.ZERO).failed();

        List<Map<String, Object>> gauges = f.queue.gauges(Set.of("a"));

        assertThat(gauges)
                .extracting(gauge -> gauge.get("lane") + " " + gauge.get("due"))
                .containsExactlyInAnyOrder(LANE + " 1", "katana:shut 0", "katana:broken 0");
    }

    private void leaseRunsOut() {
        f.run("update svc.work set lease_until = now() - interval '1 s' where state = 'LEASED'");
    }
}
