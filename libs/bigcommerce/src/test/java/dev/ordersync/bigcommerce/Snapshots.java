package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;

/** Orders for tests, small and of our own making. */
final class Snapshots {

    static ObjectNode order() {
        return (ObjectNode) json("""
                {"id":1001,"customer_id":7,"date_created":"Thu, 05 Nov 2026 08:15:30 +0000",
                 "date_modified":"Thu, 05 Nov 2026 08:16:00 +0000","date_shipped":"","status_id":11,
                 "status":"In production","subtotal_ex_tax":"100.0000","subtotal_inc_tax":"119.0000",
                 "subtotal_tax":"19.0000","shipping_cost_ex_tax":"10.0000","shipping_cost_inc_tax":"11.9000",
                 "shipping_cost_tax":"1.9000","shipping_cost_tax_class_id":2,"handling_cost_ex_tax":"0.0000",
                 "total_ex_tax":"110.0000","total_inc_tax":"130.9000","total_tax":"20.9000",
                 "is_tax_inclusive_pricing":true,"items_total":2,"items_shipped":0,"discount_amount":"0.0000",
                 "coupon_discount":"0.0000","default_currency_code":"EUR","currency_code":"USD",
                 "currency_exchange_rate":"1.1000000000","is_deleted":false,"channel_id":1,
                 "customer_message":"Ring twice","shipping_address_count":1,
                 "billing_address":{"first_name":"Ada","last_name":"Byron","company":"","street_1":"Lane 1",
                   "city":"London","state":"","zip":"N1","country":"United Kingdom","country_iso2":"GB",
                   "phone":"","email":"ada@example.com","form_fields":[]},
                 "consignments":{"pickups":[],"downloads":[],"email":{"gift_certificates":[]},
                   "shipping":[{"id":31,"first_name":"Ada","last_name":"Byron","street_1":"Dock 2","city":"Hull",
                     "zip":"H1","country":"United Kingdom","country_iso2":"GB","shipping_method":"Van",
                     "cost_ex_tax":10,"cost_inc_tax":11.9,"cost_tax":1.9,"line_items":[]}]},
                 "fees":[]}""");
    }

    /** The order with these lines in its one shipping consignment. */
    static ObjectNode order(JsonNode... lines) {
        ObjectNode order = order();
        ArrayNode items = (ArrayNode) order.at("/consignments/shipping/0/line_items");
        int sum = 0;
        for (JsonNode line : lines) {
            items.add(line);
            sum += line.path("quantity").asInt();
        }
        return order.put("items_total", sum);
    }

    static ObjectNode line(long id, int quantity) {
        return (ObjectNode) json("""
                {"id":%d,"order_id":1001,"product_id":70,"variant_id":71,"order_address_id":31,
                 "name":"Chair","name_merchant":"Chair, oak","sku":"CH-1","type":"physical",
                 "base_price":"59.5000","price_ex_tax":"50.0000","price_inc_tax":"59.5000","price_tax":"9.5000",
                 "total_ex_tax":"100.0000","total_inc_tax":"119.0000","total_tax":"19.0000",
                 "discounted_total_inc_tax":"119.0000","quantity":%d,"quantity_shipped":0,"quantity_refunded":0,
                 "is_refunded":false,"applied_discounts":[],"product_options":[]}""".formatted(id, quantity));
    }

    static JsonNode json(String text) {
        return Json.read(text).orElseThrow();
    }

    static BcOrder read(JsonNode order) {
        return read(order, null, null);
    }

    static BcOrder read(JsonNode order, JsonNode lines, JsonNode taxes) {
        OrderReading reading = OrderReader.read(order, lines, taxes);
        if (reading instanceof OrderReading.Readable readable) return readable.order();
        throw new AssertionError(reading.toString());
    }

    static OrderReading.Unreadable unreadable(JsonNode order) {
        return (OrderReading.Unreadable) OrderReader.read(order, null, null);
    }

    private Snapshots() {}
}
