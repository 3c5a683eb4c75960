package dev.ordersync.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Gate.Quota;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneStateTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long WINDOW = 60_000;
    private static final LaneState FRESH = new LaneState(60, WINDOW, Tally.EMPTY, 0, 0, Breaker.CLOSED, null);

    private static LaneState after(LaneState state, int calls) {
        for (int i = 0; i < calls; i++) state = state.entered(NOW, false);
        return state;
    }

    private static int left(LaneState state, long now) {
        int left = 0;
        while (state.pause(now, false, false) == 0) {
            state = state.entered(now, false);
            left++;
        }
        return left;
    }

    @Test
    void theLimitFollowsTheHeaderDownAndUp() {
        LaneState lower = FRESH.told(NOW, new Quota(30, null, null, null), null);
        assertThat(left(lower, NOW)).isEqualTo(30);
        LaneState higher = lower.told(NOW, new Quota(450, Duration.ofSeconds(30), null, null), null);
        assertThat(left(higher, NOW)).isEqualTo(450);
        assertThat(higher.window()).isEqualTo(30_000);
    }

    @Test
    void aWindowOfWeeksIsNotBelievedThoughAllCallsAreUsed() {
        LaneState full =
                after(FRESH, 60).told(NOW, new Quota(null, Duration.ofMillis(Integer.MAX_VALUE), null, null), null);

        assertThat(full.freeAt(NOW)).isLessThan(NOW + 70_000);
    }

    @Test
    void senselessLimitsAreIgnored() {
        assertThat(FRESH.told(NOW, new Quota(0, Duration.ZERO, null, null), null))
                .isEqualTo(FRESH);
    }

    @Test
    void ourOwnCallsAreNotTakenForAnothers() {
        LaneState state = after(FRESH, 10);
        assertThat(state.told(NOW, new Quota(60, null, 50, null), 60_000L)).isEqualTo(state);
        assertThat(state.told(NOW, new Quota(60, null, 55, null), 60_000L))
                .as("replies overtake each other")
                .isEqualTo(state);
    }

    @Test
    void whatAnotherUsesIsCountedUntilTheReset() {
        LaneState state = after(FRESH, 10).told(NOW, new Quota(60, null, 20, null), 40_000L);
        assertThat(left(state, NOW)).isEqualTo(20);
        assertThat(left(state, NOW + 39_000)).isEqualTo(20);
        assertThat(left(state, NOW + 40_001)).isEqualTo(50);
    }

    @Test
    void withNothingLeftNobodyCallsBeforeTheReset() {
        LaneState state = after(FRESH, 10).told(NOW, new Quota(60, null, 0, null), 45_000L);
        assertThat(state.pause(NOW, false, false)).isEqualTo(45_000);
        assertThat(state.pause(NOW + 45_001, false, false)).isZero();
    }

    @Test
    void aResetInThePastOrAbsurdlyFarIsNotBelieved() {
        for (Long reset : new Long[] {-5000L, 0L, 3_600_000L, null})
            assertThat(FRESH.told(NOW, new Quota(60, null, 0, null), reset)).isEqualTo(FRESH);
    }

    @Test
    void backlogGetsAFifthWhileLiveWorkWaits() {
        LaneState state = FRESH.liveWaits(NOW, 1000);
        for (int i = 0; i < 12; i++) {
            assertThat(state.pause(NOW, true, false)).isZero();
            state = state.entered(NOW, true);
        }
        assertThat(state.pause(NOW, true, false))
                .as("until live work had its turn, not until the backlog's own calls are forgotten")
                .isBetween(1L, 2000L);
        assertThat(state.pause(NOW, false, false)).isZero();
        assertThat(state.pause(NOW + 3000, true, false))
                .as("nothing live waits any more")
                .isZero();
    }

    @Test
    void aBurstOfOthersSlowsBacklogDownAndDoesNotStopIt() {
        LaneState state = FRESH.told(NOW, new Quota(60, null, 20, null), 60_000L);
        assertThat(state.pause(NOW, false, false)).isZero();
        assertThat(state.pause(NOW, true, false)).isBetween(1L, 6000L);
    }

    @Test
    void aShutLaneStaysShutForTheLongerOfTwoWaits() {
        LaneState state = FRESH.shut(NOW, Duration.ofSeconds(30)).shut(NOW, Duration.ofSeconds(5));
        assertThat(state.pause(NOW, false, false)).isEqualTo(30_000);
    }

    @Test
    void aLaneStaysShutForAnHourThatWasAskedForAndForNoDays() {
        Duration hourAndJitter = Duration.ofHours(1).plusSeconds(1);
        assertThat(FRESH.shut(NOW, hourAndJitter).pause(NOW, false, false)).isEqualTo(hourAndJitter.toMillis());
        assertThat(FRESH.shut(NOW, Duration.ofDays(7)).pause(NOW, false, false))
                .isEqualTo(Duration.ofMinutes(61).toMillis());
    }

    @Test
    void fiveMissingAnswersInARowOpenTheBreaker() {
        LaneState state = FRESH;
        for (int i = 0; i < 4; i++) state = state.failed(NOW + i);
        assertThat(state.pause(NOW + 5, false, false)).isZero();
        assertThat(state.answered().failed(NOW + 4).pause(NOW + 5, false, false))
                .as("not in a row")
                .isZero();

        state = state.failed(NOW + 4);

        assertThat(state.pause(NOW + 4, false, false)).isEqualTo(10_000);
    }

    @Test
    void aHalfOpenBreakerLetsOneCallThroughAndWaitsLongerAfterEachFailure() {
        LaneState state = FRESH;
        for (int i = 0; i < 5; i++) state = state.failed(NOW);
        long now = NOW;
        for (long pause : new long[] {10_000, 20_000, 30_000, 30_000, 30_000}) {
            assertThat(state.pause(now, false, false)).isEqualTo(pause);
            now += pause;
            assertThat(state.pause(now, false, false)).isZero();
            state = state.entered(now, false);
            assertThat(state.pause(now, false, false)).as("one probe").isPositive();
            state = state.failed(now);
        }
        assertThat(state.entered(now + 300_000, false).answered().pause(now + 300_000, false, false))
                .isZero();
    }

    @Test
    void aProbeThatIsNeverToldOfDoesNotShutTheLaneForEver() {
        LaneState state = FRESH;
        for (int i = 0; i < 5; i++) state = state.failed(NOW);
        state = state.entered(NOW + 10_000, false);
        assertThat(state.pause(NOW + 70_001, false, false)).isZero();
    }

    @Test
    void failuresFarApartDoNotAddUp() {
        LaneState state = FRESH;
        for (int i = 0; i < 20; i++) state = state.failed(NOW + i * 61_000L);
        assertThat(state.pause(NOW + 20 * 61_000L, false, false)).isZero();
    }
}
