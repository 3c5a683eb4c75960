package dev.ordersync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void whatARecordsHeadersSayComesBackOut() {
        Origin origin = Origin.ofHeaders(bytes(TRACE), bytes("1700000000000"));

        assertThat(origin.traceparent()).isEqualTo(TRACE);
        assertThat(origin.wishedAt()).contains(Instant.ofEpochMilli(1_700_000_000_000L));
    }

    @Test
    void headersThatCannotBeReadAreAsGoodAsAbsent() {
        for (String wrong : new String[] {"", "00-xyz", TRACE + "0", "x".repeat(5000)}) {
            assertThat(Origin.ofHeaders(bytes(wrong), null).traceparent()).isNull();
            assertThat(Origin.ofHeaders(null, bytes(wrong)).since()).isNull();
        }
        assertThat(Origin.ofHeaders(null, null)).isEqualTo(new Origin(null, null, true));
    }

    @Test
    void wishesOfAJobAreAsOldAsTheyAreAndNotAsTheJob() {
        assertThat(Origin.ofJob(TRACE, Instant.EPOCH).wishedAt()).isEmpty();
    }

    @Test
    void itIsThePresentOneUntilTheScopeIsClosed() {
        assertThat(Origin.present().traceparent()).isNull();
        try (Origin.Scope outer = Origin.ofJob(TRACE, null).enter()) {
            assertThat(outer).isNotNull();
            assertThat(Origin.present().traceparent()).isEqualTo(TRACE);
        }
        assertThat(Origin.present().traceparent()).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
