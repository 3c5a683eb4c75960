package dev.ordersync.ingest.stores;

import dev.ordersync.api.Answer;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.katana.Factory;
import dev.ordersync.katana.Location;
import dev.ordersync.stores.Store;
import java.util.Comparator;
import java.util.List;

/**
 * The locations of a store's Katana account, to choose from.
 *
 * <p>When Katana does not answer: no places, and a sentence that says why.
 */
public final class ListLocations {

    /** @param sells orders are refused where it is false */
    public record Place(long id, String name, boolean sells, boolean isDefault) {}

    /** @param trouble empty when all is well */
    public record Places(List<Place> places, String trouble) {}

    private final Apis apis;

    public ListLocations(Apis apis) {
        this.apis = apis;
    }

    public Places list(Store store) {
        if (store.katanaKey() == null) return none("The Katana API key is missing.");
        Answer<Factory> factory = apis.katanaForCheck(store).account().factory();
        if (!factory.isOk()) return none(words(factory.failure()));
        Answer<List<Location>> locations = apis.katanaForCheck(store).account().locations();
        if (!locations.isOk()) return none(words(locations.failure()));
        Long standard = factory.value().defaultSalesLocationId();
        return new Places(
                locations.value().stream()
                        .map(place -> new Place(
                                place.id(), place.name(), place.sells(), standard != null && standard == place.id()))
                        .sorted(Comparator.comparing(Place::isDefault).reversed())
                        .toList(),
                "");
    }

    private static String words(Answer.Failure failure) {
        return failure instanceof Answer.Failure.Denied
                ? "Katana refuses the API key. Please store a valid one."
                : "Katana does not answer just now (" + failure.words() + ").";
    }

    private static Places none(String trouble) {
        return new Places(List.of(), trouble);
    }
}
