package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TakeTurnTest {
    private static final Instant ACTIVATED = Instant.parse("2026-07-20T09:14:03.417Z");

    @Test
    void an_order_of_the_second_of_activation_counts_as_placed_after_it() {
        assertThat(TakeTurn.isPlacedAfter(Instant.parse("2026-07-20T09:14:03Z"), ACTIVATED))
                .isTrue();
        assertThat(TakeTurn.isPlacedAfter(Instant.parse("2026-07-20T09:14:02Z"), ACTIVATED))
                .isFalse();
    }

    @Test
    void a_store_that_was_never_activated_has_no_orders_placed_after() {
        assertThat(TakeTurn.isPlacedAfter(ACTIVATED, null)).isFalse();
    }
}
