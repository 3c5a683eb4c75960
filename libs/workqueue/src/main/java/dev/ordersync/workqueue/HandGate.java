package dev.ordersync.workqueue;

import dev.ordersync.api.Gate;
import java.time.Duration;
import java.util.Optional;

/**
 * The gate of whoever writes with a hand on the thing. A write whose answer did not come in time may still be under way
 * at the other side, so the hand is not let go but left to its lease: nobody else writes meanwhile.
 */
public record HandGate(Gate gate, Hands.Hand hand) implements Gate {

    @Override
    public void late() {
        hand.leave();
        gate.late();
    }

    @Override
    public Optional<Duration> enter() {
        return gate.enter();
    }

    @Override
    public void told(Quota quota) {
        gate.told(quota);
    }

    @Override
    public void shut(Duration wait) {
        gate.shut(wait);
    }

    @Override
    public void shutUnsaid(Duration guess) {
        gate.shutUnsaid(guess);
    }

    @Override
    public void failed() {
        gate.failed();
    }

    @Override
    public void answered(Quota quota) {
        gate.answered(quota);
    }
}
