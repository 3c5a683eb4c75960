package dev.ordersync.ingest.work;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.workqueue.Outcome;

/** What the queue does after a call that failed. All calls of this service that use it can be repeated. */
public final class Failures {

    /**
     * @param lane whose credentials were used
     * @param what the call was for, as the beginning of a sentence
     */
    public static Outcome outcome(Failure failure, String lane, String what) {
        if (failure instanceof Failure.Denied) return new Outcome.BlockLane(lane, failure.words());
        if (failure instanceof Failure.Throttled throttled) return new Outcome.Wait(throttled.pause(), "quota used up");
        if (failure instanceof Failure.Refused) return new Outcome.Hold("refused", what + ": " + failure.words());
        return new Outcome.Retry(what + ": " + failure.words());
    }

    private Failures() {}
}
