package dev.ordersync.mapping.domain;

/**
 * Katana's {@code additional_info} is shared with people: our text lives in it, theirs stays. Our last text is the base of
 * a three-way merge: where it still stands it is replaced, where a person took it out or rewrote it the new one is
 * appended.
 */
public final class AdditionalInfo {

    /**
     * @param current what Katana holds now; null or "" when empty
     * @param lastOurs what we wrote last; null or "" when nothing
     * @param wanted our new text; "" when nothing
     * @return the whole text to write; equal to current when nothing is to be written
     */
    public static String merge(String current, String lastOurs, String wanted) {
        String now = orEmpty(current);
        String ours = orEmpty(lastOurs);
        String next = orEmpty(wanted);
        if (ours.equals(next)) return now; // ours did not move: a person's edit of it stands
        // a longer text that is there already was written by a turn that did not come to its end
        if (!ours.isEmpty() && next.contains(ours) && find(now, next) >= 0) return now;
        int at = ours.isEmpty() ? -1 : find(now, ours);
        if (at >= 0) return without(now.substring(0, at), next, now.substring(at + ours.length()));
        if (next.isEmpty() || now.contains(next)) return now;
        return now.isBlank() ? next : now.stripTrailing() + "\n" + next;
    }

    /** Where a text stands: as lines of its own if it does anywhere, since a person's words may hold it too; else -1. */
    private static int find(String within, String text) {
        for (int at = within.indexOf(text); at >= 0; at = within.indexOf(text, at + 1)) {
            int end = at + text.length();
            boolean begins = at == 0 || within.charAt(at - 1) == '\n';
            boolean ends = end == within.length() || within.charAt(end) == '\n';
            if (begins && ends) return at;
        }
        return within.indexOf(text);
    }

    /** Puts the new text between what stands before and after it; a text that goes takes its line break along. */
    private static String without(String before, String next, String after) {
        if (!next.isEmpty()) return before + next + after;
        if (before.endsWith("\n")) return before.substring(0, before.length() - 1) + after;
        return before.isEmpty() && after.startsWith("\n") ? after.substring(1) : before + after;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private AdditionalInfo() {}
}
