package dev.ordersync.workqueue;

import static dev.ordersync.workqueue.Fixture.KIND;
import static dev.ordersync.workqueue.Fixture.LEASE;
import static dev.ordersync.workqueue.Fixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimsIT {
    private final Fixture f = new Fixture();

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void onlyTheStoresAndKindsGivenAreClaimed() {
        f.news("katana:acc", "paused", 1);
        assertThat(f.claim("live")).isEmpty();
        assertThat(f.queue.claim(Set.of("OTHER"), Set.of("paused"), LEASE)).isEmpty();
        assertThat(f.claim("paused")).isPresent();
    }

    @Test
    void lanesTakeTurns() {
        for (int id = 1; id <= 3; id++) f.news("katana:big", "big", id);
        for (int id = 1; id <= 3; id++) f.news("katana:small", "small", id);

        List<String> served = storesOf(6);

        assertThat(served)
                .isIn(
                        List.of("big", "small", "big", "small", "big", "small"),
                        List.of("small", "big", "small", "big", "small", "big"));
    }

    @Test
    void storesOfOneLaneTakeTurns() {
        for (int id = 1; id <= 20; id++) f.news("katana:acc", "big", id);
        for (int id = 1; id <= 3; id++) f.news("katana:acc", "small", id);

        List<String> served = storesOf(6);

        assertThat(served)
                .isIn(
                        List.of("big", "small", "big", "small", "big", "small"),
                        List.of("small", "big", "small", "big", "small", "big"));
    }

    @Test
    void liveGoesBeforeBacklogWhicheverStoreHasItsTurn() {
        for (int id = 1; id <= 5; id++) f.queue.want(Want.news(order("backlog", id), "katana:acc", Priority.BACKFILL));
        for (int id = 1; id <= 5; id++) f.news("katana:acc", "live", id);
        assertThat(storesOf(5)).containsOnly("live");
    }

    @Test
    void everyTenthClaimOfALaneIgnoresPriority() {
        f.queue.want(Want.news(order("a", 1000), "katana:acc", Priority.REPLAY));
        for (int id = 1; id <= 30; id++) f.news("katana:acc", "a", id);

        List<Priority> served = new ArrayList<>();
        for (int i = 0; i < 10; i++) served.add(takeAndFinish().priority());

        assertThat(served.subList(0, 9)).containsOnly(Priority.LIVE);
        assertThat(served.get(9)).isEqualTo(Priority.REPLAY);
    }

    @Test
    void aLaneHasNoMoreJobsAtOnceThanItMay() {
        for (int id = 1; id <= 10; id++) f.news("katana:acc", "a", id);
        f.news("katana:other", "b", 1);

        for (int i = 0; i < 5; i++) f.claimed("a", "b");

        assertThat(f.claim("a", "b")).isEmpty();
        assertThat(f.ask("select count(*) from svc.work where lane = 'katana:acc' and state = 'LEASED'"))
                .isEqualTo("4");
    }

    @Test
    void whoMayTakeLiveRowsAloneDoesNotUseUpTheTurnOfTheBacklog() {
        f.queue.want(Want.news(order("a", 99), "katana:acc", Priority.BACKFILL));
        for (int n = 1; n <= 20; n++) f.news("katana:acc", "a", n);
        for (int n = 1; n <= 9; n++) f.queue.finish(f.claimed("a"), Outcome.done("live"));

        for (int n = 1; n <= 3; n++) {
            Job live = f.queue
                    .claim(Set.of(KIND), Set.of(Priority.LIVE), Set.of("a"), LEASE)
                    .orElseThrow();
            assertThat(live.priority()).isEqualTo(Priority.LIVE);
            f.queue.finish(live, Outcome.done("live"));
        }

        assertThat(f.claimed("a").priority()).isEqualTo(Priority.BACKFILL);
    }

    @Test
    void backlogLeavesOnePlaceOfALaneToLiveWork() {
        for (int id = 1; id <= 10; id++) f.queue.want(Want.news(order("a", id), "katana:acc", Priority.BACKFILL));
        for (int i = 0; i < 3; i++) f.claimed("a");
        assertThat(f.claim("a")).isEmpty();

        f.news("katana:acc", "a", 11);

        assertThat(f.claimed("a").key()).isEqualTo(order("a", 11));
        assertThat(f.claim("a")).isEmpty();
    }

    @Test
    void whereLiveWorkTakesTheOtherPlacesBacklogStillHasItsTenthTurn() {
        f.queue.want(Want.news(order("a", 1000), "katana:acc", Priority.REPLAY));
        for (int id = 1; id <= 30; id++) f.news("katana:acc", "a", id);
        for (int i = 0; i < 3; i++) f.claimed("a");

        List<Priority> served = new ArrayList<>();
        for (int i = 3; i < 10; i++) served.add(takeAndFinish().priority());

        assertThat(served).endsWith(Priority.REPLAY).containsOnlyOnce(Priority.REPLAY);
    }

    @Test
    void theJobsOfADeadWorkerHoldNoPlaceOfTheirLane() {
        for (int id = 1; id <= 9; id++) f.news("katana:acc", "a", id);
        for (int i = 0; i < 4; i++) f.claimed("a");
        assertThat(f.claim("a")).isEmpty();

        noHeartbeatFor(Duration.ofSeconds(16));

        for (int i = 0; i < 4; i++) f.claimed("a");
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.ask("select count(*) from svc.work where state = 'LEASED'"))
                .as("the dead worker's own rows are nobody else's yet")
                .isEqualTo("8");
    }

    @Test
    void theBacklogOfADeadWorkerIsNoBacklogUnderWay() {
        for (int id = 1; id <= 9; id++) f.queue.want(Want.news(order("a", id), "katana:acc", Priority.BACKFILL));
        for (int i = 0; i < 3; i++) f.claimed("a");

        noHeartbeatFor(Duration.ofSeconds(16));

        for (int i = 0; i < 3; i++) f.claimed("a");
        assertThat(f.claim("a")).as("one place is left to live work").isEmpty();
    }

    @Test
    void aHeartbeatThatIsLateKeepsItsPlace() {
        for (int id = 1; id <= 5; id++) f.news("katana:acc", "a", id);
        for (int i = 0; i < 4; i++) f.claimed("a");

        noHeartbeatFor(Duration.ofSeconds(13));

        assertThat(f.claim("a")).isEmpty();
    }

    @Test
    void aLaneOfOnePlaceDoesItsBacklogToo() {
        f.queue.want(Want.news(order("a", 1), "katana:acc", Priority.BACKFILL));
        f.run("update control.lane set max_parallel = 1");
        assertThat(f.claimed("a").key()).isEqualTo(order("a", 1));
    }

    @Test
    void aBatchCountsAsOneJobAndStaysInItsKindAndLane() {
        for (int id = 1; id <= 10; id++) f.news("katana:acc", id % 2 == 0 ? "a" : "b", id);
        f.news("katana:other", "a", 99);
        f.queue.want(Want.news(new WorkKey("OTHER", "a", "1"), "katana:acc", Priority.LIVE));
        Job first = f.queue.claim(Set.of(KIND), Set.of("b"), LEASE).orElseThrow();

        List<Job> more = f.queue.claimMore(first, Set.of("a", "b"), 50, LEASE);

        assertThat(more).hasSize(9).allSatisfy(job -> {
            assertThat(job.lane()).isEqualTo("katana:acc");
            assertThat(job.key().kind()).isEqualTo(KIND);
            assertThat(job.lease()).isEqualTo(first.lease());
        });
        for (int id = 11; id <= 13; id++) f.news("katana:acc", "a", id);
        for (int i = 0; i < 4; i++) f.claimed("a"); // three more of this lane, one of the other
        assertThat(f.ask("select count(distinct lease) from svc.work where lane = 'katana:acc' and state = 'LEASED'"))
                .isEqualTo("4");
    }

    @Test
    void aBlockedLaneCostsNothingAndOthersFlow() {
        for (int id = 1; id <= 3; id++) f.news("katana:revoked", "a", id);
        f.news("katana:fine", "b", 1);
        Job job = f.queue.claim(Set.of(KIND), Set.of("a"), LEASE).orElseThrow();
        f.queue.finish(job, new Outcome.BlockLane("katana:revoked", "the API key was refused"));

        assertThat(f.claimed("a", "b").key().store()).isEqualTo("b");
        assertThat(f.claim("a", "b")).isEmpty();
        assertThat(f.lanes.state("katana:revoked").orElseThrow().blocked()).isEqualTo("the API key was refused");
        assertThat(f.lanes.gate("katana:revoked", Duration.ZERO).enter()).isPresent();
        assertThat(f.lanes.gateForCheck("katana:revoked", Duration.ZERO).enter())
                .isEmpty();

        f.lanes.unblock("katana:revoked");
        assertThat(f.claimed("a").attempts()).isZero();
    }

    @Test
    void aRefusalOfTheEarlierCredentialsDoesNotBlockTheNewOnes() {
        f.news("katana:acc", "a", 1);
        Job before = f.claimed("a");
        f.lanes.unblock("katana:acc");
        f.queue.finish(before, new Outcome.BlockLane("katana:acc", "the earlier key was refused"));

        assertThat(f.lanes.state("katana:acc").orElseThrow().blocked()).isNull();
        assertThat(f.claim("a")).as("it does not spin").isEmpty();
        f.passes(Duration.ofSeconds(2));
        Job after = f.claimed("a");
        f.run("update control.lane set unblocked_at = now() - interval '5 seconds'");
        f.queue.finish(after, new Outcome.BlockLane("katana:acc", "the new key was refused"));
        assertThat(f.lanes.state("katana:acc").orElseThrow().blocked()).isEqualTo("the new key was refused");
    }

    @Test
    void aRowThatBlocksAnotherLaneThanItsOwnDoesNotSpin() {
        f.news("katana:acc", "a", 1);
        f.queue.finish(f.claimed("a"), new Outcome.BlockLane("bigcommerce:a", "the token was refused"));
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.row("pause", order("a", 1))).isEqualTo("WAIT");
        assertThat(f.lanes.state("bigcommerce:a").orElseThrow().blocked()).isNotNull();
    }

    @Test
    void aPausedLaneIsNotClaimed() {
        f.news("katana:acc", "a", 1);
        f.lanes.gate("katana:acc", Duration.ZERO).shut(Duration.ofSeconds(30));
        assertThat(f.claim("a")).isEmpty();
    }

    @Test
    void aLaneWithoutAFreeCallIsNotClaimed() {
        f.news("katana:acc", "a", 1);
        f.run("update control.lane set quota = 1");
        assertThat(f.lanes.gate("katana:acc", Duration.ZERO).enter()).isEmpty();
        assertThat(f.claim("a")).isEmpty();
    }

    @Test
    void aRowLockedByAWishDoesNotHoldUpTheOthers() throws Exception {
        f.news("katana:acc", "a", 1);
        f.news("katana:acc", "a", 2);
        try (var connection = f.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            f.queue.want(connection, Want.news(order("a", 1), "katana:acc", Priority.LIVE));
            assertThat(f.claimed("a").key()).isEqualTo(order("a", 2));
            connection.commit();
        }
        assertThat(f.claimed("a").key()).isEqualTo(order("a", 1));
    }

    private void noHeartbeatFor(Duration time) {
        f.run("update svc.work set lease_until = lease_until - interval '" + time.toSeconds()
                + " s' where state = 'LEASED'");
    }

    private Job takeAndFinish() {
        Job job = f.claimed("a");
        f.queue.finish(job, Outcome.done("ok"));
        return job;
    }

    private List<String> storesOf(int claims) {
        List<String> stores = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            Job job = f.queue
                    .claim(Set.of(KIND), Set.of("big", "small", "live", "backlog"), LEASE)
                    .orElseThrow();
            stores.add(job.key().store());
            f.queue.finish(job, Outcome.done("ok"));
        }
        return stores;
    }
}
