package dev.ordersync.events;

import java.time.Instant;

/**
 * A person's word on one order.
 *
 * @param command one of the constants below
 * @param reason what the person wrote; may be null
 */
public record OrderCommand(String store, long orderId, String command, String by, Instant at, String reason)
        implements Event {
    /** Try again at once, whatever it waits for. */
    public static final String RETRY = "retry";
    /** Do nothing with this order until the next retry. */
    public static final String HOLD = "hold";
    /** Leave this order out for good. */
    public static final String EXCLUDE = "exclude";
    /** Lift the tombstone: the order may be imported again. */
    public static final String FORGET_DELETION = "forget-deletion";
}
