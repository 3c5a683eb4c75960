package dev.ordersync.workqueue;

import dev.ordersync.api.Trace;
import java.util.Map;

/** A span per job, under the one that wished it. */
final class Spans {
    private Spans() {}

    static Trace.Span of(Job job) {
        return Trace.begin(
                job.key().kind(),
                job.traceparent(),
                Map.of(
                        "store",
                        job.key().store(),
                        "order",
                        job.key().entity(),
                        "attempt",
                        Integer.toString(job.attempts())));
    }
}
