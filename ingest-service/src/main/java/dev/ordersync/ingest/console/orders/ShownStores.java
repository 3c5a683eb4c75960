package dev.ordersync.ingest.console.orders;

import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The stores whose orders are shown. */
@ApplicationScoped
public class ShownStores {
    private final StoreDirectory directory;

    ShownStores(StoreDirectory directory) {
        this.directory = directory;
    }

    public List<Store> all() {
        return directory.all().stream()
                .sorted(Comparator.comparing(Store::name).thenComparing(Store::hash))
                .toList();
    }

    public Store one(String hash) {
        return directory.all().stream()
                .filter(store -> store.hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "There is no store '" + hash + "' here.")
                        .exception());
    }
}
