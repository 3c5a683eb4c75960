package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Destination;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** INV-5: rows, quantities, prices, addresses, notes and number equal the mapping of the order's last state. */
final class NewestStateWins {
    private static final BigDecimal PRICE_STEP = new BigDecimal("0.000000001");
    private static final BigDecimal PERCENT_STEP = new BigDecimal("0.0005");

    private final Facts.Pair pair;
    private final Snapshot.Order salesOrder;
    private final List<Violation> found;

    private NewestStateWins(Facts.Pair pair, Snapshot.Order salesOrder, List<Violation> found) {
        this.pair = pair;
        this.salesOrder = salesOrder;
        this.found = found;
    }

    static List<Violation> check(Facts facts) {
        var found = new ArrayList<Violation>();
        Comparison.each(facts, (pair, salesOrder) -> new NewestStateWins(pair, salesOrder, found).check());
        return found;
    }

    private void check() {
        var order = pair.order();
        equal("number", salesOrder.orderNo(), pair.rules().orderNumberPrefix() + order.id());
        var expected = Expected.of(order, pair.rules());
        expected.rows().forEach(this::row);
        for (var row : salesOrder.livingRows()) {
            lineOf(row)
                    .filter(id ->
                            expected.rows().stream().noneMatch(one -> one.line().id() == id))
                    .ifPresent(id -> say("still has row " + row.id() + " of line " + id));
        }
        var note = order.customerMessage().strip();
        if (!note.isEmpty() && !lines(salesOrder.additionalInfo()).contains(lines(note))) {
            say("does not carry the comment of the order");
        }
        address("billing", order.billing());
        address("shipping", shipTo(expected));
    }

    /** The first destination to which a row goes, else the first one; the billing address where there is none. */
    private Address shipTo(Expected expected) {
        var all = pair.order().destinations();
        return all.stream()
                .filter(to ->
                        expected.rows().stream().anyMatch(row -> row.line().destinationId() == to.id()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Destination::address)
                .orElse(pair.order().billing());
    }

    private static String lines(String text) {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    /** One attribute's value is exactly the line id. */
    private Optional<Integer> lineOf(Snapshot.Row row) {
        return pair.order().lines().stream()
                .filter(line -> row.attributes().containsValue("" + line.id()))
                .map(line -> line.id())
                .findFirst();
    }

    private void row(Expected.Row wanted) {
        var id = wanted.line().id();
        var rows = salesOrder.livingRows().stream()
                .filter(row -> row.attributes().containsValue("" + id))
                .toList();
        if (rows.size() != 1) {
            say("has " + rows.size() + " rows for line " + id);
            return;
        }
        var row = rows.get(0);
        near("quantity of line " + id, row.quantity(), BigDecimal.valueOf(wanted.quantity()), BigDecimal.ZERO);
        near("price of line " + id, row.price(), wanted.price(), PRICE_STEP);
        var discount = row.discount() == null ? BigDecimal.ZERO : row.discount();
        near("discount of line " + id, discount, wanted.discount(), PRICE_STEP);
        var percent = Expected.percent(wanted.factor());
        if (wanted.line().tax().signum() != 0) {
            near("tax of line " + id, row.taxPercent(), percent, PERCENT_STEP);
        }
        sku(wanted, row);
    }

    /** A custom item never gets a SKU; a catalogue item with one has exactly that one. */
    private void sku(Expected.Row wanted, Snapshot.Row row) {
        var sku = pair.account().variants().stream()
                .filter(variant -> variant.id() == row.variantId())
                .map(variant -> variant.sku() == null ? "" : variant.sku())
                .findFirst()
                .orElse("?");
        if (wanted.line().custom()) {
            equal("SKU of custom line " + wanted.line().id(), sku, "");
        } else if (!wanted.line().sku().isEmpty()) {
            equal("SKU of line " + wanted.line().id(), sku, wanted.line().sku());
        }
    }

    private void address(String type, Address wanted) {
        var is = salesOrder.addresses().stream()
                .filter(one -> one.deletedAt() == null && type.equalsIgnoreCase(one.type()))
                .findFirst();
        if (is.isEmpty()) {
            say("has no " + type + " address");
            return;
        }
        Map.of(
                        "first_name", wanted.firstName(),
                        "last_name", wanted.lastName(),
                        "company", wanted.company(),
                        "phone", wanted.phone(),
                        "line_1", wanted.street1(),
                        "line_2", wanted.street2(),
                        "city", wanted.city(),
                        "state", wanted.state(),
                        "zip", wanted.zip())
                .forEach((field, text) ->
                        equal(type + " " + field, is.get().lines().getOrDefault(field, ""), text));
    }

    private void equal(String what, String is, String wanted) {
        if (!String.valueOf(is).strip().equals(wanted.strip())) {
            say("has " + what + " \"" + is + "\" instead of \"" + wanted + "\"");
        }
    }

    private void near(String what, BigDecimal is, BigDecimal wanted, BigDecimal most) {
        if (is.subtract(wanted).abs().compareTo(most) > 0) {
            say("has " + what + " " + is.toPlainString() + " instead of "
                    + wanted.setScale(10, RoundingMode.HALF_UP).toPlainString());
        }
    }

    private void say(String words) {
        found.add(new Violation("INV-5", pair.name(), "sales order " + salesOrder.id() + " " + words));
    }
}
