package dev.ordersync.api;

import java.time.Duration;
import java.time.Instant;

/** How one outside system says things that HTTP leaves open: its quota headers and the shape of its errors. */
public interface Dialect {

    /** Whom it speaks with, as a word for counts. */
    default String system() {
        return "outside";
    }

    /** The quota in the reply's headers, or null when it carries none. */
    Gate.Quota quota(Reply reply, Instant now);

    /** How long to stay away after this 429. */
    Duration wait(Reply tooManyRequests, Instant now);

    /** Whether the 429 itself says how long; else {@link #wait} is a guess. */
    default boolean saysWait(Reply tooManyRequests, Instant now) {
        return true;
    }

    /** A refusal (4xx other than 401, 403, 404 and 429) with its message and the fields it names. */
    Answer.Failure.Refused refusal(Reply reply);
}
