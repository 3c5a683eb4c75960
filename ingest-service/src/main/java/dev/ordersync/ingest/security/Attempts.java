package dev.ordersync.ingest.security;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed sign-ins, counted per address and user and per address: who guesses must wait. Kept in memory, so each replica
 * counts for itself.
 */
final class Attempts {
    static final int PER_USER = 10;
    static final int PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;

    private record Count(Instant began, int failures) {}

    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Whether another try is allowed now. */
    synchronized boolean mayTry(String address, String user, Instant now) {
        return failures(address + "|" + user, now) < PER_USER && failures(address, now) < PER_ADDRESS;
    }

    synchronized void failed(String address, String user, Instant now) {
        add(address + "|" + user, now);
        add(address, now);
    }

    synchronized void succeeded(String address, String user) {
        counts.remove(address + "|" + user);
    }

    private int failures(String key, Instant now) {
        Count count = counts.get(key);
        return count == null || !now.isBefore(count.began().plus(WINDOW)) ? 0 : count.failures();
    }

    private void add(String key, Instant now) {
        int before = failures(key, now);
        Count count = counts.remove(key);
        counts.put(key, new Count(before == 0 ? now : count.began(), before + 1));
    }
}
