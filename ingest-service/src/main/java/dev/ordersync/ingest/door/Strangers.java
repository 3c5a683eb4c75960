package dev.ordersync.ingest.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often somebody without a good secret may be answered in full: six hundred times a minute for each address, after that in
 * short. Addresses are made up by strangers, so only so many are remembered.
 */
final class Strangers {
    private static final int MOST = 600;
    private static final int REMEMBERED = 10_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private record Knocks(long since, int count) {}

    private final Map<String, Knocks> knocks = new ConcurrentHashMap<>();

    boolean mayBeAnswered(String address, long now) {
        if (knocks.size() >= REMEMBERED) knocks.values().removeIf(old -> now - old.since() >= MINUTE);
        if (knocks.size() >= REMEMBERED && !knocks.containsKey(address)) return false;
        Knocks known = knocks.compute(
                address,
                (name, old) -> old == null || now - old.since() >= MINUTE
                        ? new Knocks(now, 1)
                        : new Knocks(old.since(), Math.min(MOST + 1, old.count() + 1)));
        return known.count() <= MOST;
    }
}
