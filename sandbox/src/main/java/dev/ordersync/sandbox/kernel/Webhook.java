package dev.ordersync.sandbox.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One event to deliver to one destination.
 *
 * @param event the event's name: {@code store/order/updated}, {@code sales_order.created}
 * @param waits real waits before each retry, as documented; the sender scales them
 * @param course what the simulator wants to know and say on the way
 */
public record Webhook(
        String side, String scope, String event, String url, byte[] body, List<Duration> waits, Course course) {

    /** The simulator's part in a delivery; called on the loop. */
    public interface Course {
        /** Headers of this attempt (0 = first), so that signatures and retry numbers can change from one to the next. */
        Map<String, String> headers(int attempt, long nowMillis);

        /** False = give up quietly: the hook was deleted or switched off meanwhile. */
        default boolean wanted() {
            return true;
        }

        /** True = do not send now, count this attempt as failed without a call (a blocked destination). */
        default boolean blocked(long nowMillis) {
            return false;
        }

        /** After each attempt that was sent; status 0 = no answer. */
        default void attempted(int attempt, int status, long nowMillis) {}

        /** After the last documented retry failed. */
        default void exhausted() {}
    }
}
