package dev.ordersync.workqueue;

import dev.ordersync.api.Origin;
import dev.ordersync.api.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Claims jobs and lets their handlers do them, on a fixed number of threads, with heartbeat and rescue.
 *
 * <p>When the database fails: nothing is claimed, it tries again after a growing pause up to 10 s; what a job came to is
 * kept for as long as a lease, and noted when the database is back. When a handler throws: the job is retried later,
 * with a line in the log.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration NOTE_AGAIN = Duration.ofSeconds(1);

    private final WorkQueue queue;
    private final Map<String, Handler> handlers;
    private final Supplier<Set<String>> stores;
    private final Settings settings;
    private final Heartbeat heartbeat;
    private final List<Thread> threads = new ArrayList<>();
    /** One thread at a time looks for work; it leaves with a job, and the next one looks. */
    private final ReentrantLock looking = new ReentrantLock(true);

    /** Threads that are at jobs of the backlog. */
    private final AtomicInteger atBacklog = new AtomicInteger();

    private final Object bell = new Object();
    private boolean rung;
    private volatile boolean closing;

    /**
     * @param threads how many jobs at once; more than one lane may take, so that a slow one leaves room. Of four or
     *     more a quarter is not for backlog, whichever lanes it is of
     * @param lease how long a job may go without a heartbeat; at least three of them come in that time
     * @param poll how long between looks when there is nothing to do; null for 250 ms
     * @param drain how long a stop waits for running jobs
     */
    public record Settings(int threads, Duration lease, Duration poll, Duration drain) {
        public Settings {
            if (threads < 1) throw new IllegalArgumentException("threads: " + threads);
            if (poll == null) poll = Duration.ofMillis(250);
        }

        int forBacklog() {
            return threads - threads / 4;
        }
    }

    public Worker(WorkQueue queue, Map<String, Handler> handlers, Supplier<Set<String>> stores, Settings settings) {
        this.queue = queue;
        this.handlers = Map.copyOf(handlers);
        this.stores = stores;
        this.settings = settings;
        this.heartbeat = new Heartbeat(queue, this.handlers.keySet(), stores, settings.lease());
    }

    public void start() {
        heartbeat.start();
        for (int i = 1; i <= settings.threads(); i++) {
            Thread thread = new Thread(this::workUntilClosed, "worker-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Whose work is done here now. */
    public Set<String> stores() {
        return stores.get();
    }

    /** Work may have come: look at once instead of at the next poll. */
    public void wake() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void workUntilClosed() {
        while (!closing) {
            try {
                List<Job> jobs = next();
                if (!jobs.isEmpty()) work(jobs);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // a thread that ends in silence would be missed by nobody
                LOG.errorf(e, "outcome=worker-goes-on reason=\"%s\"", e.getMessage());
            }
        }
    }

    /** Waits for work; empty when closing. */
    private List<Job> next() throws InterruptedException {
        looking.lockInterruptibly();
        try {
            Duration pause = settings.poll();
            while (!closing) {
                try {
                    List<Job> jobs = claim();
                    if (!jobs.isEmpty()) return jobs;
                    pause = settings.poll();
                } catch (RuntimeException e) {
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                    LOG.warnf(
                            "outcome=nothing-claimed next-look-ms=%d reason=\"%s\"", pause.toMillis(), e.getMessage());
                }
                await(pause);
            }
            return List.of();
        } finally {
            looking.unlock();
        }
    }

    private List<Job> claim() {
        Set<String> working = stores.get();
        Set<Priority> priorities = atBacklog.get() < settings.forBacklog() ? Priority.ALL : Set.of(Priority.LIVE);
        List<Job> jobs = new ArrayList<>();
        queue.claim(handlers.keySet(), priorities, working, settings.lease()).ifPresent(first -> {
            jobs.add(first);
            // of whatever priority: they cost no call more
            int more = handlers.get(first.key().kind()).batchSize() - 1;
            if (more > 0) jobs.addAll(queue.claimMore(first, working, more, settings.lease()));
        });
        if (isBacklog(jobs)) atBacklog.incrementAndGet(); // counted before the next one looks
        return jobs;
    }

    /** Of all the jobs the least urgent one says how long the others may take. */
    private static boolean isBacklog(List<Job> jobs) {
        return jobs.stream().anyMatch(job -> job.priority().isBacklog());
    }

    private void await(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        synchronized (bell) {
            while (!rung && !closing) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) break;
                bell.wait(left);
            }
            rung = false;
        }
    }

    @SuppressWarnings("try") // what is entered is left at the end
    private void work(List<Job> jobs) {
        if (closing) {
            jobs.forEach(queue::giveBack);
            return;
        }
        heartbeat.begin(jobs);
        Job first = jobs.get(0);
        try (Trace.Span span = Spans.of(first);
                Origin.Scope scope =
                        Origin.ofJob(span.traceparent(), first.firstWantedAt()).enter();
                LogFields fields = LogFields.of(first)) {
            Caller.begin(first.priority());
            Map<Job, Outcome> outcomes = handle(jobs);
            span.tell("outcome", word(outcomes.get(first)));
            long patience = System.nanoTime() + settings.lease().toNanos();
            jobs.forEach(job -> finish(job, outcomes.getOrDefault(job, new Outcome.Retry("no outcome")), patience));
        } finally {
            Caller.end();
            heartbeat.end(jobs);
            if (isBacklog(jobs)) atBacklog.decrementAndGet();
            wake(); // there is a place in the lane again, which who looked before could not see
        }
    }

    private Map<Job, Outcome> handle(List<Job> jobs) {
        Handler handler = handlers.get(jobs.get(0).key().kind());
        try {
            if (jobs.size() > 1) return handler.handleAll(jobs);
            Outcome outcome = handler.handle(jobs.get(0));
            return outcome == null ? Map.of() : Map.of(jobs.get(0), outcome);
        } catch (RuntimeException | Error e) {
            Map<Job, Outcome> retries = new LinkedHashMap<>();
            jobs.forEach(job -> {
                // a lost lease is told where the job ends, fenced
                if (!(e.getCause() instanceof WorkQueue.LostLease))
                    LOG.errorf(e, "%s outcome=retry reason=exception", Heartbeat.words(job));
                retries.put(job, new Outcome.Retry(e.getClass().getSimpleName()));
            });
            return retries;
        }
    }

    /** When the database stays away, the lease runs out and the job is done again: handlers can bear that. */
    @SuppressWarnings("try") // the fields are read by the log
    private void finish(Job job, Outcome outcome, long patience) {
        try (LogFields fields = LogFields.of(job, word(outcome))) {
            if (note(job, outcome, patience)) LOG.infof("%s outcome=%s", Heartbeat.words(job), word(outcome));
            else LOG.warnf("%s outcome=fenced discarded=%s", Heartbeat.words(job), word(outcome));
        } catch (DatabaseFailure e) {
            LOG.warnf("%s outcome=not-noted reason=\"%s\"", Heartbeat.words(job), e.getMessage());
        }
    }

    /** A database that restarts is waited for: the row would lie leased until the lease ends, with nobody at it. */
    private boolean note(Job job, Outcome outcome, long patience) {
        while (true) {
            try {
                return queue.finish(job, outcome);
            } catch (DatabaseFailure e) {
                if (!e.isAway() || closing || System.nanoTime() - patience > 0 || !slept(NOTE_AGAIN)) throw e;
            }
        }
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String word(Outcome outcome) {
        return outcome == null ? "none" : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Stops claiming, lets running jobs end (their leases go on), interrupts those that take longer than the drain. */
    @Override
    public void close() {
        closing = true;
        wake();
        boolean ended = join(settings.drain());
        if (!ended) {
            LOG.warnf(
                    "outcome=interrupted reason=\"jobs ran longer than %d s\"",
                    settings.drain().toSeconds());
            threads.forEach(Thread::interrupt);
            join(LAST_WORDS);
        }
        heartbeat.close();
    }

    private boolean join(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (thread != Thread.currentThread()) thread.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
