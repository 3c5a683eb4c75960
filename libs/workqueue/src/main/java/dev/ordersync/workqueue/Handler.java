package dev.ordersync.workqueue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does one kind of work. An exception is a bug or a lost database: the queue treats it as {@code Retry}. */
@FunctionalInterface
public interface Handler {

    Outcome handle(Job job);

    /** How many jobs of one lane it can do in one go. */
    default int batchSize() {
        return 1;
    }

    /** Does several jobs of one kind and lane in one go; a job without an outcome is retried. */
    default Map<Job, Outcome> handleAll(List<Job> jobs) {
        Map<Job, Outcome> outcomes = new LinkedHashMap<>();
        jobs.forEach(job -> outcomes.put(job, handle(job)));
        return outcomes;
    }
}
