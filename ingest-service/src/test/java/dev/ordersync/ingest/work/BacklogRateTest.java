package dev.ordersync.ingest.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogRateTest {
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // it may go over
    private final List<Long> slept = new ArrayList<>();
    private final BacklogRate rate = new BacklogRate(20, () -> now, this::sleep);

    private void sleep(long nanos) {
        slept.add(TimeUnit.NANOSECONDS.toMillis(nanos));
        now += nanos;
    }

    @Test
    void aFewGoAtOnceAndTheRestAtTheirPace() {
        long begin = now;

        for (int i = 0; i < 110; i++) rate.awaitTurn();

        assertThat(slept).hasSize(100).containsOnly(50L);
        assertThat(Duration.ofNanos(now - begin)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whoWorksSlowerNeverWaits() {
        for (int i = 0; i < 100; i++) {
            rate.awaitTurn();
            now += Duration.ofMillis(60).toNanos();
        }

        assertThat(slept).isEmpty();
    }

    @Test
    void aLongRestIsNoCredit() {
        now += Duration.ofHours(1).toNanos();

        for (int i = 0; i < 12; i++) rate.awaitTurn();

        assertThat(slept).containsExactly(50L, 50L);
    }

    @Test
    void liveOrdersDoNotWait() {
        for (int i = 0; i < 40; i++) rate.awaitTurn(); // whatever the backlog does
        slept.clear();

        for (int i = 0; i < 60; i++) rate.awaitLive("a");
        for (int i = 0; i < 60; i++) rate.awaitLive("b");
        for (int i = 0; i < 100; i++) {
            now += Duration.ofMillis(100).toNanos();
            rate.awaitLive("a");
        }

        assertThat(slept).isEmpty();
    }

    @Test
    void whatAStoreFloodsUsWithWaitsAsABacklogDoesAndNoOtherStore() {
        for (int i = 0; i < 60 + 10 + 100; i++) rate.awaitLive("flood");

        assertThat(slept).hasSizeBetween(60, 100).containsOnly(50L); // meanwhile it has its ten a second

        slept.clear();
        rate.awaitLive("other");
        assertThat(slept).isEmpty();
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        BacklogRate stopped = new BacklogRate(1, () -> now, nanos -> {
            throw new InterruptedException();
        });

        for (int i = 0; i < 12; i++) stopped.awaitTurn();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void noneASecondIsNoRate() {
        assertThatThrownBy(() -> new BacklogRate(0, () -> now, this::sleep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }
}
