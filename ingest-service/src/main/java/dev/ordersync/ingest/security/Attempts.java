package dev.ordersync.ingest.security;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Failed sign-ins, counted per address and user and per address: who guesses must wait. A wrong password that is only
 * repeated, as by a program that was not told the new one, is no guess and counts once. Kept in memory, so each replica
 * counts for itself.
 */
final class Attempts {
    static final int PER_USER = 10;
    static final int PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;

    /** @param guesses different ones */
    private record Count(Instant began, Set<String> guesses) {}

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

    /** Whether this was tried a moment ago and was wrong: it need not be looked at again, which is slow on purpose. */
    synchronized boolean isKnownWrong(String address, String user, String guess, Instant now) {
        String key = address + "|" + user;
        return failures(key, now) > 0 && counts.get(key).guesses().contains(guess);
    }

    /** @param guess stands for user and password; the same for the same */
    synchronized void failed(String address, String user, String guess, Instant now) {
        add(address + "|" + user, guess, now);
        add(address, guess, now);
    }

    synchronized void succeeded(String address, String user) {
        counts.remove(address + "|" + user);
    }

    private int failures(String key, Instant now) {
        Count count = counts.get(key);
        return count == null || !now.isBefore(count.began().plus(WINDOW))
                ? 0
                : count.guesses().size();
    }

    private void add(String key, String guess, Instant now) {
        boolean isOver = failures(key, now) == 0;
        Count before = counts.remove(key);
        Count count = isOver ? new Count(now, new HashSet<>()) : before;
        count.guesses().add(guess);
        counts.put(key, count);
    }
}
