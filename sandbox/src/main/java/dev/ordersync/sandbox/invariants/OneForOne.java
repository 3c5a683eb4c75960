package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.katana.world.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** INV-1: each eligible order has exactly one living sales order, and nothing that was made for orders has a twin. */
final class OneForOne {
    private OneForOne() {}

    static List<Violation> atRest(Facts facts) {
        var found = new ArrayList<Violation>();
        for (var pair : facts.pairs()) {
            var living = pair.living().size();
            var should = Eligibility.of(pair);
            if (living > 1) {
                found.add(new Violation("INV-1", pair.name(), "has " + living + " living sales orders"));
            } else if (living == 0 && should == Eligibility.MUST) {
                found.add(new Violation(
                        "INV-1", pair.name(), "in status " + pair.order().statusId() + " has no sales order"));
            } else if (living == 1 && should == Eligibility.MUST_NOT) {
                found.add(new Violation(
                        "INV-1",
                        pair.name(),
                        "in status " + pair.order().statusId() + " still has sales order "
                                + pair.living().get(0).id()));
            }
        }
        facts.accounts().values().forEach(account -> twins(account, found));
        return found;
    }

    /** No two of one order lived at the same time, whatever became of them. */
    static List<Violation> always(Facts facts) {
        var found = new ArrayList<Violation>();
        for (var pair : facts.pairs()) {
            var all = pair.salesOrders();
            for (int i = 0; i < all.size(); i++) {
                for (int j = i + 1; j < all.size(); j++) {
                    if (together(all.get(i), all.get(j))) {
                        found.add(new Violation(
                                "INV-1",
                                pair.name(),
                                "had two living sales orders at once: "
                                        + all.get(i).id() + " and " + all.get(j).id()));
                    }
                }
            }
        }
        return found;
    }

    private static boolean together(Snapshot.Order a, Snapshot.Order b) {
        return a.createdAt().isBefore(end(b)) && b.createdAt().isBefore(end(a));
    }

    private static Instant end(Snapshot.Order order) {
        return order.deletedAt() == null ? Instant.MAX : order.deletedAt();
    }

    private static void twins(Snapshot account, List<Violation> found) {
        var byHand = new HashSet<Integer>();
        account.acts().forEach(act -> byHand.add(act.id()));
        var customers = account.customers().stream()
                .filter(one -> one.deletedAt() == null && !byHand.contains(one.id()))
                .toList();
        twins(account, "customers with reference", customers, Snapshot.Customer::referenceId, found);
        var guests = customers.stream().filter(one -> blank(one.referenceId())).toList();
        twins(account, "guests with e-mail", guests, OneForOne::mail, found);
        var variants = account.variants().stream()
                .filter(one -> one.deletedAt() == null && !byHand.contains(one.id()))
                .toList();
        twins(account, "variants with SKU", variants, Snapshot.Variant::sku, found);
        twins(
                account,
                "tax rates of",
                account.taxRates(),
                rate -> rate.rate().stripTrailingZeros().toPlainString(),
                found);
    }

    private static String mail(Snapshot.Customer customer) {
        return customer.email() == null ? null : customer.email().trim().toLowerCase(Locale.ROOT);
    }

    private static <T> void twins(
            Snapshot account, String what, List<T> all, Function<T, String> key, List<Violation> found) {
        all.stream()
                .filter(one -> !blank(key.apply(one)))
                .collect(Collectors.groupingBy(key, Collectors.counting()))
                .forEach((value, count) -> {
                    if (count > 1) {
                        found.add(new Violation(
                                "INV-1", "account " + account.account(), "has " + count + " " + what + " " + value));
                    }
                });
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
