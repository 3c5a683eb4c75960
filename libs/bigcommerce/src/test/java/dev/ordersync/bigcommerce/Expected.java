package dev.ordersync.bigcommerce;

import java.util.HashMap;
import java.util.Map;

/** What our records hold, under the names of the API. */
final class Expected {

    static Map<String, Object> order(BcOrder o) {
        Map<String, Object> read = new HashMap<>();
        read.put("id", o.id());
        read.put("customer_id", o.customerId());
        read.put("date_created", o.createdAt());
        read.put("date_modified", o.modifiedAt());
        read.put("date_shipped", o.shippedAt());
        read.put("status_id", o.statusId());
        read.put("status", o.status());
        read.put("payment_method", o.paymentMethod());
        read.put("payment_status", o.paymentStatus());
        read.put("is_tax_inclusive_pricing", o.taxInclusive());
        read.put("tax_provider_id", o.taxProviderId());
        read.put("default_currency_code", o.currency());
        read.put("currency_code", o.displayCurrency());
        read.put("store_default_currency_code", o.storeCurrency());
        read.put("subtotal_ex_tax", o.totals().subtotalExTax());
        read.put("subtotal_inc_tax", o.totals().subtotalIncTax());
        read.put("subtotal_tax", o.totals().subtotalTax());
        read.put("total_ex_tax", o.totals().totalExTax());
        read.put("total_inc_tax", o.totals().totalIncTax());
        read.put("total_tax", o.totals().totalTax());
        read.put("discount_amount", o.totals().discount());
        read.put("coupon_discount", o.totals().coupons());
        read.put("store_credit_amount", o.totals().storeCredit());
        read.put("gift_certificate_amount", o.totals().giftCertificates());
        charge(read, "shipping_cost", o.shipping());
        charge(read, "handling_cost", o.handling());
        charge(read, "wrapping_cost", o.wrapping());
        read.put("items_total", o.itemsTotal());
        read.put("items_shipped", o.itemsShipped());
        read.put("order_is_digital", o.digital());
        read.put("is_deleted", o.archived());
        read.put("staff_notes", o.staffNotes());
        read.put("customer_message", o.customerMessage());
        read.put("external_order_id", o.externalOrderId());
        read.put("order_source", o.orderSource());
        read.put("channel_id", o.channelId());
        read.put("shipping_address_count", o.shippingAddressCount());
        return read;
    }

    static Map<String, Object> address(BcAddress a) {
        Map<String, Object> read = new HashMap<>();
        read.put("first_name", a.firstName());
        read.put("last_name", a.lastName());
        read.put("company", a.company());
        read.put("street_1", a.street1());
        read.put("street_2", a.street2());
        read.put("city", a.city());
        read.put("state", a.state());
        read.put("zip", a.zip());
        read.put("country", a.country());
        read.put("country_iso2", a.countryIso2());
        read.put("phone", a.phone());
        read.put("email", a.email());
        return read;
    }

    static Map<String, Object> line(BcLine l) {
        Map<String, Object> read = new HashMap<>();
        read.put("id", l.id());
        read.put("product_id", l.productId());
        read.put("variant_id", l.variantId());
        read.put("order_address_id", l.addressId());
        read.put("order_pickup_method_id", l.pickupMethodId());
        read.put("name_merchant", l.name());
        read.put("sku", l.sku());
        read.put("upc", l.upc());
        read.put("type", l.type());
        read.put("base_price", l.basePrice());
        read.put("price_ex_tax", l.priceExTax());
        read.put("price_inc_tax", l.priceIncTax());
        read.put("total_ex_tax", l.totalExTax());
        read.put("total_inc_tax", l.totalIncTax());
        read.put("total_tax", l.totalTax());
        read.put("discounted_total_inc_tax", l.discountedTotalIncTax());
        read.put("quantity", l.quantity());
        read.put("quantity_shipped", l.quantityShipped());
        read.put("quantity_refunded", l.quantityRefunded());
        read.put("is_refunded", l.refunded());
        read.put("cost_price_ex_tax", l.costPriceExTax());
        charge(read, "wrapping_cost", l.wrapping());
        read.put("wrapping_name", l.wrappingName());
        read.put("parent_order_product_id", l.parentLineId());
        read.put("is_bundled_product", l.bundled());
        read.put("event_name", l.eventName());
        read.put("event_date", l.eventDate());
        return read;
    }

    static Map<String, Object> discount(BcDiscount d) {
        return Map.of("id", d.id(), "amount", d.amount(), "name", d.name(), "code", d.code(), "target", d.target());
    }

    static Map<String, Object> option(BcOption o) {
        return Map.of("display_name_merchant", o.name(), "display_value_merchant", o.value(), "type", o.type());
    }

    static Map<String, Object> tax(BcTax t) {
        Map<String, Object> read = new HashMap<>();
        read.put("id", t.id());
        read.put("name", t.name());
        read.put("class", t.taxClass());
        read.put("tax_class_id", t.taxClassId());
        read.put("rate", t.rate());
        read.put("priority", t.priority());
        read.put("line_amount", t.lineAmount());
        read.put("priority_amount", t.priorityAmount());
        read.put("order_address_id", t.addressId());
        read.put("order_product_id", t.lineId());
        read.put("line_item_type", t.lineItemType());
        return read;
    }

    static Map<String, Object> shipment(BcShipment s) {
        Map<String, Object> read = new HashMap<>();
        read.put("id", s.id());
        read.put("order_id", s.orderId());
        read.put("order_address_id", s.addressId());
        read.put("date_created", s.createdAt());
        read.put("tracking_number", s.trackingNumber());
        read.put("tracking_link", s.trackingLink());
        read.put("generated_tracking_link", s.generatedTrackingLink());
        read.put("shipping_provider", s.shippingProvider());
        read.put("tracking_carrier", s.trackingCarrier());
        read.put("shipping_method", s.shippingMethod());
        read.put("comments", s.comments());
        return read;
    }

    static Map<String, Object> hook(BcHook h) {
        return Map.of(
                "id",
                h.id(),
                "scope",
                h.scope(),
                "destination",
                h.destination(),
                "is_active",
                h.active(),
                "headers",
                h.headers());
    }

    private static void charge(Map<String, Object> read, String name, Charge charge) {
        read.put(name + "_ex_tax", charge.exTax());
        read.put(name + "_inc_tax", charge.incTax());
        read.put(name + "_tax", charge.tax());
        read.put(name + "_tax_class_id", charge.taxClassId());
    }

    private Expected() {}
}
