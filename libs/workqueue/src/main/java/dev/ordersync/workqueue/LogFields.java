package dev.ordersync.workqueue;

import org.jboss.logging.MDC;

/** What every line that is logged during a job carries as fields of its own, when lines are printed as JSON. */
final class LogFields implements AutoCloseable {
    private final Object outcomeBefore = MDC.get("outcome");
    private final boolean outer;

    private LogFields(Job job, String outcome) {
        this.outer = MDC.get("work") == null;
        MDC.put("work", job.key().kind());
        MDC.put("store", job.key().store());
        MDC.put("order", job.key().entity());
        MDC.put("attempt", job.attempts());
        if (outcome != null) MDC.put("outcome", outcome);
    }

    static LogFields of(Job job) {
        return new LogFields(job, null);
    }

    static LogFields of(Job job, String outcome) {
        return new LogFields(job, outcome);
    }

    @Override
    public void close() {
        if (outcomeBefore == null) MDC.remove("outcome");
        if (!outer) return;
        MDC.remove("work");
        MDC.remove("store");
        MDC.remove("order");
        MDC.remove("attempt");
    }
}
