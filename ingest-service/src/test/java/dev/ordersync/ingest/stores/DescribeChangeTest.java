package dev.ordersync.ingest.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Secret;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreSettings;
import org.junit.jupiter.api.Test;

class DescribeChangeTest {
    private static final StoreSettings DEFAULTS = StoreSettings.defaults();
    private static final StoreSettings EARLY =
            new StoreSettings(5L, true, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @Test
    void aNewStoreTellsWhatItBroughtAndNoSecret() {
        assertThat(DescribeChange.describe(null, store("Shop", "token-1", "key-1", DEFAULTS)))
                .containsExactly(
                        "The store was connected.",
                        "A BigCommerce access token was stored.",
                        "A Katana API key was stored.");
    }

    @Test
    void onlyWhatChangedIsTold() {
        Store before = store("Shop", "token-1", "key-1", DEFAULTS);
        Store after = store("Shop", "token-2", "key-1", EARLY);

        assertThat(DescribeChange.describe(before, after))
                .containsExactly(
                        "A BigCommerce access token was stored.",
                        "Orders go to the Katana location 5.",
                        "Orders are imported when they await fulfillment, and already while they await payment.");
        assertThat(DescribeChange.describe(after, after)).isEmpty();
    }

    @Test
    void everyChoiceHasASentenceThatChangesWithIt() {
        StoreSettings other = new StoreSettings(
                1L,
                true,
                true,
                false,
                false,
                true,
                true,
                "keep",
                "service",
                "A-",
                3,
                java.math.BigDecimal.TEN,
                false,
                "all",
                "all");

        assertThat(SaySettings.of(other)).doesNotContainAnyElementsOf(SaySettings.of(DEFAULTS));
    }

    private static Store store(String name, String token, String key, StoreSettings settings) {
        return new Store(
                "abc",
                name,
                Store.Phase.READY,
                Secret.of(token),
                null,
                Secret.of("hook"),
                Secret.of(key),
                "account",
                settings,
                null,
                1);
    }
}
