package dev.ordersync.observability;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** The counts of records that could not be read, there from the start: an alert cannot see a series that is absent. */
public final class DeadRecords {
    public static final String COUNTER = "sync.records.dead";

    private static final Pattern TOPIC = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topic");

    private DeadRecords() {}

    /** @param config names the topics that the service reads, each as {@code mp.messaging.incoming.<channel>.topic} */
    public static void expect(MeterRegistry meters, Config config) {
        for (String name : config.getPropertyNames())
            if (TOPIC.matcher(name).matches()) meters.counter(COUNTER, "topic", config.getValue(name, String.class));
    }
}
