package dev.ordersync.stores;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreDirectoryTest {

    @Test
    void noListMeansAllStores() {
        assertThat(StoreDirectory.only("")).isEmpty();
        assertThat(StoreDirectory.only("all")).isEmpty();
    }

    @Test
    void aListNamesTheStoresOfThisReplica() {
        assertThat(StoreDirectory.only(" abc, def ,")).containsExactlyInAnyOrder("abc", "def");
    }
}
