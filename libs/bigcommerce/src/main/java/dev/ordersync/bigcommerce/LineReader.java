package dev.ordersync.bigcommerce;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Reads one line. Prices with and without tax are promised: one of them may be reckoned from the other and the tax. A line
 * that was removed (quantity 0) needs none.
 */
final class LineReader {

    static BcLine read(Fields f) {
        long id = f.id("id");
        if (id == 0) throw f.unreadable("id", "is missing");
        if (f.isAbsent("quantity")) throw f.unreadable("quantity", "is missing");
        int quantity = f.count("quantity");
        BigDecimal count = BigDecimal.valueOf(quantity);
        BigDecimal ex = quantity == 0 ? f.decimalOrZero("price_ex_tax") : exTax(f);
        BigDecimal inc = quantity == 0 ? f.decimalOrZero("price_inc_tax") : incTax(f);
        return new BcLine(
                id,
                f.id("product_id"),
                f.id("variant_id"),
                f.id("order_address_id"),
                f.id("order_pickup_method_id"),
                f.text("name_merchant", "name"),
                f.sku(),
                f.text("upc"),
                f.text("type").isEmpty() ? "physical" : f.text("type"),
                f.decimalOrZero("base_price"),
                ex,
                inc,
                f.isAbsent("total_ex_tax") ? ex.multiply(count) : f.decimal("total_ex_tax"),
                f.isAbsent("total_inc_tax") ? inc.multiply(count) : f.decimal("total_inc_tax"),
                f.decimal("total_tax"),
                f.decimal("discounted_total_inc_tax"),
                quantity,
                f.count("quantity_shipped"),
                f.count("quantity_refunded"),
                f.isSet("is_refunded"),
                f.decimalOrZero("cost_price_ex_tax"),
                OrderReader.charge(f, "wrapping_cost"),
                f.text("wrapping_name"),
                f.id("parent_order_product_id"),
                f.isSet("is_bundled_product"),
                discounts(f),
                f.list("product_options", LineReader::option),
                f.text("event_name"),
                f.text("event_date"));
    }

    private static BigDecimal exTax(Fields f) {
        if (!f.isAbsent("price_ex_tax")) return f.decimal("price_ex_tax");
        if (f.isAbsent("price_inc_tax") || f.isAbsent("price_tax")) throw f.unreadable("price_ex_tax", "is missing");
        return f.decimal("price_inc_tax").subtract(f.decimal("price_tax"));
    }

    private static BigDecimal incTax(Fields f) {
        if (!f.isAbsent("price_inc_tax")) return f.decimal("price_inc_tax");
        if (f.isAbsent("price_ex_tax") || f.isAbsent("price_tax")) throw f.unreadable("price_inc_tax", "is missing");
        return f.decimal("price_ex_tax").add(f.decimal("price_tax"));
    }

    /** Those that tell their amount; the share of another one shows in what the line or the order was charged. */
    private static List<BcDiscount> discounts(Fields f) {
        return f.list("applied_discounts", LineReader::discount).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<BcDiscount> discount(Fields f) {
        return Optional.ofNullable(f.decimal("amount"))
                .map(amount -> new BcDiscount(f.text("id"), amount, f.text("name"), f.text("code"), f.text("target")));
    }

    private static BcOption option(Fields f) {
        return new BcOption(
                f.text("display_name_merchant", "display_name"),
                f.text("display_value_merchant", "display_value"),
                f.text("type"));
    }

    private LineReader() {}
}
