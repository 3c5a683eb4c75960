package dev.ordersync.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Asks what an order's sales order would be, or that a difference found so be written.
 *
 * @param run the replay or rehearsal that asks
 * @param mode one of the constants below
 * @param snapshot the order as it was recorded or read; null where {@code mode} needs none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRequested(String store, long orderId, String run, String mode, Instant at, OrderObserved snapshot)
        implements Event {
    /** What would change in Katana? Nothing is written and nobody is called. */
    public static final String PREVIEW = "preview";
    /** Write what differs. */
    public static final String APPLY = "apply";
    /** An {@link #APPLY} that was not begun yet is not wanted any more. */
    public static final String WITHDRAW = "withdraw";
    /** What would become of the order if it came now? Nothing is written; unknown SKUs are looked up in Katana. */
    public static final String REHEARSE = "rehearse";
}
