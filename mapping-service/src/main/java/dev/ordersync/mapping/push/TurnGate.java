package dev.ordersync.mapping.push;

import dev.ordersync.api.Gate;
import java.time.Duration;
import java.util.Optional;

/**
 * The gate of one turn, which knows how many of the turn's calls may have had an effect: all that were let through, but
 * for those that came back with 429. A turn makes one call at a time.
 */
final class TurnGate implements Gate {
    private final Gate gate;
    private int sent;

    TurnGate(Gate gate) {
        this.gate = gate;
    }

    int sent() {
        return sent;
    }

    @Override
    public Optional<Duration> enter() {
        Optional<Duration> closed = gate.enter();
        if (closed.isEmpty()) sent++;
        return closed;
    }

    @Override
    public void shut(Duration wait) {
        sent--;
        gate.shut(wait);
    }

    @Override
    public void shutUnsaid(Duration guess) {
        sent--;
        gate.shutUnsaid(guess);
    }

    @Override
    public void told(Quota quota) {
        gate.told(quota);
    }

    @Override
    public void failed() {
        gate.failed();
    }

    @Override
    public void late() {
        gate.late();
    }

    @Override
    public void answered(Quota quota) {
        gate.answered(quota);
    }
}
