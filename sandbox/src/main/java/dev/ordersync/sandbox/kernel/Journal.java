package dev.ordersync.sandbox.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything that went over the wire, oldest first; bounded by count and by characters kept, the oldest go first.
 * State of the loop; {@link #entries} may be asked from any thread.
 */
public final class Journal {
    private static final long MAX_CHARS = 200_000_000;

    private final Loop loop;
    private final int limit;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long chars;
    private long number;
    private long forgotten;

    Journal(Loop loop, int limit) {
        this.loop = loop;
        this.limit = limit;
    }

    /** The next entry's number; entries are numbered in the order their exchange began. */
    long next() {
        return ++number;
    }

    void add(Entry entry) {
        entries.addLast(entry);
        chars += entry.size();
        while (entries.size() > limit || chars > MAX_CHARS) {
            chars -= entries.removeFirst().size();
            forgotten++;
        }
    }

    /** Entries in the order they ended; safe from any thread. */
    public List<Entry> entries(Predicate<Entry> wanted) {
        return loop.call(() -> entries.stream().filter(wanted).toList());
    }

    public List<Entry> entries() {
        return loop.call(() -> new ArrayList<>(entries));
    }

    /** The newest entries first. */
    public List<Entry> newest(int count, Predicate<Entry> wanted) {
        return loop.call(() -> {
            var found = new ArrayList<Entry>();
            var back = entries.descendingIterator();
            while (back.hasNext() && found.size() < count) {
                var entry = back.next();
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
            return found;
        });
    }

    /** How many entries were pushed out by the limits: a check over the whole journal must see zero here. */
    public long forgotten() {
        return loop.call(() -> forgotten);
    }

    public void clear() {
        loop.run(() -> {
            entries.clear();
            chars = 0;
            forgotten = 0;
        });
    }
}
