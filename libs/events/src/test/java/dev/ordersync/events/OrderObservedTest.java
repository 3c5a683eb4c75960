package dev.ordersync.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderObservedTest {

    @Test
    void an_order_of_the_second_of_activation_counts_as_placed_after_it() {
        OrderObserved event = activatedAt(Instant.parse("2026-07-20T09:14:03.417Z"));
        assertThat(event.isOfActiveStore(Instant.parse("2026-07-20T09:14:03Z"))).isTrue();
        assertThat(event.isOfActiveStore(Instant.parse("2026-07-20T09:14:02Z"))).isFalse();
    }

    @Test
    void a_store_that_was_never_activated_has_no_orders_placed_after() {
        assertThat(activatedAt(null).isOfActiveStore(Instant.EPOCH)).isFalse();
    }

    private static OrderObserved activatedAt(Instant when) {
        return new OrderObserved("abc", 7, 1, null, "webhook", null, null, null, null, null, when, false);
    }
}
