package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** An order as {@code GET /v2/orders/{id}} words it: money in strings, links where nothing was included. */
final class OrderWording {
    private final Supplier<String> base;

    /** @param base where the API is reached, for the links, without a slash at the end */
    OrderWording(Supplier<String> base) {
        this.base = base;
    }

    static String amount(Order order, BigDecimal value) {
        if (!order.bareNumbers) {
            return Money.wire(value);
        }
        var bare = Money.round(value, 4).stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }

    ObjectNode order(Store store, Order order) {
        var json = Json.object();
        head(json, order);
        money(json, order);
        currencies(json, store, order);
        rest(json, order);
        json.set("products", link(store, order, "products"));
        json.set("shipping_addresses", link(store, order, "shippingaddresses"));
        json.set("coupons", link(store, order, "coupons"));
        json.set("consignments", link(store, order, "consignments"));
        json.set("fees", link(store, order, "fees"));
        return json;
    }

    private static void head(ObjectNode json, Order order) {
        var status = Statuses.name(order.statusId);
        json.put("id", order.id)
                .put("customer_id", order.customerId)
                .put("date_created", Dates.v2(order.createdAt))
                .put("date_modified", Dates.v2(order.modifiedAt))
                .put("date_shipped", Dates.v2(order.shippedAt))
                .put("status_id", order.statusId)
                .put("status", status)
                .put("custom_status", status);
    }

    private static void money(ObjectNode json, Order order) {
        var totals = order.totals;
        json.put("subtotal_ex_tax", amount(order, totals.subtotalEx()))
                .put("subtotal_inc_tax", amount(order, totals.subtotalInc()))
                .put("subtotal_tax", amount(order, totals.subtotalTax()));
        charge(json, order, "shipping", Pricing::shippingOf, shippingClass(order));
        charge(json, order, "handling", Pricing::handlingOf, shippingClass(order));
        charge(json, order, "wrapping", Pricing::wrappingOf, StoreSetup.WRAPPING_CLASS);
        json.put("total_ex_tax", amount(order, totals.totalEx()))
                .put("total_inc_tax", amount(order, totals.totalInc()))
                .put("total_tax", amount(order, totals.totalTax()))
                .put("items_total", order.itemsTotal())
                .put("items_shipped", order.itemsShipped())
                .put("payment_method", order.paymentMethod)
                .put("payment_provider_id", order.paymentProvider)
                .put("payment_status", order.paymentStatus)
                .put("refunded_amount", amount(order, Money.ZERO))
                .put("order_is_digital", order.physical().isEmpty())
                .put("store_credit_amount", amount(order, order.storeCredit))
                .put("gift_certificate_amount", amount(order, order.giftCertificate));
    }

    private static int shippingClass(Order order) {
        return order.destinations.isEmpty() ? 0 : order.destinations.get(0).shipping.taxClassId;
    }

    private interface Part {
        BigDecimal of(Order order, java.util.function.Function<Charge, BigDecimal> part);
    }

    private static void charge(ObjectNode json, Order order, String name, Part part, int taxClass) {
        json.put("base_" + name + "_cost", amount(order, part.of(order, Charge::base)))
                .put(name + "_cost_ex_tax", amount(order, part.of(order, Charge::ex)))
                .put(name + "_cost_inc_tax", amount(order, part.of(order, Charge::inc)))
                .put(name + "_cost_tax", amount(order, part.of(order, Charge::tax)))
                .put(name + "_cost_tax_class_id", taxClass);
    }

    private static void currencies(ObjectNode json, Store store, Order order) {
        var displayed = store.currencies.stream()
                .filter(one -> one.code().equals(order.displayCurrency))
                .findFirst();
        json.put("currency_id", displayed.map(Currency::id).orElse(order.currency.id()))
                .put("currency_code", order.displayCurrency)
                .put(
                        "currency_exchange_rate",
                        Money.round(order.displayRate, 10).toPlainString())
                .put("default_currency_id", order.currency.id())
                .put("default_currency_code", order.currency.code())
                .put("store_default_currency_code", store.currency.code())
                .put(
                        "store_default_to_transactional_exchange_rate",
                        order.currency.code().equals(store.currency.code()) ? "1.0000000000" : "1.2500000000");
    }

    private static void rest(ObjectNode json, Order order) {
        json.put("ip_address", "203.0.113.7")
                .put("ip_address_v6", "")
                .put("geoip_country", order.billing.country())
                .put("geoip_country_iso2", order.billing.countryIso2())
                .put("staff_notes", order.staffNotes)
                .put("customer_message", order.customerMessage)
                .put("discount_amount", amount(order, order.totals.discount()))
                .put("coupon_discount", amount(order, order.totals.couponDiscount()))
                .put("shipping_address_count", order.destinations.size());
        if (!order.legacy) {
            json.put("is_tax_inclusive_pricing", order.inclusive);
        }
        json.put("is_deleted", order.archived)
                .put("ebay_order_id", "0")
                .put("cart_id", (String) null)
                .put("is_email_opt_in", false)
                .putNull("credit_card_type")
                .put("order_source", order.source)
                .put("channel_id", order.channelId)
                .put("external_source", "")
                .putNull("external_id")
                .putNull("external_merchant_id")
                .put("external_order_id", order.externalOrderId)
                .put("tax_provider_id", "BasicTaxProvider")
                .put("customer_locale", "en");
        json.set("billing_address", order.billing.json());
    }

    ObjectNode link(Store store, Order order, String what) {
        var resource = "/orders/" + order.id + "/" + what;
        return Json.object()
                .put("url", base.get() + "/stores/" + store.hash() + "/v2" + resource)
                .put("resource", resource);
    }
}
