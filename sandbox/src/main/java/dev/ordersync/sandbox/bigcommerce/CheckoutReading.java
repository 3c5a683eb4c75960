package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * A checkout from JSON: {@code {customerId?, billing?: {wire names}, shipTo?: [{wire names}], lines: [{sku, quantity,
 * price?, wrapping?, to?} | {custom: name, price, quantity, sku?} | {giftCertificate: price}], shipping?, handling?,
 * discounts?: [{kind, value, code?, name?, skus?}], fees?: [{name, amount}], statusId?, message?, staffNotes?, currency?,
 * storeCredit?, giftCertificate?, id?}}. Kinds are those of {@link Discount.Kind} in lower case with dashes.
 */
final class CheckoutReading {
    private CheckoutReading() {}

    static Checkout read(JsonNode json) {
        var usual = Address.us("Jane", "Doe", "jane.doe@shopper.example");
        var billing = json.has("billing") ? usual.merged(json.path("billing")) : usual;
        var checkout = json.path("customerId").asInt(0) > 0
                ? Checkout.customer(json.path("customerId").asInt(), billing)
                : Checkout.guest(billing);
        json.path("shipTo").forEach(address -> checkout.shipTo(billing.merged(address)));
        json.path("lines").forEach(line -> line(checkout, line));
        if (checkout.items.isEmpty()) {
            throw new IllegalArgumentException("lines are needed");
        }
        if (json.has("shipping")) {
            checkout.shipping(
                    json.path("shipping").asText(), json.path("shippingMethod").asText("Flat Rate"));
        }
        if (json.has("handling")) {
            checkout.handling(json.path("handling").asText());
        }
        json.path("discounts").forEach(discount -> checkout.discount(discount(discount)));
        json.path("fees")
                .forEach(fee -> checkout.fee(
                        fee.path("name").asText("Fee"), fee.path("amount").asText()));
        if (json.has("currency")) {
            checkout.currency(json.path("currency").asText());
        }
        return checkout.status(json.path("statusId").asInt(11))
                .id(json.path("id").asInt(0))
                .message(json.path("message").asText(""))
                .staffNotes(json.path("staffNotes").asText(""))
                .storeCredit(json.path("storeCredit").asText("0"))
                .paidByGiftCertificate(json.path("giftCertificate").asText("0"));
    }

    private static void line(Checkout checkout, JsonNode line) {
        var quantity = line.path("quantity").asInt(1);
        if (line.has("giftCertificate")) {
            checkout.giftCertificate(line.path("giftCertificate").asText());
        } else if (line.has("custom")) {
            checkout.custom(line.path("custom").asText(), line.path("price").asText("0"), quantity, item -> {
                item.sku = line.path("sku").asText("");
                more(item, line);
            });
        } else {
            checkout.line(line.path("sku").asText(), quantity, item -> {
                if (line.has("price")) {
                    item.price(line.path("price").asText());
                }
                more(item, line);
            });
        }
    }

    private static void more(Checkout.Item item, JsonNode line) {
        item.to(line.path("to").asInt(0));
        if (line.has("wrapping")) {
            item.wrapping("Gift wrap", line.path("wrapping").asText());
        }
        line.path("options")
                .fields()
                .forEachRemaining(
                        option -> item.option(option.getKey(), option.getValue().asText(), "Text field"));
    }

    private static Discount discount(JsonNode json) {
        var kind = Discount.Kind.valueOf(
                json.path("kind").asText().replace('-', '_').toUpperCase(Locale.ROOT));
        var value = json.path("value").asText("0");
        var skus = new java.util.LinkedHashSet<String>();
        json.path("skus").forEach(sku -> skus.add(sku.asText()));
        return switch (kind) {
            case MANUAL -> Discount.manual(value);
            case PROMOTION -> Discount.promotion(7, json.path("name").asText("Promotion"), value);
            case PRODUCT_PROMOTION ->
                new Discount(
                        kind,
                        "8",
                        json.path("name").asText("Promotion"),
                        null,
                        new java.math.BigDecimal(value),
                        Set.copyOf(skus));
            default -> Discount.coupon(kind, json.path("code").asText("CODE"), value);
        };
    }
}
