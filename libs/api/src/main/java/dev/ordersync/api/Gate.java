package dev.ordersync.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stands before every call to one outside account and counts it, over all threads and replicas. A client asks it before
 * each request and tells it what the reply said about the quota.
 *
 * <p>When the gate's own store fails, it stays shut: no call is made that was not counted.
 */
public interface Gate {

    /** Takes one call from the quota, waiting a short while if need be; else how long until one is free. */
    Optional<Duration> enter();

    /** What a failure's headers said of the quota; absent values are null. */
    void told(Quota quota);

    /** A 429 came back: nobody calls this account until then. */
    void shut(Duration wait);

    /** The same of a 429 that asks for no wait: at least so long, and longer each time in a row. */
    default void shutUnsaid(Duration guess) {
        shut(guess);
    }

    /** The last call got no answer, or a 5xx: enough of them in a row and nobody calls for a while. */
    default void failed() {}

    /** A write was sent and its answer waited for in vain: the other side may still be at it. */
    default void late() {}

    /**
     * The last call was answered, whatever the answer: the other side is there.
     *
     * @param quota as in {@link #told}, or null
     */
    default void answered(Quota quota) {
        if (quota != null) told(quota);
    }

    /**
     * The quota as a reply's headers give it.
     *
     * @param limit calls per window
     * @param window length of the window
     * @param remaining calls left in the present window
     * @param resetsAt when the window starts anew, by the caller's clock
     */
    record Quota(Integer limit, Duration window, Integer remaining, Instant resetsAt) {}

    /** Lets everything through: for tests of a client alone. */
    Gate OPEN = new Gate() {
        @Override
        public Optional<Duration> enter() {
            return Optional.empty();
        }

        @Override
        public void told(Quota quota) {}

        @Override
        public void shut(Duration wait) {}
    };
}
