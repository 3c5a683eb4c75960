package dev.ordersync.workqueue;

import java.time.Duration;

/** How a piece of work ended, and with it what the queue does next. */
public sealed interface Outcome {

    /** The thing is as it should be. */
    record Done(String detail) implements Outcome {}

    /** Failed in a way that may pass: again after a growing pause (10 s to 1 h with jitter), parked after the limit. */
    record Retry(String reason) implements Outcome {}

    /** Not its turn yet: again after the pause, not counted as an attempt. */
    record Wait(Duration pause, String reason) implements Outcome {}

    /** Something may have been created: nobody sends it again; look after the pause, not sooner. */
    record Uncertain(Duration settle, String reason) implements Outcome {}

    /**
     * Parked until a person or news takes it up.
     *
     * @param cause stable group key, for instance {@code unknown-sku:ABC}
     * @param sentence what a person reads
     */
    record Hold(String cause, String sentence) implements Outcome {}

    /** The account's credentials are refused: nothing of this lane is claimed until they change. */
    record BlockLane(String lane, String reason) implements Outcome {}

    static Outcome done(String detail) {
        return new Done(detail);
    }
}
