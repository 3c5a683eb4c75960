package dev.ordersync.workqueue;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of work that one worker holds for a while.
 *
 * @param lease changes with every claim; whoever does not hold the present one cannot finish
 * @param taken the wish counter at the claim: what was wished later makes the row due again
 * @param attempts failed attempts so far; 0 on the first
 * @param leasedAt when it was claimed, by the database's clock
 * @param leaseUntil by the database's clock
 * @param firstWantedAt when the oldest unfulfilled wish was first asked for: at the door, if it came from there
 * @param traceparent the trace of the newest wish that has one; null when nobody traces
 */
public record Job(
        WorkKey key,
        String lane,
        Priority priority,
        UUID lease,
        long taken,
        int attempts,
        Instant leasedAt,
        Instant leaseUntil,
        Instant firstWantedAt,
        String traceparent) {}
