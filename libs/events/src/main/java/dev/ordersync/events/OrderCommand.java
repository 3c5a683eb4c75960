package dev.ordersync.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A person's word on one order.
 *
 * @param command one of the constants below
 * @param reason what the person wrote; may be null
 * @param salesOrderId for {@code link}: Katana's id of the sales order; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderCommand(
        String store, long orderId, String command, String by, Instant at, String reason, Long salesOrderId)
        implements Event {
    /** Try again at once, whatever it waits for. */
    public static final String RETRY = "retry";
    /** Do nothing with this order until the next retry. */
    public static final String HOLD = "hold";
    /** Leave this order out for good. */
    public static final String EXCLUDE = "exclude";
    /** Lift the tombstone: the order may be imported again. */
    public static final String FORGET_DELETION = "forget-deletion";
    /** Let a sales order that Katana has already stand for this order, if it is free and fits. */
    public static final String LINK = "link";

    public OrderCommand(String store, long orderId, String command, String by, Instant at, String reason) {
        this(store, orderId, command, by, at, reason, null);
    }
}
