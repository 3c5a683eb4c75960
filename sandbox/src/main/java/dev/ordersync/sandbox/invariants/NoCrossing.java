package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** INV-15: no object of one store holds data of another, each request bears the token of what it concerns. */
final class NoCrossing {
    private NoCrossing() {}

    static List<Violation> check(Facts facts) {
        var found = new ArrayList<Violation>();
        facts.journal().stream()
                .filter(entry -> entry.direction().equals(Entry.IN))
                .forEach(entry -> tokens(facts, entry, found));
        facts.accounts()
                .forEach((name, account) -> account.orders().stream()
                        .filter(Facts::ours)
                        .filter(order -> facts.rules().containsKey(order.ecommerceStore()))
                        .filter(order -> !facts.rules()
                                .get(order.ecommerceStore())
                                .account()
                                .equals(name))
                        .forEach(order -> found.add(new Violation(
                                "INV-15",
                                "sales order " + order.id(),
                                "of store " + order.ecommerceStore() + " is in account " + name))));
        facts.pairs().forEach(pair -> people(pair, found));
        return found;
    }

    private static void tokens(Facts facts, Entry entry, List<Violation> found) {
        if (entry.side().equals("bigcommerce")) {
            facts.stores().forEach((hash, store) -> {
                if (!hash.equals(entry.scope()) && store.tokens().contains(entry.token())) {
                    found.add(new Violation(
                            "INV-15",
                            "store " + entry.scope(),
                            "a call bore the token of " + hash + ": " + entry.method() + " " + entry.path()));
                }
            });
        } else if (entry.method().equals("POST") && entry.path().equals("/sales_orders")) {
            var hash = store(entry);
            var rules = facts.rules().get(hash);
            if (rules != null && !rules.account().equals(entry.scope())) {
                found.add(new Violation("INV-15", "store " + hash, "an order was posted to account " + entry.scope()));
            }
        }
    }

    private static String store(Entry entry) {
        try {
            return Json.parse(entry.request().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .path("ecommerce_store_name")
                    .asText();
        } catch (RuntimeException cutOff) {
            var match = java.util.regex.Pattern.compile("\"ecommerce_store_name\"\\s*:\\s*\"([^\"]*)\"")
                    .matcher(entry.request());
            return match.find() ? match.group(1) : "";
        }
    }

    /** The customer of the sales order is the order's: by reference where there is an account, else by e-mail. */
    private static void people(Facts.Pair pair, List<Violation> found) {
        var order = pair.order();
        pair.only()
                .ifPresent(salesOrder -> pair.account().customers().stream()
                        .filter(customer -> customer.id() == salesOrder.customerId())
                        .forEach(customer -> {
                            var reference = customer.referenceId() == null ? "" : customer.referenceId();
                            var own = "bc:" + pair.store().hash() + ":" + order.customerId();
                            var mail = mail(customer.email());
                            var account =
                                    pair.store().customer(order.customerId()).map(one -> mail(one.email()));
                            var known = mail.isEmpty()
                                    || mail.equals(mail(order.billing().email()))
                                    || account.filter(mail::equals).isPresent();
                            if (!reference.equals(own) && !known) {
                                found.add(new Violation(
                                        "INV-15",
                                        pair.name(),
                                        "sales order " + salesOrder.id() + " is of customer " + customer.id()
                                                + ", who is somebody else"));
                            }
                        }));
    }

    private static String mail(String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
