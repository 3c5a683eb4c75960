package dev.ordersync.workqueue;

import static dev.ordersync.workqueue.Fixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Origin;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WishesIT {
    private static final String LANE = "katana:acc";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private final Fixture f = new Fixture();

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void twentyWishesAreOneJob() {
        for (int i = 0; i < 20; i++) f.news(LANE, "a", 1);

        Job job = f.claimed("a");

        assertThat(job.taken()).isEqualTo(20);
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.queue.finish(job, Outcome.done("ok"))).isTrue();
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.row("state", job.key())).isEqualTo("IDLE");
    }

    @Test
    void aJobKnowsTheTraceOfItsWishAndWhenItWasFirstAskedFor() {
        Instant before = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.MILLIS);
        byte[] since = Long.toString(before.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        try (Origin.Scope scope = Origin.ofHeaders(TRACE.getBytes(StandardCharsets.US_ASCII), since)
                .enter()) {
            assertThat(scope).isNotNull();
            f.news(LANE, "a", 1);
        }
        f.reminder(LANE, "a", 1);

        Job job = f.claimed("a");

        assertThat(job.traceparent()).isEqualTo(TRACE);
        assertThat(job.firstWantedAt()).isEqualTo(before);

        f.queue.finish(job, Outcome.done("ok"));
        f.news(LANE, "a", 1);
        Job next = f.claimed("a");
        assertThat(next.traceparent())
                .as("what is over is no cause of what comes later")
                .isNull();
        assertThat(next.firstWantedAt()).isAfter(before.plusSeconds(30));
    }

    @Test
    void aWishDuringTheWorkIsNotLost() {
        f.news(LANE, "a", 1);
        Job first = f.claimed("a");
        f.news(LANE, "a", 1);
        assertThat(f.claim("a")).isEmpty();

        f.queue.finish(first, Outcome.done("ok"));

        Job second = f.claimed("a");
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.taken()).isEqualTo(2);
    }

    @Test
    void newsDuringTheWorkWinsOverParkingAndPausing() {
        f.news(LANE, "a", 1);
        Job first = f.claimed("a");
        f.news(LANE, "a", 1);
        f.queue.finish(first, new Outcome.Hold("unknown-sku:X", "SKU X is unknown."));
        Job second = f.claimed("a");
        f.news(LANE, "a", 1);
        f.queue.finish(second, new Outcome.Retry("503"));
        assertThat(f.claim("a")).isPresent();
    }

    @Test
    void aReminderDuringTheWorkDoesNotKeepARowFromBeingParked() {
        f.news(LANE, "a", 1);
        Job job = f.claimed("a");
        f.reminder(LANE, "a", 1);
        f.queue.finish(job, new Outcome.Hold("unknown-sku:X", "SKU X is unknown."));
        assertThat(f.row("state", job.key())).isEqualTo("PARKED");
    }

    @Test
    void aParkedRowStaysParkedOnAReminderAndReopensOnNews() {
        f.news(LANE, "a", 1);
        f.queue.finish(f.claimed("a"), new Outcome.Hold("unknown-sku:X", "SKU X is unknown."));

        f.reminder(LANE, "a", 1);
        assertThat(f.claim("a")).isEmpty();

        f.news(LANE, "a", 1);
        assertThat(f.claim("a")).isPresent();
    }

    @Test
    void aRowThatBacksOffIsNotBroughtForwardByAReminderButByNews() {
        f.news(LANE, "a", 1);
        f.queue.finish(f.claimed("a"), new Outcome.Retry("503"));

        f.reminder(LANE, "a", 1);
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.row("attempts", order("a", 1))).isEqualTo("1");

        f.news(LANE, "a", 1);
        assertThat(f.claimed("a").attempts()).isZero();
    }

    @Test
    void aRowThatSettlesAnUncertainOutcomeIsNotBroughtForwardByAnything() {
        f.news(LANE, "a", 1);
        Job job = f.claimed("a");
        f.news(LANE, "a", 1); // news during the work, too
        f.queue.finish(job, new Outcome.Uncertain(Duration.ofSeconds(20), "no answer to a create"));

        f.news(LANE, "a", 1);
        f.reminder(LANE, "a", 1);
        assertThat(f.claim("a")).isEmpty();

        f.passes(Duration.ofSeconds(20));
        assertThat(f.claimed("a").taken()).isEqualTo(4);
    }

    @Test
    void aHushLetsWishesGatherButNeverDelaysADueRow() {
        Want hushed = Want.news(order("a", 1), LANE, Priority.LIVE).afterHush(Duration.ofSeconds(3));
        f.queue.want(hushed);
        assertThat(f.claim("a")).isEmpty();
        f.passes(Duration.ofSeconds(2));
        f.queue.want(hushed); // the second wish does not start the hush anew
        f.passes(Duration.ofSeconds(1));
        assertThat(f.claim("a")).isPresent();

        f.news(LANE, "a", 2);
        f.queue.want(Want.news(order("a", 2), LANE, Priority.LIVE).afterHush(Duration.ofSeconds(3)));
        assertThat(f.claimed("a").key()).isEqualTo(order("a", 2));
    }

    @Test
    void theLesserPriorityWinsWhileWaitingAndIsForgottenWhenDone() {
        f.queue.want(Want.news(order("a", 1), LANE, Priority.REPLAY));
        f.queue.want(Want.news(order("a", 1), LANE, Priority.LIVE));
        f.queue.want(Want.news(order("a", 1), LANE, Priority.SWEEP));
        Job live = f.claimed("a");
        assertThat(live.priority()).isEqualTo(Priority.LIVE);
        f.queue.finish(live, Outcome.done("ok"));

        f.queue.want(Want.news(order("a", 1), LANE, Priority.REPLAY));
        assertThat(f.claimed("a").priority()).isEqualTo(Priority.REPLAY);
    }

    @Test
    void aWishOfARolledBackTransactionWasNeverMade() throws Exception {
        try (var connection = f.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            f.queue.want(connection, Want.news(order("a", 1), LANE, Priority.LIVE));
            connection.rollback();
        }
        assertThat(f.claim("a")).isEmpty();
        assertThat(f.ask("select count(*) from control.lane")).isEqualTo("0");
    }

    @Test
    void openWorkFollowsTheStoreToItsNewAccount() throws Exception {
        f.news(LANE, "a", 1);
        f.lanes.block(LANE, "key revoked");
        try (var connection = f.dataSource.getConnection()) {
            assertThat(WorkQueue.moveLane(connection, "svc", "a", "katana:other"))
                    .isEqualTo(1);
        }
        assertThat(f.claimed("a").lane()).isEqualTo("katana:other");
    }

    @Test
    void workUnderWayFollowsTooAndEndsAsItWouldHave() throws Exception {
        f.news(LANE, "a", 1);
        Job job = f.claimed("a");
        moveLane();

        assertThat(f.queue.finish(job, new Outcome.Wait(Duration.ZERO, "not yet")))
                .isTrue();

        assertThat(f.claimed("a").lane()).isEqualTo("katana:other");
    }

    @Test
    void workThatIsWishedForInTheOldLaneAfterwardsFollowsToo() throws Exception {
        f.news("bigcommerce:a", "a", 1);
        f.news(LANE, "b", 1);
        f.news(LANE, "a", 2);
        moveLane();
        f.news(LANE, "a", 2);
        f.news(LANE, "a", 3);

        assertThat(moveStrays()).isEqualTo(2);

        assertThat(f.askAll("select store || entity || ' ' || lane from svc.work order by 1"))
                .containsExactly("a1 bigcommerce:a", "a2 katana:other", "a3 katana:other", "b1 " + LANE);
        assertThat(moveStrays()).isZero();
    }

    private void moveLane() throws SQLException {
        try (var connection = f.dataSource.getConnection()) {
            WorkQueue.moveLane(connection, "svc", "a", "katana:other");
        }
    }

    private int moveStrays() throws SQLException {
        try (var connection = f.dataSource.getConnection()) {
            return WorkQueue.moveStrays(connection, "svc", List.of("a", "b"), List.of("katana:other", LANE));
        }
    }
}
