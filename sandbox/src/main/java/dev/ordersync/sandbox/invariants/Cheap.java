package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.kernel.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * INV-19: what was imported since a moment cost one Katana request per order, one more per shipping fee, and a pair for
 * each customer, variant and tax rate that had to be found or made.
 */
final class Cheap {
    private Cheap() {}

    /** @param allowance further requests that the scenario grants, for example for sweeps */
    static List<Violation> imports(Facts facts, long sinceMillis, int allowance) {
        var found = new ArrayList<Violation>();
        facts.accounts().forEach((name, account) -> {
            long allowed = allowance;
            for (var order : account.orders()) {
                if (Facts.ours(order) && order.createdAt().toEpochMilli() >= sinceMillis) {
                    allowed += 1 + order.fees().size();
                }
            }
            allowed += 2
                    * account.customers().stream()
                            .filter(one -> one.createdAt().toEpochMilli() >= sinceMillis)
                            .count();
            allowed += 2
                    * account.variants().stream()
                            .filter(one -> one.createdAt().toEpochMilli() >= sinceMillis)
                            .count();
            allowed += 2
                    * account.taxRates().stream()
                            .filter(one -> one.createdAt().toEpochMilli() >= sinceMillis)
                            .count();
            var made = facts.journal().stream()
                    .filter(entry -> entry.direction().equals(Entry.IN) && entry.at() >= sinceMillis)
                    .filter(entry ->
                            entry.side().equals("katana") && entry.scope().equals(name))
                    .count();
            if (made > allowed) {
                found.add(new Violation(
                        "INV-19", "account " + name, "got " + made + " requests where " + allowed + " would do"));
            }
        });
        return found;
    }

    /** No more than so many writes reached a side since a moment. */
    static List<Violation> writes(Facts facts, String side, long sinceMillis, int most) {
        var made = facts.journal().stream()
                .filter(entry -> entry.writes() && !Quiet.searches(entry))
                .filter(entry -> entry.side().equals(side) && entry.at() >= sinceMillis)
                .toList();
        return made.size() <= most
                ? List.of()
                : List.of(new Violation(
                        "INV-19",
                        side,
                        "got " + made.size() + " writes where " + most + " would do: "
                                + made.stream()
                                        .map(entry -> entry.method() + " " + entry.path())
                                        .toList()));
    }
}
