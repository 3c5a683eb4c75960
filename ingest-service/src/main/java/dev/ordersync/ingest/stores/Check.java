package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One thing that was checked: a tick, or a sentence that says what to do. */
public record Check(String name, boolean ok, String text) {

    static Check tick(String name, String text) {
        return new Check(name, true, text);
    }

    static Check fault(String name, String text) {
        return new Check(name, false, text);
    }

    /** All checks of a store. */
    public record Report(List<Check> checks) {
        @JsonProperty
        public boolean ok() {
            return checks.stream().allMatch(Check::ok);
        }
    }
}
