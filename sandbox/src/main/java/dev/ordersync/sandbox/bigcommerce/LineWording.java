package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;

/** An order product as {@code /products} and {@code consignments.line_items} word it. */
final class LineWording {
    private LineWording() {}

    static ObjectNode line(Order order, Line line) {
        var json = Json.object();
        head(json, order, line);
        money(json, order, line);
        wrapping(json, order, line);
        json.put("quantity", line.quantity)
                .put("weight", Money.wire(line.weight))
                .put("width", "0.0000")
                .put("height", "0.0000")
                .put("depth", "0.0000")
                .put("is_refunded", line.refunded > 0 && line.refunded >= line.quantity)
                .put("quantity_refunded", line.refunded)
                .put("refund_amount", Money.wire(Money.ZERO))
                .put("return_id", 0)
                .put("quantity_shipped", line.shipped)
                .putNull("event_name")
                .put("event_date", "")
                .put("fixed_shipping_cost", Money.wire(Money.ZERO))
                .put("ebay_item_id", "")
                .put("ebay_transaction_id", "")
                .putNull("option_set_id");
        if (line.parentId == 0) {
            json.putNull("parent_order_product_id");
        } else {
            json.put("parent_order_product_id", line.parentId);
        }
        json.put("is_bundled_product", line.parentId != 0)
                .put("bin_picking_number", "")
                .putNull("external_id")
                .put("fulfillment_source", "")
                .put("brand", "")
                .putNull("gift_certificate_id");
        var discounts = json.putArray("applied_discounts");
        line.shares.forEach(share -> discounts.add(share.json()));
        var options = json.putArray("product_options");
        line.options.forEach(option -> options.add(option(line, option)));
        json.putArray("configurable_fields");
        if (!line.legacy) {
            json.put("discounted_total_inc_tax", amount(order, line.gross()));
        }
        return json;
    }

    private static void head(ObjectNode json, Order order, Line line) {
        json.put("id", line.id)
                .put("order_id", order.id)
                .put("product_id", line.productId)
                .put("variant_id", line.variantId)
                .put("order_pickup_method_id", 0)
                .put("order_address_id", line.destinationId)
                .put("name", line.name)
                .put("name_customer", line.name)
                .put("name_merchant", line.name)
                .put("sku", line.sku)
                .put("upc", "")
                .put("type", line.type);
    }

    private static void money(ObjectNode json, Order order, Line line) {
        json.put("base_price", amount(order, line.price))
                .put("price_ex_tax", amount(order, line.priceEx()))
                .put("price_inc_tax", amount(order, line.priceInc()))
                .put("price_tax", amount(order, line.priceInc().subtract(line.priceEx())))
                .put("base_total", amount(order, line.entered()))
                .put("total_ex_tax", amount(order, line.totalEx()))
                .put("total_inc_tax", amount(order, line.totalInc()))
                .put("total_tax", amount(order, line.tax()))
                .put("base_cost_price", amount(order, line.cost))
                .put("cost_price_inc_tax", amount(order, line.cost))
                .put("cost_price_ex_tax", amount(order, line.cost))
                .put("cost_price_tax", amount(order, Money.ZERO));
    }

    private static void wrapping(ObjectNode json, Order order, Line line) {
        json.put("wrapping_id", line.wrappingName.isEmpty() ? 0 : 1)
                .put("wrapping_name", line.wrappingName)
                .put("wrapping_message", "")
                .put("base_wrapping_cost", amount(order, line.wrapping.base()))
                .put("wrapping_cost_ex_tax", amount(order, line.wrapping.ex()))
                .put("wrapping_cost_inc_tax", amount(order, line.wrapping.inc()))
                .put("wrapping_cost_tax", amount(order, line.wrapping.tax()));
    }

    private static String amount(Order order, java.math.BigDecimal value) {
        return OrderWording.amount(order, value);
    }

    private static ObjectNode option(Line line, Line.Option option) {
        return Json.object()
                .put("id", option.id())
                .put("option_id", option.optionId())
                .put("order_product_id", line.id)
                .put("product_option_id", option.optionId())
                .put("display_name", option.name())
                .put("display_name_customer", option.name())
                .put("display_name_merchant", option.name())
                .put("display_value", option.value())
                .put("display_value_customer", option.value())
                .put("display_value_merchant", option.value())
                .put("value", option.value())
                .put("type", option.type())
                .put("name", option.name())
                .put("display_style", "");
    }
}
