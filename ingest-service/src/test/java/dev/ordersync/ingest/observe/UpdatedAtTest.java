package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpdatedAtTest {
    private static final String SECOND = "2026-03-01T12:00:00Z";
    private static final String FRACTION = "2026-03-01T12:00:00.400Z";

    @Test
    void datesOfOnePrecisionAreComparedToTheFraction() {
        assertThat(UpdatedAt.isOlder("2026-03-01T12:00:00.100Z", FRACTION)).isTrue();
        assertThat(UpdatedAt.isLater(FRACTION, "2026-03-01T12:00:00.100Z")).isTrue();
        assertThat(UpdatedAt.isLater("2026-03-01T12:00:01Z", SECOND)).isTrue();
        assertThat(UpdatedAt.isOlder(FRACTION, FRACTION)).isFalse();
        assertThat(UpdatedAt.isLater(FRACTION, FRACTION)).isFalse();
    }

    @Test
    void whereOneHasNoFractionTheSecondAloneIsCompared() {
        assertThat(UpdatedAt.isOlder(SECOND, FRACTION)).isFalse();
        assertThat(UpdatedAt.isLater(FRACTION, SECOND)).isFalse();
        assertThat(UpdatedAt.isOlder(SECOND, "2026-03-01T12:00:01.400Z")).isTrue();
        assertThat(UpdatedAt.isLater(FRACTION, "2026-03-01T12:00:00.400123Z")).isFalse();
    }

    @Test
    void withoutADateNothingIsOlderAndNothingLater() {
        assertThat(UpdatedAt.isOlder("", FRACTION)).isFalse();
        assertThat(UpdatedAt.isOlder(FRACTION, "")).isFalse();
        assertThat(UpdatedAt.isLater("", FRACTION)).isFalse();
        assertThat(UpdatedAt.isLater(FRACTION, "")).isFalse();
    }
}
