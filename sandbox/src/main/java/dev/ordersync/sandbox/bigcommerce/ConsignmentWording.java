package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * Destinations in their two shapes: {@code /shipping_addresses} with money in strings, consignments with money in
 * numbers and, when asked for, at most fifty lines each.
 */
final class ConsignmentWording {
    private static final int MOST_LINES = 50;

    private final OrderWording wording;

    ConsignmentWording(OrderWording wording) {
        this.wording = wording;
    }

    ObjectNode address(Store store, Order order, Destination destination) {
        var json = destination.address.json();
        json.put("id", destination.id)
                .put("order_id", order.id)
                .put("items_total", items(order, destination))
                .put("items_shipped", shipped(order, destination))
                .put("shipping_method", destination.method);
        strings(json, order, "", destination.shipping);
        strings(json, order, "handling_", destination.handling);
        zone(json, order);
        json.set(
                "shipping_quotes",
                wording.link(store, order, "shippingaddresses/" + destination.id + "/shippingquotes"));
        return json;
    }

    private static void strings(ObjectNode json, Order order, String prefix, Charge charge) {
        json.put("base_" + prefix + "cost", OrderWording.amount(order, charge.base()))
                .put(prefix + "cost_ex_tax", OrderWording.amount(order, charge.ex()))
                .put(prefix + "cost_inc_tax", OrderWording.amount(order, charge.inc()))
                .put(prefix + "cost_tax", OrderWording.amount(order, charge.tax()))
                .put(prefix + "cost_tax_class_id", charge.taxClassId);
    }

    private static void zone(ObjectNode json, Order order) {
        json.put("shipping_zone_id", 1).put("shipping_zone_name", order.billing.country());
    }

    ObjectNode object(Store store, Order order, boolean withLines) {
        var json = Json.object();
        json.putArray("pickups");
        var shipping = json.putArray("shipping");
        order.destinations.forEach(one -> shipping.add(shipping(store, order, one, withLines)));
        var downloads = json.putArray("downloads");
        var digital = lines(order, Line.DIGITAL);
        if (!digital.isEmpty()) {
            downloads
                    .addObject()
                    .put("recipient_email", order.billing.email())
                    .set("line_items", items(store, order, digital, withLines));
        }
        var certificates = json.putObject("email").putArray("gift_certificates");
        for (var line : lines(order, Line.GIFT_CERTIFICATE)) {
            certificates
                    .addObject()
                    .put("recipient_email", order.billing.email())
                    .set("line_items", items(store, order, List.of(line), withLines));
        }
        return json;
    }

    private static List<Line> lines(Order order, String type) {
        return order.lines.stream().filter(line -> line.type.equals(type)).toList();
    }

    private ObjectNode shipping(Store store, Order order, Destination destination, boolean withLines) {
        var json = destination.address.json();
        json.put("id", destination.id)
                .put("items_total", items(order, destination))
                .put("items_shipped", shipped(order, destination))
                .put("shipping_method", destination.method);
        numbers(json, "", destination.shipping);
        numbers(json, "handling_", destination.handling);
        zone(json, order);
        json.set(
                "shipping_quotes",
                wording.link(store, order, "consignments/shipping/" + destination.id + "/shipping_quotes"));
        var lines = order.lines.stream()
                .filter(line -> line.destinationId == destination.id)
                .toList();
        var items = items(store, order, lines, withLines);
        if (withLines && items.size() > MOST_LINES) {
            while (items.size() > MOST_LINES) {
                items.remove(items.size() - 1);
            }
            warn(store, json, items);
        }
        json.set("line_items", items);
        return json;
    }

    private static void warn(Store store, ObjectNode consignment, ArrayNode items) {
        var warning = Json.object()
                .put(
                        "message",
                        "Not all line items of this consignment are listed, only 50 are included. Please use the"
                                + " /v2/orders/{order_id}/products endpoint");
        if (store.setup.quirks().warningBeside()) {
            consignment.set("__warning__", warning);
        } else {
            items.addObject().set("__warning__", warning);
        }
    }

    private ArrayNode items(Store store, Order order, List<Line> lines, boolean withLines) {
        var items = Json.array();
        if (withLines && order.linesOnlyByProducts) {
            return items;
        }
        lines.forEach(line -> items.add(
                withLines ? LineWording.line(order, line) : wording.link(store, order, "products/" + line.id)));
        return items;
    }

    private static void numbers(ObjectNode json, String prefix, Charge charge) {
        json.put("base_" + prefix + "cost", number(charge.base()))
                .put(prefix + "cost_ex_tax", number(charge.ex()))
                .put(prefix + "cost_inc_tax", number(charge.inc()))
                .put(prefix + "cost_tax", number(charge.tax()))
                .put(prefix + "cost_tax_class_id", charge.taxClassId);
    }

    private static BigDecimal number(BigDecimal amount) {
        var bare = Money.round(amount, 4).stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static int items(Order order, Destination destination) {
        return order.lines.stream()
                .filter(line -> line.destinationId == destination.id)
                .mapToInt(line -> line.quantity)
                .sum();
    }

    private static int shipped(Order order, Destination destination) {
        return order.lines.stream()
                .filter(line -> line.destinationId == destination.id)
                .mapToInt(line -> line.shipped)
                .sum();
    }

    static ArrayNode fees(Order order) {
        return Json.array(
                order.fees,
                fee -> Json.object()
                        .put("id", fee.id())
                        .put("type", "custom_fee")
                        .put("display_name_customer", fee.name())
                        .put("display_name_merchant", fee.name())
                        .put("source", "")
                        .put(
                                "base_cost",
                                OrderWording.amount(order, fee.charge().base()))
                        .put(
                                "cost_ex_tax",
                                OrderWording.amount(order, fee.charge().ex()))
                        .put(
                                "cost_inc_tax",
                                OrderWording.amount(order, fee.charge().inc()))
                        .put("cost_tax", OrderWording.amount(order, fee.charge().tax()))
                        .put("tax_class_id", fee.charge().taxClassId));
    }
}
