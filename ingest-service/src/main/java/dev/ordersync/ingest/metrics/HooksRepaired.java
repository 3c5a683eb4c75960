package dev.ordersync.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many hooks of a live store had been switched off, changed or removed and were set right. */
public final class HooksRepaired {
    private HooksRepaired() {}

    public static Counter of(MeterRegistry meters, String store) {
        return meters.counter("sync.hooks.repaired", "store", store);
    }
}
