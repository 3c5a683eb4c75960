package dev.ordersync.sandbox.kernel;

import java.time.Duration;

/**
 * How the sandbox runs.
 *
 * @param port 0 = any free one
 * @param webhookTimeScale factor on the documented waits between webhook retries; 1 = real time, 0.001 = a minute in 60 ms
 * @param webhookTimeout a delivery without an answer by then has failed (no figure is documented; 10 s here)
 * @param webhookParallel deliveries in flight at once
 * @param journalEntries how many exchanges are remembered
 */
public record KernelOptions(
        String host,
        int port,
        double webhookTimeScale,
        Duration webhookTimeout,
        int webhookParallel,
        int journalEntries) {

    public static KernelOptions defaults() {
        return new KernelOptions("127.0.0.1", 0, 1, Duration.ofSeconds(10), 64, 200_000);
    }

    public KernelOptions port(int number) {
        return new KernelOptions(host, number, webhookTimeScale, webhookTimeout, webhookParallel, journalEntries);
    }

    public KernelOptions host(String name) {
        return new KernelOptions(name, port, webhookTimeScale, webhookTimeout, webhookParallel, journalEntries);
    }

    public KernelOptions webhookTimeScale(double factor) {
        return new KernelOptions(host, port, factor, webhookTimeout, webhookParallel, journalEntries);
    }

    public KernelOptions webhookTimeout(Duration most) {
        return new KernelOptions(host, port, webhookTimeScale, most, webhookParallel, journalEntries);
    }

    public KernelOptions journalEntries(int most) {
        return new KernelOptions(host, port, webhookTimeScale, webhookTimeout, webhookParallel, most);
    }
}
