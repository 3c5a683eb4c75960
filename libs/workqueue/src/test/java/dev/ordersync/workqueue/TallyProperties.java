package dev.ordersync.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TallyProperties {

    /** Callers come at any moments; each call reaches the server after a delay of up to the margin. */
    @Property(tries = 300)
    void inNoWindowAsTheServerSeesItAreThereMoreThanTheLimit(
            @ForAll @Size(min = 50, max = 300) List<@LongRange(max = 3000) Long> pauses,
            @ForAll @IntRange(min = 1, max = 40) int limit,
            @ForAll @Size(300) List<@LongRange(max = 2000) Long> delays) {
        long window = 60_000;
        long now = 1_700_000_000_123L;
        Tally tally = Tally.EMPTY;
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < pauses.size(); i++) {
            now = tally.freeAt(now + pauses.get(i), window, limit);
            tally = tally.at(now, window).plus(now, window, 1, false);
            arrivals.add(now + delays.get(i));
        }
        arrivals.sort(Long::compare);
        for (int i = 0; i + limit < arrivals.size(); i++)
            assertThat(arrivals.get(i + limit) - arrivals.get(i)).isGreaterThan(window);
    }

    @Property(tries = 200)
    void underBacklogAtLeast57Of60AMinuteAreUsed(@ForAll @LongRange(min = 0, max = 60_000) long phase) {
        assertThat(callsInAnHour(60, 60_000, phase)).isGreaterThanOrEqualTo(57 * 60);
    }

    @Property(tries = 200)
    void underBacklogOver95PercentOfABigcommerceQuotaAreUsed(@ForAll @LongRange(min = 0, max = 30_000) long phase) {
        assertThat(callsInAnHour(150, 30_000, phase)).isGreaterThan((int) (150 * 120 * 0.95));
    }

    private static int callsInAnHour(int limit, long window, long phase) {
        long start = 1_700_000_000_000L + phase;
        Tally tally = Tally.EMPTY;
        int calls = 0;
        long now = start;
        while ((now = tally.freeAt(now, window, limit)) < start + 3_600_000) {
            tally = tally.at(now, window).plus(now, window, 1, false);
            calls++;
        }
        return calls;
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @Size(max = 100) List<@LongRange(min = 1, max = 500) Long> pauses) {
        long now = 1_700_000_000_000L;
        Tally tally = Tally.EMPTY;
        for (long pause : pauses) tally = tally.plus(now += pause, 60_000, 1, pause % 2 == 0);
        assertThat(Tally.of(tally.flat())).isEqualTo(tally);
        assertThat(tally.calls()).isEqualTo(pauses.size());
    }

    @Property
    void aClockThatIsSetBackDoesNotShortenTheCount(@ForAll @LongRange(min = 1, max = 600_000) long back) {
        long now = 1_700_000_000_000L;
        Tally tally = Tally.EMPTY.plus(now, 60_000, 1, false).plus(now - back, 60_000, 1, false);
        assertThat(tally.at(now + 60_000, 60_000).calls()).isEqualTo(2);
    }
}
