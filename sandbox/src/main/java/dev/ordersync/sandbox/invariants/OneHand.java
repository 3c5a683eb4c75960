package dev.ordersync.sandbox.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** INV-17: write requests about one order to one side never overlap in time. */
final class OneHand {
    private static final Pattern STORE_ORDER = Pattern.compile("^/stores/([^/]+)/v2/orders/(\\d+)(/.*)?$");
    private static final Pattern CHILD = Pattern.compile("^/(sales_order[a-z_]*)(?:/(\\d+))?$");

    /** Katana ids of whatever belongs to a sales order, as {@code account resource id}, to the order's key. */
    private final Map<String, String> owners = new HashMap<>();

    private OneHand(Facts facts) {
        facts.accounts().forEach((name, account) -> account.orders().forEach(order -> own(name, order)));
    }

    static List<Violation> check(Facts facts) {
        var hand = new OneHand(facts);
        var byOrder = new HashMap<String, List<Entry>>();
        facts.journal().stream()
                .filter(entry -> entry.writes()
                        && !Quiet.searches(entry)
                        && !facts.accounts().isEmpty())
                .forEach(entry -> {
                    var order = hand.order(entry);
                    if (!order.isEmpty()) {
                        byOrder.computeIfAbsent(order, key -> new ArrayList<>()).add(entry);
                    }
                });
        var found = new ArrayList<Violation>();
        byOrder.forEach((order, entries) -> overlaps(order, entries, found));
        return found;
    }

    private static void overlaps(String order, List<Entry> entries, List<Violation> found) {
        entries.sort((a, b) -> Long.compare(a.at(), b.at()));
        for (int i = 1; i < entries.size(); i++) {
            var before = entries.get(i - 1);
            var after = entries.get(i);
            if (after.at() < before.endedAt()) {
                found.add(new Violation(
                        "INV-17",
                        order,
                        after.method() + " " + after.path() + " began "
                                + (before.endedAt() - after.at()) + " ms before " + before.method() + " "
                                + before.path()
                                + " was answered"));
            }
        }
    }

    private void own(String account, Snapshot.Order order) {
        var key = "katana " + order.ecommerceStore() + ":" + order.ecommerceOrderId();
        owners.put(account + " sales_orders " + order.id(), key);
        order.rows().forEach(row -> owners.put(account + " sales_order_rows " + row.id(), key));
        order.fees().forEach(fee -> owners.put(account + " sales_order_shipping_fee " + fee.id(), key));
        order.addresses().forEach(one -> owners.put(account + " sales_order_addresses " + one.id(), key));
        order.fulfillments().forEach(one -> owners.put(account + " sales_order_fulfillments " + one.id(), key));
    }

    private String order(Entry entry) {
        if (entry.side().equals("bigcommerce")) {
            var match = STORE_ORDER.matcher(entry.path());
            return match.matches() ? "bigcommerce " + match.group(1) + ":" + match.group(2) : "";
        }
        var match = CHILD.matcher(entry.path());
        if (!match.matches()) {
            return "";
        }
        if (match.group(2) != null) {
            return owners.getOrDefault(entry.scope() + " " + match.group(1) + " " + match.group(2), "");
        }
        var body = body(entry);
        if (match.group(1).equals("sales_orders")) {
            return "katana " + body.path("ecommerce_store_name").asText() + ":"
                    + body.path("ecommerce_order_id").asText();
        }
        return owners.getOrDefault(
                entry.scope() + " sales_orders " + body.path("sales_order_id").asText(), "");
    }

    private static JsonNode body(Entry entry) {
        try {
            return Json.parse(entry.request().getBytes(StandardCharsets.UTF_8));
        } catch (Json.Malformed cutOff) {
            return MissingNode.getInstance();
        }
    }
}
