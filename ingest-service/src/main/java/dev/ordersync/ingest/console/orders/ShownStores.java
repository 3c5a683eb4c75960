package dev.ordersync.ingest.console.orders;

import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The stores whose orders are shown. */
@ApplicationScoped
public class ShownStores {
    private final StoreDirectory directory;

    ShownStores(StoreDirectory directory) {
        this.directory = directory;
    }

    /** By name. Nothing keeps two stores from having the same name: then each is named with its hash. */
    public List<Store> all() {
        List<Store> stores = directory.all();
        Map<String, Long> namesakes =
                stores.stream().collect(Collectors.groupingBy(Store::name, Collectors.counting()));
        return stores.stream()
                .sorted(Comparator.comparing(Store::name).thenComparing(Store::hash))
                .map(store -> namesakes.get(store.name()) == 1
                        ? store
                        : store.named(store.name() + " (" + store.hash() + ")"))
                .toList();
    }

    public Store one(String hash) {
        return all().stream()
                .filter(store -> store.hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "There is no store '" + hash + "' here.")
                        .exception());
    }
}
