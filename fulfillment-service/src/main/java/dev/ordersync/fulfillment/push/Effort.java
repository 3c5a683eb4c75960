package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer.Failure;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** What one attempt at an order has learnt from refusals. A body that was refused is never sent again. */
final class Effort {
    private final Set<String> refused = new HashSet<>();

    /** The inventory period is closed until then: deliver just after it. */
    Instant pickedDate;

    boolean knowsClosingDate;

    /** How often the order was read because Completed was about to be written. */
    int looksBeforeCompleted;

    /** The shipments were read by this attempt, and it has made none since. */
    boolean readShipments;

    /** The sales order was read by this attempt, and it has delivered nothing since. */
    boolean readKatana;

    private long readNumber;
    private long readAnswered;

    /** What the link says of batches may be out of date. */
    boolean doubtsTracking;
    /** This account does not know traceability yet. */
    boolean olderBatchForm;

    Failure.Refused lastRefusal;

    void refused(String body, Failure.Refused refusal) {
        refused.add(body);
        lastRefusal = refusal;
    }

    /** BigCommerce was read by this attempt. Both on the scale of the snapshots' numbers. */
    void read(long number, long answered) {
        readNumber = number;
        readAnswered = answered;
    }

    /** When the answer came that this snapshot is; what was not read by this attempt is as old as its number. */
    long answered(long number) {
        return number == readNumber ? readAnswered : number;
    }

    boolean wasRefused(String body) {
        return refused.contains(body);
    }
}
