package dev.ordersync.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A lane whose backlog never ends, as its gate lets calls through. */
class EvenPaceProperties {
    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_000_000L;
    private static final LaneState IDLE = new LaneState(60, MINUTE, Tally.EMPTY, 0, 0, Breaker.CLOSED, null);

    /**
     * Minutes that begin once the lane has found its pace.
     *
     * @param late the most by which a caller misses its moment, in ms
     */
    @Property(tries = 20)
    void eachMinuteOfABacklogUsesAtLeast57Of60(@ForAll long seed, @ForAll @IntRange(max = 300) int late) {
        List<Long> calls = backlog(new Random(seed), late, 10 * MINUTE);

        long end = calls.get(calls.size() - 1);
        calls.stream()
                .filter(at -> at > START + 3 * MINUTE && at + MINUTE < end)
                .forEach(from -> {
                    long used = calls.stream()
                            .filter(at -> at >= from && at < from + MINUTE)
                            .count();
                    assertThat(used).isBetween(57L, 60L);
                });
        assertThat(calls).hasSizeGreaterThan(57 * 10);
    }

    @Property(tries = 20)
    void nothingWaitsWhileHalfOfTheQuotaIsFree(@ForAll long seed) {
        assertThat(backlog(new Random(seed), 20, MINUTE).get(29)).isLessThan(START + 2000);
    }

    /** Who comes in any moment of a backlog has a call within two seconds, were it not for the others who wait. */
    @Property(tries = 5)
    void liveWorkFindsACallInAnySecond(@ForAll long seed) {
        Random random = new Random(seed);
        LaneState state = IDLE;
        for (long now = START; now < START + 5 * MINUTE; now += 1 + random.nextInt(20)) {
            assertThat(state.pause(now, false, false)).isLessThan(2000);
            if (state.pause(now, true, false) == 0) state = state.entered(now, true);
        }
    }

    /** Live work that comes all the time takes what it needs; backlog has the rest of the quota, not less. */
    @Property(tries = 5)
    void liveWorkTakesNothingFromBacklogButItsCalls(@ForAll long seed) {
        Random random = new Random(seed);
        LaneState state = IDLE;
        List<Long> waiting = new ArrayList<>();
        long nextLive = START;
        List<Long> waits = new ArrayList<>();
        int calls = 0;
        for (long now = START; now < START + 20 * MINUTE; now += 1 + random.nextInt(20)) {
            if (now >= nextLive) {
                waiting.add(now);
                nextLive = now + 1000 + random.nextInt(3000);
            }
            if (!waiting.isEmpty()) {
                long pause = state.pause(now, false, false);
                if (pause == 0) {
                    long waited = now - waiting.remove(0);
                    assertThat(waited).isLessThan(16_000);
                    if (now > START + 3 * MINUTE) waits.add(waited);
                    state = state.entered(now, false);
                    calls++;
                } else state = state.liveWaits(now, pause);
            }
            if (state.pause(now, true, false) == 0) {
                state = state.entered(now, true);
                calls++;
            }
        }
        assertThat(calls).isGreaterThan(56 * 20);
        assertThat(waits.stream().mapToLong(wait -> wait).average().orElseThrow())
                .isLessThan(1000);
    }

    private static List<Long> backlog(Random random, int late, long length) {
        List<Long> calls = new ArrayList<>();
        LaneState state = IDLE;
        long now = START;
        while (now < START + length) {
            long pause = state.pause(now, true, false);
            if (pause == 0) {
                calls.add(now);
                state = state.entered(now, true);
            }
            now += Math.max(1, pause) + random.nextInt(late + 1);
        }
        return calls;
    }
}
