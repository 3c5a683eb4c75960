package dev.ordersync.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-31T08:05:09.120Z        | 2026-01-31T08:05:09.120Z
            2026-01-31T08:05:09+02:00       | 2026-01-31T06:05:09Z
            2026-01-31T08:05                | 2026-01-31T08:05:00Z
            2026-01-31 08:05:09             | 2026-01-31T08:05:09Z
            2026-01-31                      | 2026-01-31T00:00:00Z
            Tue, 05 Mar 2019 21:40:11 +0000 | 2019-03-05T21:40:11Z
            """)
    void eachFormIsRead(String text, String instant) {
        assertThat(Times.read(text)).hasToString("Optional[" + instant + "]");
    }

    @Test
    void whatIsNoDateIsNone() {
        for (String text : new String[] {null, " ", "soon", "2026-13-01", "31.01.2026", "20260131"})
            assertThat(Times.read(text)).as(text).isEmpty();
    }
}
