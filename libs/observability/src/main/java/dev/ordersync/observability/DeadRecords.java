package dev.ordersync.observability;

import dev.ordersync.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The counts of records that could not be read, there from the start: an alert cannot see a series that is absent. */
public final class DeadRecords {
    public static final String COUNTER = "sync.records.dead";

    private DeadRecords() {}

    /** @param topics that the service reads; see {@link Topics} */
    public static void expect(MeterRegistry meters, List<String> topics) {
        topics.forEach(topic -> meters.counter(COUNTER, "topic", topic));
    }
}
