package dev.ordersync.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private final Strangers strangers = new Strangers();

    @Test
    void sixHundredWrongKnocksAMinuteAreAnsweredAndTheRestIsNot() {
        assertThat(LongStream.range(0, 1000).filter(now -> strangers.mayBeAnswered("bigcommerce/a", now)))
                .hasSize(600);
    }

    @Test
    void aStrangerAtOneAddressDoesNotSilenceAnother() {
        for (int i = 0; i < 1000; i++) strangers.mayBeAnswered("bigcommerce/a", 0);

        assertThat(strangers.mayBeAnswered("bigcommerce/b", 0)).isTrue();
    }

    @Test
    void afterAMinuteHeIsAnsweredAgain() {
        for (int i = 0; i < 1000; i++) strangers.mayBeAnswered("bigcommerce/a", 0);

        assertThat(strangers.mayBeAnswered(
                        "bigcommerce/a", Duration.ofMinutes(1).toNanos()))
                .isTrue();
    }

    @Test
    void addressesThatAreMadeUpTakeNoEndlessMemory() {
        for (int i = 0; i < 20_000; i++) strangers.mayBeAnswered("bigcommerce/" + i, 0);

        assertThat(strangers.mayBeAnswered("bigcommerce/one-more", 1)).isFalse();
        assertThat(strangers.mayBeAnswered(
                        "bigcommerce/one-more", Duration.ofMinutes(1).toNanos()))
                .isTrue();
    }
}
