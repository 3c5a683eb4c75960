package dev.ordersync.workqueue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of running jobs, also while the worker drains; rescues the jobs of dead workers; tells where live
 * work waits.
 *
 * <p>When the database fails: logged, and tried again at the next beat; a lease is three beats long at least.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final Duration ANNOUNCE = Duration.ofSeconds(1);
    /** Finds nothing most of the time, by an index of what is leased alone. */
    private static final Duration RESCUE = Duration.ofSeconds(2);

    private final WorkQueue queue;
    private final Set<String> kinds;
    private final Supplier<Set<String>> stores;
    private final Duration lease;
    private final Set<Job> running = ConcurrentHashMap.newKeySet();
    // renewing must not wait behind a slow rescue
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(named("worker-heartbeat"));
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(named("worker-rounds"));

    Heartbeat(WorkQueue queue, Set<String> kinds, Supplier<Set<String>> stores, Duration lease) {
        this.queue = queue;
        this.kinds = kinds;
        this.stores = stores;
        this.lease = lease;
    }

    void start() {
        repeat(beat, Leases.beat(lease), this::renewAll);
        repeat(rounds, RESCUE, this::rescue);
        repeat(rounds, ANNOUNCE, () -> queue.announceLive(kinds, stores.get()));
    }

    void begin(List<Job> jobs) {
        running.addAll(jobs);
    }

    void end(List<Job> jobs) {
        running.removeAll(jobs);
    }

    private void renewAll() {
        for (Job job : running) {
            try {
                if (queue.renew(job, lease) || !running.contains(job)) continue;
                LOG.warnf("%s outcome=lease-lost", words(job));
                running.remove(job);
            } catch (DatabaseFailure e) {
                // after a restart each connection of the pool fails once: the next job has another
                LOG.warnf("%s outcome=not-renewed reason=\"%s\"", words(job), e.getMessage());
            }
        }
    }

    private void rescue() {
        int rescued = queue.rescue();
        if (rescued > 0) LOG.warnf("outcome=rescued jobs=%d", rescued);
    }

    private static void repeat(ScheduledExecutorService executor, Duration pause, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) { // either would end the schedule for good
                LOG.warnf("outcome=next-time reason=\"%s\"", e.getMessage());
            }
        };
        long millis = Math.max(1, pause.toMillis());
        executor.scheduleWithFixedDelay(guarded, 0, millis, TimeUnit.MILLISECONDS);
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    static String words(Job job) {
        WorkKey key = job.key();
        return "work=" + key.kind() + " store=" + key.store() + " order=" + key.entity() + " attempt=" + job.attempts();
    }

    @Override
    public void close() {
        beat.shutdownNow();
        rounds.shutdownNow();
    }
}
