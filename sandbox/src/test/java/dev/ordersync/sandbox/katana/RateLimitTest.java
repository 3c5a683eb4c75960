package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.katana.wire.RateLimit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimit limit = new RateLimit();

    private boolean allowed(long second, boolean sliding) {
        return limit.enter(START.plusSeconds(second), 2, MINUTE, sliding).allowed();
    }

    @Test
    void fixedWindowGivesAFullBurstAtItsTurn() {
        assertThat(allowed(0, false)).isTrue();
        assertThat(allowed(59, false)).isTrue();
        assertThat(allowed(59, false)).isFalse();
        assertThat(allowed(60, false)).isTrue();
        assertThat(allowed(61, false)).isTrue();
    }

    @Test
    void slidingWindowNeverLetsMoreThanTheLimitThroughInAnySixtySeconds() {
        assertThat(allowed(0, true)).isTrue();
        assertThat(allowed(59, true)).isTrue();
        assertThat(allowed(60, true)).isTrue();
        assertThat(allowed(61, true)).isFalse();
        assertThat(allowed(119, true)).isTrue();
    }

    @Test
    void refusedCallTellsHowLongUntilThereIsRoom() {
        allowed(0, true);
        allowed(10, true);

        var verdict = limit.enter(START.plusSeconds(20), 2, MINUTE, true);

        assertThat(verdict.pause()).isEqualTo(Duration.ofSeconds(40));
    }
}
