package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WiringTest {

    @Test
    void noListMeansAllStores() {
        assertThat(Wiring.only("")).isEmpty();
        assertThat(Wiring.only("all")).isEmpty();
    }

    @Test
    void aListNamesTheStoresOfThisReplica() {
        assertThat(Wiring.only(" abc, def ,")).containsExactlyInAnyOrder("abc", "def");
    }
}
