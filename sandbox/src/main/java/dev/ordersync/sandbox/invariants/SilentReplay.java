package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.kernel.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * INV-11: between two moments nothing was written to either side, and both sides are the same to the last field. For
 * replays, emptied bindings, repeated webhooks, restarts.
 */
public final class SilentReplay {

    private static final String NAME = "INV-11";
    /** Searches are reads though they are posted. */
    private static final Set<String> POSTED_READS = Set.of("/sales_orders/search", "/sales_order_rows/search");

    private SilentReplay() {}

    public static List<Violation> between(Evidence before, Evidence after) {
        List<Violation> found = new ArrayList<>();
        after.journal().stream()
                .filter(e -> e.number() > before.lastNumber() && e.writes() && !POSTED_READS.contains(e.path()))
                .forEach(e -> found.add(new Violation(NAME, e.side() + " " + e.scope(), said(e))));
        compare("BigCommerce", before.shops(), after.shops(), found);
        compare("Katana", before.accounts(), after.accounts(), found);
        return found;
    }

    private static String said(Entry entry) {
        return entry.method() + " " + entry.path() + " was answered " + entry.status();
    }

    private static void compare(String side, List<?> before, List<?> after, List<Violation> found) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String then = i < before.size() ? before.get(i).toString() : "";
            String now = i < after.size() ? after.get(i).toString() : "";
            if (!then.equals(now)) {
                found.add(new Violation(NAME, side, "changed: " + difference(then, now)));
            }
        }
    }

    private static String difference(String then, String now) {
        int at = 0;
        while (at < Math.min(then.length(), now.length()) && then.charAt(at) == now.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 60);
        return "\"" + then.substring(from, Math.min(then.length(), at + 60)) + "\" became \""
                + now.substring(from, Math.min(now.length(), at + 60)) + "\"";
    }
}
