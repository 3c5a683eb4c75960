package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.workqueue.Outcome;
import java.time.Duration;

/** What the queue does after a failed call. */
final class Failures {
    /** The first look after a create of unknown outcome. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private static final String MAY_NOT_CHANGE = "orders-scope";
    private static final String GIVE_SCOPE =
            "BigCommerce does not let this token change orders: give it the scope Orders (modify), then retry.";

    /**
     * @param lane whose credentials were used
     * @param what was tried, for a sentence such as "Katana refused the delivery"
     */
    static Outcome outcome(Failure failure, String lane, String what) {
        if (failure instanceof Failure.Refused refused)
            return new Outcome.Hold("refused:" + refused.status(), sentence(what, refused));
        if (failure instanceof Failure.Denied denied) return new Outcome.BlockLane(lane, denied.words());
        if (failure instanceof Failure.Throttled throttled) return new Outcome.Wait(throttled.pause(), "quota");
        if (failure instanceof Failure.Uncertain uncertain)
            return new Outcome.Uncertain(FIRST_LOOK, uncertain.reason());
        return new Outcome.Retry(failure.words());
    }

    /**
     * The same for a write to BigCommerce. A token that may read but not write holds that order alone: what only reads
     * goes on.
     */
    static Outcome ofWrite(Failure failure, String lane, String what) {
        return failure instanceof Failure.Denied denied && denied.status() == 403
                ? new Outcome.Hold(MAY_NOT_CHANGE, GIVE_SCOPE)
                : outcome(failure, lane, what);
    }

    static String sentence(String what, Failure.Refused refused) {
        String fields = refused.fields().isEmpty() ? "" : " (" + String.join(", ", refused.fields()) + ")";
        return what + ": " + refused.message() + fields;
    }

    private Failures() {}
}
