package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.activate.ActivateStore;
import dev.ordersync.ingest.activate.DisconnectStore;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.stores.StoreSettings;
import java.util.Objects;
import java.util.Optional;

/** Connects a store, or changes one. Nothing is written to either side before it is activated. */
public final class PutStore {

    public record Result(Store store, boolean isNew) {}

    private final StoreRegister register;
    private final ActivateStore activate;
    private final DisconnectStore disconnect;
    private final SettingChanges changes;

    public PutStore(
            StoreRegister register, ActivateStore activate, DisconnectStore disconnect, SettingChanges changes) {
        this.register = register;
        this.activate = activate;
        this.disconnect = disconnect;
        this.changes = changes;
    }

    /** @param author who wants it, for the history */
    public Result put(String hash, StoreRequest request, String author) {
        Optional<Store> before = register.find(hash);
        Store store = register.put(
                hash,
                name(hash, request, before),
                request.bigcommerceToken(),
                request.clientSecret(),
                request.katanaKey(),
                settings(request, before));
        changes.record(hash, author, DescribeChange.describe(before.orElse(null), store));
        activate.changed(store);
        before.filter(old -> !Objects.equals(old.katanaAccount(), store.katanaAccount()))
                .ifPresent(disconnect::leaveAccount);
        return new Result(store, before.isEmpty());
    }

    private static String name(String hash, StoreRequest request, Optional<Store> before) {
        if (request.name() != null) return request.name();
        return before.map(Store::name).orElse(hash);
    }

    private static StoreSettings settings(StoreRequest request, Optional<Store> before) {
        if (request.settings() != null) return request.settings();
        return before.map(Store::settings).orElse(StoreSettings.defaults());
    }
}
