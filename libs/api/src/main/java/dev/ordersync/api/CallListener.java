package dev.ordersync.api;

import java.time.Duration;

/** Told of every call that was let through the gate: counts hang on it. */
@FunctionalInterface
public interface CallListener {
    CallListener NONE = (system, method, outcome, took) -> {};

    /**
     * @param system bigcommerce or katana
     * @param outcome ok, or the kind of failure as a word: refused, missing, denied, throttled, unreachable, uncertain
     */
    void ended(String system, String method, String outcome, Duration took);
}
