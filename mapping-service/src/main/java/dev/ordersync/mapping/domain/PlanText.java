package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.SalesOrderPlan.Attribute;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.ShopOrder.ShipTo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a sales order: who ordered, notes, references, row attributes. */
final class PlanText {
    private static final int LONGEST_REFERENCE = 255;

    static CustomerIdentity customer(ShopOrder order, String store) {
        return CustomerIdentity.of(order.customer(), store, "Guest of order " + order.orderId());
    }

    /** The shopper's comments, then where else the order goes. */
    static String additionalInfo(ShopOrder order, PlanRules rules) {
        List<String> parts = new ArrayList<>();
        String comments = text(order.comments());
        if (comments != null) parts.add(comments.replace("\r\n", "\n").replace('\r', '\n'));
        for (ShipTo other : others(order, rules))
            parts.add("Also ships to: " + goods(order, rules, other) + place(other.address()));
        return String.join("\n", parts);
    }

    /** Where the sales order goes (P3); null when the order has no shipping address. */
    static Address shipTo(ShopOrder order, PlanRules rules) {
        return destinations(order, rules).stream()
                .findFirst()
                .map(ShipTo::address)
                .orElse(null);
    }

    /** The addresses beside the first one. */
    static List<ShipTo> others(ShopOrder order, PlanRules rules) {
        return destinations(order, rules).stream().skip(1).toList();
    }

    /** Those to which a row goes: what is refunded or left out is sent nowhere. All, when no row tells its address. */
    private static List<ShipTo> destinations(ShopOrder order, PlanRules rules) {
        List<ShipTo> used = order.shipTo().stream()
                .filter(to -> rowsTo(order, rules, to).findAny().isPresent())
                .toList();
        return used.isEmpty() ? order.shipTo() : used;
    }

    private static Stream<Line> rowsTo(ShopOrder order, PlanRules rules, ShipTo address) {
        return order.lines().stream()
                .filter(line -> line.addressId() == address.id())
                .filter(line -> LineFate.of(line, rules) == LineFate.ROW);
    }

    static String customerRef(ShopOrder order) {
        String reference = text(order.purchaseOrder());
        return reference == null ? null : Words.atMost(LONGEST_REFERENCE, reference);
    }

    /** The row's key, then each option that the shopper chose. */
    static List<Attribute> attributes(String key, List<Option> options) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Row.KEY_NAME, key);
        for (Option option : options) {
            // unlike a name, a value may be a dash
            String value = option.value() == null ? "" : option.value().trim();
            if (value.isEmpty()) continue;
            String name = text(option.name()) == null ? "Option" : option.name().trim();
            String free = name;
            for (int i = 2; attributes.containsKey(free); i++) free = name + " (" + i + ")";
            attributes.put(free, value);
        }
        return attributes.entrySet().stream()
                .map(entry -> new Attribute(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String goods(ShopOrder order, PlanRules rules, ShipTo address) {
        String goods = rowsTo(order, rules, address)
                .map(line -> Words.number(LineFate.quantity(line)) + " x " + label(line))
                .collect(Collectors.joining(", "));
        return goods.isEmpty() ? "" : goods + " to ";
    }

    static String label(Line line) {
        return line.sku() == null ? Words.name(line.name()) : line.sku();
    }

    private static String place(Address a) {
        return joined(
                ", ",
                joined(" ", a.firstName(), a.lastName()),
                a.company(),
                a.line1(),
                a.line2(),
                joined(" ", a.zip(), a.city()),
                a.state(),
                a.country(),
                a.phone());
    }

    static String joined(String separator, String... parts) {
        return Stream.of(parts).map(PlanText::text).filter(Objects::nonNull).collect(Collectors.joining(separator));
    }

    /** Trimmed; null when blank. A lone dash is a placeholder that checkouts write for a missing name. */
    static String text(String text) {
        if (text == null || text.isBlank() || text.trim().equals("-")) return null;
        return text.trim();
    }

    private PlanText() {}
}
