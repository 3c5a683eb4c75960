package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Receipt;
import java.time.Duration;
import java.util.Optional;

/** Why a turn at an order ended before its sales order is as it should be. */
sealed interface Ending {

    /**
     * Shown as such until something changes.
     *
     * @param state held or conflict
     * @param receipt how far the proof got, or null
     * @param suspects what the write that Katana refused may have named in vain
     * @param met the status in which the sales order was met, if this ends when it has another; else null
     */
    record Parked(String state, String cause, String sentence, Receipt receipt, Suspects suspects, String met)
            implements Ending {
        Parked(String state, String cause, String sentence, Receipt receipt) {
            this(state, cause, sentence, receipt, Suspects.NONE);
        }

        Parked(String state, String cause, String sentence, Receipt receipt, Suspects suspects) {
            this(state, cause, sentence, receipt, suspects, null);
        }
    }

    /** No line of the order is for Katana. */
    record LeftOut(String reason) implements Ending {}

    /** Not counted as an attempt. */
    record Pause(Duration pause, String reason) implements Ending {}

    /**
     * May pass by itself.
     *
     * @param unknown what Katana did not know, of what the call named; null when it is something else
     */
    record Again(String reason, Suspects unknown) implements Ending {
        Again(String reason) {
            this(reason, null);
        }
    }

    /** Katana shows the sales order neither living nor deleted: not believed at once. */
    record Unseen() implements Ending {
        static final String CAUSE = "unseen";
    }

    /** Something may have been created; the next turn looks for it. */
    record Unsettled(Duration settle, String reason) implements Ending {}

    record Blocked(String reason) implements Ending {}

    /** The sales order turns out to be deleted, and not by us. */
    record Deleted(long salesOrderId) implements Ending {}

    /** A call was perhaps sent, and Katana did not say what came of it. */
    default boolean isWithoutAnswer() {
        return this instanceof Unsettled || this instanceof Again again && again.unknown() == null;
    }

    /** Katana understood and said no. */
    static boolean isRefused(Step<?> step) {
        return step.stopped()
                && step.ending() instanceof Parked parked
                && parked.cause().startsWith("refused");
    }

    /** What may be dead when Katana would not have what a write names; empty when the step ended otherwise. */
    static Optional<Suspects> refusal(Step<?> step) {
        if (isRefused(step)) return Optional.of(((Parked) step.ending()).suspects());
        return step.stopped() && step.ending() instanceof Again again
                ? Optional.ofNullable(again.unknown())
                : Optional.empty();
    }

    /** Somebody else writes this order, customer or product now. */
    static Ending busy(String reason) {
        return new Pause(Duration.ofSeconds(1), reason);
    }

    /** The lease is over: whoever has it now goes on. */
    static Ending overtaken() {
        return busy("another worker has taken over");
    }

    /** What is known of the order just changed: the next turn begins with that. */
    static Ending lookAgain(String reason) {
        return new Pause(Duration.ZERO, reason);
    }

    static Ending held(String cause, String sentence) {
        return new Parked("held", cause, sentence, null);
    }

    static Ending conflict(String cause, String sentence) {
        return new Parked("conflict", cause, sentence, null);
    }

    /** A conflict that may end when the sales order has another status than it was read with. */
    static Ending conflict(String cause, String sentence, SalesOrder met) {
        return new Parked("conflict", cause, sentence, null, Suspects.NONE, met.status());
    }

    /**
     * What a failed call means for the order.
     *
     * @param what the call, as a person would say it: "the customer", "the shipping fee"
     */
    static Ending of(Failure failure, String what) {
        if (failure instanceof Failure.Throttled throttled)
            return new Pause(throttled.pause(), "the Katana account's quota is used up");
        if (failure instanceof Failure.Denied denied) return new Blocked(denied.words());
        if (failure instanceof Failure.Unreachable unreachable) return new Again(what + ": " + unreachable.words());
        if (failure instanceof Failure.Uncertain uncertain)
            return new Unsettled(CreateOnce.FIRST_LOOK, what + ": " + uncertain.words());
        if (failure instanceof Failure.Missing missing)
            return new Again(what + ": Katana does not know " + missing.what(), Suspects.of(missing));
        Failure.Refused refused = (Failure.Refused) failure;
        String field =
                refused.fields().isEmpty() ? "" : ":" + refused.fields().get(0).split(" ")[0];
        return new Parked(
                "held",
                "refused" + field,
                "Katana refuses " + what + ": " + refused.message()
                        + (refused.fields().isEmpty() ? "" : " (" + String.join(", ", refused.fields()) + ")"),
                null,
                Suspects.of(refused));
    }
}
