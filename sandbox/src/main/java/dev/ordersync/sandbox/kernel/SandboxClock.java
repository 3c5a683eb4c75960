package dev.ordersync.sandbox.kernel;

import java.time.Duration;
import java.time.Instant;

/** Real time plus an offset that only moves when somebody asks; used for every date the simulators write. */
public final class SandboxClock {
    private volatile long offset;
    private volatile long pinned;

    public long millis() {
        return pinned > 0 ? pinned : System.currentTimeMillis() + offset;
    }

    /** While the past is done again: it is this time; 0 lets time run again. */
    void pin(long millis) {
        pinned = millis;
    }

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** Moves the simulated time; timers already running keep their real delay. */
    public void advance(Duration by) {
        offset += by.toMillis();
    }
}
