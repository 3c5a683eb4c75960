package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the tax rows of an order; no body at all (204) was kept as an empty list. */
final class TaxReader {

    static List<BcTax> read(JsonNode taxes) {
        List<BcTax> rows = new ArrayList<>();
        for (int i = 0; i < taxes.size(); i++) rows.add(row(Fields.of(taxes.get(i), "taxes[" + i + "]")));
        return rows;
    }

    private static BcTax row(Fields f) {
        return new BcTax(
                f.id("id"),
                f.text("name"),
                f.text("class"),
                f.isAbsent("tax_class_id") ? null : f.id("tax_class_id"),
                f.decimalOrZero("rate"),
                (int) f.whole("priority"),
                f.decimalOrZero("line_amount"),
                f.decimalOrZero("priority_amount"),
                f.id("order_address_id"),
                f.id("order_product_id"),
                f.text("line_item_type"));
    }

    private TaxReader() {}
}
