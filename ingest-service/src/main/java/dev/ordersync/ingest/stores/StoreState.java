package dev.ordersync.ingest.stores;

import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import java.util.List;
import java.util.Optional;

/** Where a store stands, in words. */
public record StoreState(String word, String why) {
    public static final String NEEDS_RECONNECTING = "needs reconnecting";

    /** @param lanes all there are */
    public static StoreState of(Store store, List<Lanes.State> lanes) {
        return switch (store.phase()) {
            case INCOMPLETE -> new StoreState("incomplete", "Credentials of BigCommerce or Katana are missing.");
            case READY ->
                blocked(store, lanes)
                        .orElse(new StoreState(
                                "ready",
                                store.activatedAt() == null
                                        ? null
                                        : "Connected again, but not live yet. Activate it to go on."));
            case LIVE -> blocked(store, lanes).orElse(new StoreState("live", null));
            case PAUSED -> new StoreState("paused", "Paused by a person. Nothing is lost; activate it to go on.");
            case DISCONNECTED -> new StoreState("disconnected", "Disconnected. Connect it again to go on.");
        };
    }

    private static Optional<StoreState> blocked(Store store, List<Lanes.State> lanes) {
        if (isBlocked(lanes, store.bigcommerceLane()))
            return Optional.of(new StoreState(
                    NEEDS_RECONNECTING,
                    "BigCommerce refuses the access token. Work pauses, nothing is lost; please store a valid token."));
        if (store.katanaAccount() != null && isBlocked(lanes, store.katanaLane()))
            return Optional.of(new StoreState(
                    NEEDS_RECONNECTING,
                    "Katana refuses the API key. Work pauses, nothing is lost; please store a valid key."));
        return Optional.empty();
    }

    private static boolean isBlocked(List<Lanes.State> lanes, String lane) {
        return lanes.stream().anyMatch(state -> state.lane().equals(lane) && state.blocked() != null);
    }
}
