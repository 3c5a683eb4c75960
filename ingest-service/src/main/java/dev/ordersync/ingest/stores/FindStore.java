package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;

/** Finds the store that a request names, or ends the request. */
public final class FindStore {
    private final StoreRegister register;

    public FindStore(StoreRegister register) {
        this.register = register;
    }

    /** The store as it is stored now, not as remembered. */
    public Store find(String hash) {
        return register.find(valid(hash))
                .orElseThrow(() -> Problem.of(404, "There is no store '" + hash + "' here.")
                        .exception());
    }

    /** Store hashes are short words of letters and digits. */
    public static String valid(String hash) {
        if (hash.matches("[A-Za-z0-9_-]{1,64}")) return hash;
        throw Problem.of(400, "A store hash consists of letters and digits only.")
                .exception();
    }
}
