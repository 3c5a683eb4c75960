package dev.ordersync.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnsaidTest {
    private static final Duration GUESS = Duration.ofSeconds(2);

    @Test
    void eachInARowShutsTwiceAsLongUpToAMinute() {
        long now = -5;
        Unsaid last = null;
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            last = Unsaid.after(last, now, GUESS);
            assertThat(Duration.ofNanos(last.until() - now)).hasSeconds(seconds);
            now = last.until();
        }
    }

    @Test
    void thoseThatComeTogetherAreOne() {
        Unsaid first = Unsaid.after(null, 0, GUESS);

        assertThat(Unsaid.after(first, 1_000, GUESS)).isEqualTo(first);
    }
}
