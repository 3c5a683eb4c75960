package dev.ordersync.workqueue;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls of one account over the last window, counted in small steps. Pure arithmetic, times in epoch milliseconds.
 *
 * <p>A call counts from the moment it is let through until a whole window, a margin and the rest of its step have
 * passed: requests reach the other side with differing delays, so two calls that left a little more than a window apart
 * may arrive within one. With 60 calls in 60 s the margin is 2 s and the step 0.25 s: 57.8 calls a minute are used.
 */
record Tally(List<Mark> marks) {
    static final Tally EMPTY = new Tally(List.of());
    private static final long LONGEST_MARGIN = 2000;
    /** The pace is kept over this part of the limit: a burst of others, however large, is no reason to stop. */
    private static final int EVENED = 10;

    /**
     * @param start of the step
     * @param calls in this step
     * @param backlog how many of them were for sweeps, backfills or replays
     */
    record Mark(long start, int calls, int backlog) {}

    static long step(long window) {
        return Math.max(1, window / 240);
    }

    /** How long after the start of its step a call is counted. */
    static long memory(long window) {
        return step(window) + window + margin(window);
    }

    /** How much later than another a call may arrive. */
    static long margin(long window) {
        return Math.min(LONGEST_MARGIN, window / 30);
    }

    int calls() {
        return marks.stream().mapToInt(Mark::calls).sum();
    }

    int backlogCalls() {
        return marks.stream().mapToInt(Mark::backlog).sum();
    }

    /** Without what no longer counts. */
    Tally at(long now, long window) {
        return new Tally(marks.stream()
                .filter(mark -> mark.start() + memory(window) > now)
                .toList());
    }

    Tally plus(long now, long window, int calls, boolean backlog) {
        long last =
                marks.isEmpty() ? Long.MIN_VALUE : marks.get(marks.size() - 1).start();
        // a clock that was set back must not make a call count shorter
        long start = Math.max(now - Math.floorMod(now, step(window)), last);
        return add(new Mark(start, calls, backlog ? calls : 0));
    }

    /** Calls that others made: they count until the given time. */
    Tally plusForeign(long until, long window, int calls) {
        return add(new Mark(until - memory(window), calls, 0));
    }

    /** When fewer than {@code limit} calls count, seen from {@code now}; {@code now} when that is so already. */
    long freeAt(long now, long window, int limit) {
        return freeAt(now, window, limit, false);
    }

    /** The same for backlog calls alone. */
    long backlogFreeAt(long now, long window, int limit) {
        return freeAt(now, window, limit, true);
    }

    /**
     * When one more call keeps to an even pace: as far from the newest calls as the limit has it, half a call early at
     * most, so that a caller who is a little late does not slow down all after him. Where calls were used up faster
     * before, the rest is spread until the oldest of them is forgotten.
     */
    long evenAt(long now, long window, int limit) {
        Tally present = at(now, window);
        if (present.marks.isEmpty()) return now;
        double apart = (double) memory(window) / limit;
        double even = now;
        int most = Math.max(1, limit / EVENED);
        int newest = 0;
        for (int i = present.marks.size() - 1; i >= 0 && newest < most; i--) {
            newest = Math.min(most, newest + present.marks.get(i).calls());
            even = Math.max(even, present.marks.get(i).start() + (newest - 0.5) * apart);
        }
        long last = present.marks.get(present.marks.size() - 1).start();
        long forgotten = present.marks.get(0).start() + memory(window) - last;
        int left = limit - present.calls();
        if (left > 0 && forgotten > 2 * apart) even = Math.max(even, last + forgotten / (left + 1.0));
        return (long) even;
    }

    private long freeAt(long now, long window, int limit, boolean backlog) {
        Tally present = at(now, window);
        int used = backlog ? present.backlogCalls() : present.calls();
        long free = now;
        for (Mark mark : present.marks) {
            if (used < limit) break;
            used -= backlog ? mark.backlog() : mark.calls();
            free = mark.start() + memory(window);
        }
        return free;
    }

    private Tally add(Mark mark) {
        List<Mark> all = new ArrayList<>(marks);
        int at = all.size();
        while (at > 0 && all.get(at - 1).start() > mark.start()) at--;
        if (at > 0 && all.get(at - 1).start() == mark.start()) {
            Mark same = all.get(at - 1);
            all.set(at - 1, new Mark(same.start(), same.calls() + mark.calls(), same.backlog() + mark.backlog()));
        } else {
            all.add(at, mark);
        }
        return new Tally(List.copyOf(all));
    }

    static Tally of(Long[] flat) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i + 2 < flat.length; i += 3)
            marks.add(new Mark(flat[i], flat[i + 1].intValue(), flat[i + 2].intValue()));
        return new Tally(List.copyOf(marks));
    }

    Long[] flat() {
        Long[] flat = new Long[marks.size() * 3];
        for (int i = 0; i < marks.size(); i++) {
            flat[3 * i] = marks.get(i).start();
            flat[3 * i + 1] = (long) marks.get(i).calls();
            flat[3 * i + 2] = (long) marks.get(i).backlog();
        }
        return flat;
    }
}
