package dev.ordersync.ingest.stores;

import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreSettings;
import java.time.Instant;
import java.util.List;

/**
 * A store as the API shows it. Credentials are never shown, only whether they are there.
 *
 * @param state incomplete, ready, live, paused, needs reconnecting, disconnected
 * @param why one sentence when the state asks for an action; else null
 * @param drift where it differs from the stores file; empty when it does not, or when there is none
 */
public record StoreAnswer(
        String storeHash,
        String name,
        String state,
        String why,
        BigCommerce bigcommerce,
        Katana katana,
        StoreSettings settings,
        Instant activatedAt,
        List<Drift> drift) {

    /** Which BigCommerce credentials are stored. */
    public record BigCommerce(boolean accessToken, boolean clientSecret) {}

    /** @param accountId names the Katana account; stores that share it share its rate limit */
    public record Katana(boolean apiKey, String accountId) {}

    /** Where it does not matter how the store differs from the stores file. */
    public static StoreAnswer of(Store store, StoreState state) {
        return of(store, state, List.of());
    }

    public static StoreAnswer of(Store store, StoreState state, List<Drift> drift) {
        return new StoreAnswer(
                store.hash(),
                store.name(),
                state.word(),
                state.why(),
                new BigCommerce(store.bigcommerceToken() != null, store.clientSecret() != null),
                new Katana(store.katanaKey() != null, store.katanaAccount()),
                store.settings(),
                store.activatedAt(),
                drift);
    }
}
