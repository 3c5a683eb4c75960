package dev.ordersync.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OrderRefTest {

    @Test
    void a_key_reads_back_as_the_order_it_names() {
        OrderRef ref = new OrderRef("abc123", 100);

        assertThat(ref.key()).isEqualTo("abc123:100");
        assertThat(OrderRef.parse("abc123:100")).isEqualTo(ref);
    }

    @Test
    void what_names_no_order_is_refused() {
        assertThatThrownBy(() -> new OrderRef("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderRef("a:b", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderRef("abc", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderRef.parse("abc")).isInstanceOf(IllegalArgumentException.class);
    }
}
