package dev.ordersync.mapping.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A BigCommerce order for tests: tax-inclusive at 20 %, one shipping address, lines as one adds them. */
public final class ShopOrderDraft {
    private static final BigDecimal RATE = new BigDecimal("1.2");
    private static final String PLACED = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));

    private final ObjectNode order;
    private BigDecimal total = BigDecimal.ZERO;
    private BigDecimal shipping = BigDecimal.ZERO;
    private long nextLine = 1;

    public ShopOrderDraft(long orderId) {
        String text = """
                {"status_id":11,"is_tax_inclusive_pricing":true,"discount_amount":"0.0000","coupon_discount":"0.0000",
                 "default_currency_code":"EUR","currency_code":"EUR","is_deleted":false,"customer_message":"",
                 "billing_address":{"first_name":"Ada","last_name":"Byron","company":"","street_1":"Lane 1",
                   "city":"London","state":"","zip":"N1","country":"United Kingdom","country_iso2":"GB",
                   "phone":"","email":"ada@example.com","form_fields":[]},
                 "consignments":{"pickups":[],"downloads":[],"email":{"gift_certificates":[]},
                   "shipping":[{"id":31,"first_name":"Ada","last_name":"Byron","street_1":"Dock 2","city":"Hull",
                     "zip":"H1","country":"United Kingdom","country_iso2":"GB","shipping_method":"Van",
                     "line_items":[]}]},"fees":[]}""";
        try {
            order = (ObjectNode) Codec.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        order.put("id", orderId)
                .put("customer_id", 0)
                .put("date_created", PLACED)
                .put("date_modified", PLACED);
        customer(0, "guest" + orderId + "@example.com");
    }

    public ShopOrderDraft customer(long id, String email) {
        order.put("customer_id", id);
        ((ObjectNode) order.path("billing_address")).put("email", email);
        return this;
    }

    public ShopOrderDraft name(String first, String last) {
        ((ObjectNode) order.path("billing_address")).put("first_name", first).put("last_name", last);
        return this;
    }

    public ShopOrderDraft phone(String number) {
        ((ObjectNode) order.path("billing_address")).put("phone", number);
        return this;
    }

    public ShopOrderDraft placed(Instant when) {
        order.put("date_created", DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atZone(ZoneOffset.UTC)));
        return this;
    }

    public ShopOrderDraft status(int status) {
        order.put("status_id", status);
        return this;
    }

    public ShopOrderDraft archived() {
        order.put("is_deleted", true);
        return this;
    }

    public ShopOrderDraft message(String words) {
        order.put("customer_message", words);
        return this;
    }

    /** Nothing of it goes to Katana. */
    public ShopOrderDraft staffNotes(String words) {
        order.put("staff_notes", words);
        return this;
    }

    public ShopOrderDraft city(String city) {
        ((ObjectNode) order.at("/consignments/shipping/0")).put("city", city);
        return this;
    }

    public ShopOrderDraft line(String sku, int quantity, String price) {
        return line(70 + nextLine, sku, quantity, price);
    }

    public ShopOrderDraft custom(String name, int quantity, String price) {
        line(0, "", quantity, price);
        lastLine().put("name", name).put("variant_id", 0);
        return this;
    }

    /** The last line is none that is shipped. */
    public ShopOrderDraft digital() {
        lastLine().put("type", "digital");
        return this;
    }

    /** So many of the last line. */
    public ShopOrderDraft refunded(int quantity) {
        lastLine().put("quantity_refunded", quantity);
        return this;
    }

    /** The last line's name. */
    public ShopOrderDraft named(String name) {
        lastLine().put("name", name);
        return this;
    }

    /** The last line's product and variant. */
    public ShopOrderDraft of(long product, long variant) {
        lastLine().put("product_id", product).put("variant_id", variant);
        return this;
    }

    /** An option of the last line. */
    public ShopOrderDraft option(String name, String value, String type) {
        lastLine()
                .withArray("product_options")
                .addObject()
                .put("display_name", name)
                .put("display_value", value)
                .put("type", type);
        return this;
    }

    private ObjectNode lastLine() {
        return (ObjectNode) lines().get(lines().size() - 1);
    }

    private ShopOrderDraft line(long product, String sku, int quantity, String price) {
        BigDecimal inc = new BigDecimal(price);
        BigDecimal sum = inc.multiply(BigDecimal.valueOf(quantity));
        ObjectNode line = lines().addObject();
        line.put("id", nextLine + 500)
                .put("product_id", product)
                .put("variant_id", product + 1000)
                .put("order_address_id", 31)
                .put("name", "Thing " + sku)
                .put("sku", sku)
                .put("type", "physical")
                .put("quantity", quantity)
                .put("quantity_shipped", 0)
                .put("quantity_refunded", 0);
        money(line, "price", inc);
        line.put("base_price", text(inc));
        money(line, "total", sum);
        line.put("discounted_total_inc_tax", text(sum));
        line.putArray("applied_discounts");
        line.putArray("product_options");
        total = total.add(sum);
        nextLine++;
        return this;
    }

    public ShopOrderDraft shipping(String incTax) {
        shipping = new BigDecimal(incTax);
        ObjectNode to = (ObjectNode) order.at("/consignments/shipping/0");
        money(to, "cost", shipping);
        return this;
    }

    public ObjectNode json() {
        ObjectNode json = order.deepCopy();
        money(json, "subtotal", total);
        money(json, "shipping_cost", shipping);
        money(json, "total", total.add(shipping));
        json.put("items_total", lineCount());
        return json;
    }

    private int lineCount() {
        int count = 0;
        for (var line : lines()) count += line.path("quantity").asInt();
        return count;
    }

    private ArrayNode lines() {
        return (ArrayNode) order.at("/consignments/shipping/0/line_items");
    }

    private static void money(ObjectNode node, String name, BigDecimal inc) {
        BigDecimal ex = inc.divide(RATE, 4, RoundingMode.HALF_UP).setScale(2, RoundingMode.HALF_UP);
        node.put(name + "_inc_tax", text(inc))
                .put(name + "_ex_tax", text(ex))
                .put(name + "_tax", text(inc.subtract(ex)));
    }

    private static String text(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
