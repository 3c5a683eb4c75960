package dev.ordersync.sandbox.invariants;

import java.util.ArrayList;
import java.util.List;

/** INV-3: each sales order under our key belongs to an order of that store that was eligible at some time. */
final class NoneInvented {
    private NoneInvented() {}

    static List<Violation> check(Facts facts) {
        var found = new ArrayList<Violation>();
        facts.accounts()
                .forEach((name, account) -> account.orders().stream()
                        .filter(Facts::ours)
                        .forEach(salesOrder -> {
                            var hash = salesOrder.ecommerceStore();
                            var subject = "sales order " + salesOrder.id();
                            var words = "names order " + hash + ":" + salesOrder.ecommerceOrderId() + ", which ";
                            var store = facts.stores().get(hash);
                            var order = store == null ? null : number(salesOrder.ecommerceOrderId());
                            if (order == null || store.order(order).isEmpty()) {
                                found.add(new Violation("INV-3", subject, words + "does not exist"));
                            } else if (!facts.rules().containsKey(hash)) {
                                found.add(
                                        new Violation("INV-3", subject, words + "is of a store that is not connected"));
                            } else if (!Eligibility.ever(
                                    store.order(order).get(), facts.rules().get(hash))) {
                                found.add(new Violation("INV-3", subject, words + "was never eligible"));
                            }
                        }));
        return found;
    }

    private static Integer number(String id) {
        return id != null && id.matches("\\d{1,9}") ? Integer.valueOf(id) : null;
    }
}
