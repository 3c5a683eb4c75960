package dev.ordersync.ingest.door;

import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may knock: the connected stores, from memory, so that a webhook costs one transaction and no look-up. The memory is
 * renewed every second beside the doors, and at once where a store is changed.
 *
 * <p>When the database is away: what is remembered serves on.
 */
public final class DoorStores {
    private final StoreDirectory directory;
    private volatile Map<String, Store> stores = Map.of();
    private volatile Set<String> accounts = Set.of();

    /** @param directory on the doors' own pool */
    public DoorStores(StoreDirectory directory) {
        this.directory = directory;
    }

    /** Reads the stores anew. */
    public void renew() {
        var all = directory.all();
        stores = all.stream().collect(Collectors.toMap(Store::hash, store -> store));
        accounts = all.stream()
                .map(Store::katanaAccount)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** A store was changed here: the next look reads the database. */
    public void forget() {
        directory.refresh();
        renew();
    }

    Optional<Store> find(String hash) {
        return Optional.ofNullable(stores.get(hash));
    }

    boolean knowsAccount(String account) {
        return accounts.contains(account);
    }
}
