package dev.ordersync.ingest.console.replays;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AskedWindowTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aSpanEndsNow() {
        AskedWindow asked = AskedWindow.of("day", null, null, null, NOW);

        assertThat(asked.from()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(asked.to()).isEqualTo(NOW);
        assertThat(asked.request("abc").dryRun())
                .as("nothing is written at once")
                .isTrue();
    }

    @Test
    void theLastDayBelongsToTheDays() {
        AskedWindow asked = AskedWindow.of("dates", "2026-11-01", "2026-11-01", null, NOW);

        assertThat(asked.from()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(asked.to()).isEqualTo("2026-11-02T00:00:00Z");
    }

    @Test
    void orderNumbersMayStandInAnyList() {
        assertThat(AskedWindow.of("orders", null, null, " 101, 102;\n#103 ", NOW)
                        .orderIds())
                .containsExactly(101L, 102L, 103L);
    }

    @Test
    void whatIsMissingIsSaidInASentence() {
        assertThat(AskedWindow.of(null, null, null, null, NOW).fault()).endsWith(".");
        assertThat(AskedWindow.of("dates", "", "2026-11-01", null, NOW).fault()).contains("first and the last day");
        assertThat(AskedWindow.of("dates", "2026-11-02", "2026-11-01", null, NOW)
                        .fault())
                .contains("must not lie after");
        assertThat(AskedWindow.of("orders", null, null, "none", NOW).fault()).contains("numbers");
    }
}
