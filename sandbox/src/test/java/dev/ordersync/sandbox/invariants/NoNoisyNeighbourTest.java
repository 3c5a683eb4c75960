package dev.ordersync.sandbox.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoNoisyNeighbourTest {

    private static List<Duration> seconds(int... values) {
        return java.util.Arrays.stream(values).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void upToHalfAsLongAgainIsAllowed() {
        assertThat(NoNoisyNeighbour.comparing("b", seconds(1, 2, 2), seconds(1, 3, 3)))
                .isEmpty();
        assertThat(NoNoisyNeighbour.comparing("b", seconds(1, 2, 2), seconds(1, 3, 4)))
                .hasSize(1);
    }

    @Test
    void ordersThatNeverArrivedAreNotFast() {
        assertThat(NoNoisyNeighbour.comparing("b", seconds(1, 2), seconds(1))).hasSize(1);
        assertThat(NoNoisyNeighbour.sharing("b", List.of())).hasSize(1);
    }

    @Test
    void onOneAccountThreeMinutesAreAllowed() {
        assertThat(NoNoisyNeighbour.sharing("b", seconds(1, 180))).isEmpty();
        assertThat(NoNoisyNeighbour.sharing("b", seconds(1, 181))).hasSize(1);
    }

    @Test
    void slowestOfAHundredAndOneIsNotTheNinetyNinthPercentile() {
        List<Duration> all = Stream.concat(
                        Stream.of(Duration.ofMinutes(9)),
                        Stream.generate(() -> Duration.ofSeconds(1)).limit(100))
                .toList();

        assertThat(NoNoisyNeighbour.p99(all)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void latencyIsFromThePlacingToTheSalesOrder() {
        try (Twin twin = new Twin()) {
            int variant = twin.variant("MUG", false);
            int order = twin.place();
            twin.sandbox.kernel().clock().advance(Duration.ofSeconds(7));
            twin.salesOrder(order, variant);

            assertThat(NoNoisyNeighbour.latencies(twin.evidence(), Twin.STORE))
                    .singleElement()
                    .satisfies(d -> assertThat(d).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10)));
        }
    }
}
