package dev.ordersync.ingest.console.stores;

import dev.ordersync.ingest.stores.StoreAnswer;
import dev.ordersync.stores.StoreSettings;
import java.util.List;
import java.util.Map;

/**
 * One step of connecting a store, or one choice that is changed later.
 *
 * @param reached the last step that was answered
 * @param faults what was wrong with the last answer, by field
 */
public record Setup(StoreAnswer store, Step step, int reached, Map<String, String> faults) {

    public StoreSettings settings() {
        return store.settings();
    }

    /** A store that was activated once is not being connected any more: its choices are changed one by one. */
    public boolean isChange() {
        return store.activatedAt() != null;
    }

    public List<Step> steps() {
        return Step.all();
    }

    public boolean isDone(Step other) {
        return other.number() <= reached;
    }

    public boolean isOpen(Step other) {
        return other.number() <= reached + 1;
    }

    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    public boolean hasFaults() {
        return !faults.isEmpty();
    }

    /** Faults of no field on this page. */
    public String otherFault() {
        return faults.getOrDefault("", "");
    }

    public String path() {
        return "/stores/" + store.storeHash() + "/setup/" + step.slug();
    }
}
