package dev.ordersync.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void itGrowsFromTenSecondsToAnHourAndSpreads() {
        assertThat(Backoff.pause(1, 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.pause(2, 0.5)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Backoff.pause(3, 0.5)).isEqualTo(Duration.ofSeconds(40));
        assertThat(Backoff.pause(4, 0.5)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Backoff.pause(8, 0.5)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Backoff.pause(9, 0.5)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Backoff.pause(30, 0.5)).isEqualTo(Duration.ofHours(1));
        assertThat(Backoff.pause(1, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.pause(1, 1)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void itEndsAfterAboutADay() {
        long seconds = IntStream.range(1, Backoff.LAST_ATTEMPT)
                .mapToLong(failures -> Backoff.pause(failures, 0.5).toSeconds())
                .sum();
        assertThat(Duration.ofSeconds(seconds)).isBetween(Duration.ofHours(22), Duration.ofHours(25));
    }
}
