package dev.ordersync.mapping.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.mapping.domain.PlanResult.Planned;
import dev.ordersync.mapping.domain.PlanSalesOrder;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import dev.ordersync.stores.StoreSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadOrderTest {
    private static final String ORDER = """
            {"id":100,"customer_id":7,"date_created":"Mon, 20 Jul 2026 09:14:03 +0000","status_id":11,
             "is_tax_inclusive_pricing":true,"default_currency_code":"EUR","currency_code":"USD",
             "total_ex_tax":"134.4300","total_inc_tax":"159.9700","total_tax":"25.5400","items_total":3,
             "discount_amount":"0.0000","coupon_discount":"0","store_credit_amount":"0","gift_certificate_amount":"5.0000",
             "shipping_cost_ex_tax":"8.4000","shipping_cost_inc_tax":"10.0000","shipping_cost_tax":"1.6000",
             "handling_cost_ex_tax":"0","handling_cost_inc_tax":"0","handling_cost_tax":"0",
             "customer_message":"Ring twice","staff_notes":"secret","shipping_address_count":1,
             "billing_address":{"first_name":"Ada","last_name":"Byron","company":"","street_1":"Peetri 7","city":"Tallinn",
               "zip":"10411","country":"Estonia","email":"ada@example.com","phone":"",
               "form_fields":[{"name":"VAT","value":"1"},{"name":"PO Number","value":"PO 7781"}]},
             "consignments":{"shipping":[{"id":51,"first_name":"Luke","last_name":"Hill","street_1":"Main 1","city":"Austin",
               "country":"United States","shipping_method":"Flat Rate","cost_ex_tax":8.40,"cost_inc_tax":10.00,"cost_tax":1.60,
               "line_items":[{"id":331,"product_id":12,"variant_id":34,"order_address_id":51,"name":"Chemise",
                 "name_merchant":"Shirt","sku":"TS-M","type":"physical","base_price":"49.9900","price_ex_tax":"42.0084",
                 "price_inc_tax":"49.9900","base_total":"149.9700","total_ex_tax":"126.0252","total_inc_tax":"149.9700",
                 "total_tax":"23.9400","quantity":3,"quantity_shipped":0,"quantity_refunded":0,"is_refunded":false,
                 "applied_discounts":[],"discounted_total_inc_tax":"149.9700",
                 "product_options":[{"display_name":"Size","display_value":"M"}]}]}]}}
            """;

    private static final String TAXES = """
            [{"id":1,"rate":"19.0000","priority":0,"order_product_id":"331","line_item_type":"item","name":"VAT",
              "order_address_id":51},
             {"id":2,"rate":"19.0000","priority":0,"order_product_id":null,"line_item_type":"shipping","name":"VAT",
              "order_address_id":51}]
            """;

    @Test
    void a_snapshot_becomes_an_order_with_its_rates() {
        ShopOrder order = read(ORDER, TAXES);

        assertThat(order.currency()).isEqualTo("EUR");
        assertThat(order.purchaseOrder()).isEqualTo("PO 7781");
        assertThat(order.comments()).isEqualTo("Ring twice");
        assertThat(order.giftCertificates()).isEqualByComparingTo("5");
        assertThat(order.createdAt()).isEqualTo(Instant.parse("2026-07-20T09:14:03Z"));
        assertThat(order.billing().company()).isNull();
        assertThat(order.shipTo())
                .singleElement()
                .satisfies(to -> assertThat(to.address().firstName()).isEqualTo("Luke"));
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("Shirt");
            assertThat(line.taxes()).containsExactly(new TaxLayer(new BigDecimal("19.0000"), 0));
            assertThat(line.options()).containsExactly(new ShopOrder.Option("Size", "M"));
            assertThat(line.addressId()).isEqualTo(51);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Checkbox, true",
        "Date field, true",
        "File Upload, true",
        "File upload, true",
        "Multi-line text field, true",
        "Numbers only text field, true",
        "Text field, true",
        "Product Pick List, true",
        "Multiple choice, false",
        "Swatch, false",
        "Hologram, false",
        "'', false"
    })
    void what_the_shopper_typed_or_uploaded_is_no_option_of_a_variant(String type, boolean modifier) {
        String typed =
                ORDER.replace("\"display_name\":\"Size\"", "\"type\":\"" + type + "\",\"display_name\":\"Size\"");

        assertThat(read(typed, TAXES).lines().get(0).options())
                .containsExactly(new ShopOrder.Option("Size", "M", modifier));
    }

    @Test
    void a_sku_is_kept_to_the_letter() {
        assertThat(read(ORDER.replace("\"TS-M\"", "\"TS-M \""), TAXES)
                        .lines()
                        .get(0)
                        .sku())
                .isEqualTo("TS-M ");
        assertThat(read(ORDER.replace("\"TS-M\"", "\"  \""), TAXES)
                        .lines()
                        .get(0)
                        .sku())
                .isNull();
    }

    @Test
    void the_stores_own_currency_and_the_number_of_its_items_are_read() {
        ShopOrder order = read(
                ORDER.replace(
                        "\"customer_id\":7",
                        "\"customer_id\":7,\"store_default_currency_code\":\"GBP\","
                                + "\"store_default_to_transactional_exchange_rate\":\"1.25\""),
                TAXES);

        assertThat(order.storeCurrency()).isEqualTo("GBP");
        assertThat(order.storeRate()).isEqualByComparingTo("1.25");
        assertThat(order.itemsTotal()).isEqualTo(3);
    }

    @Test
    void without_a_sku_a_pick_list_may_be_all_that_tells_a_variant() {
        String typed = ORDER.replace("\"TS-M\"", "\"\"")
                .replace("\"display_name\":\"Size\"", "\"type\":\"Product Pick List\",\"display_name\":\"Set\"");

        assertThat(read(typed, TAXES).lines().get(0).options()).containsExactly(new ShopOrder.Option("Set", "M"));
    }

    @Test
    void a_fee_without_a_tax_of_its_own_has_the_rates_of_its_class() {
        String fee = """
                "fees":[{"id":9,"type":"custom_fee","display_name_merchant":"Bag","cost_ex_tax":"0.0100",
                  "cost_inc_tax":"0.0100","cost_tax":"0.0000","tax_class_id":%d}],"customer_id":7""";
        String taxes = TAXES.replace("\"id\":1,", "\"id\":1,\"tax_class_id\":0,");

        assertThat(charges(fee.formatted(0), taxes)).containsExactly(new TaxLayer(new BigDecimal("19.0000"), 0));
        assertThat(charges(fee.formatted(3), taxes)).isEmpty();
        assertThat(charges(fee.formatted(0), TAXES)).as("no class told").isEmpty();
    }

    private static List<TaxLayer> charges(String fee, String taxes) {
        return read(ORDER.replace("\"customer_id\":7", fee), taxes).charges().stream()
                .filter(charge -> charge.kind() == ShopOrder.ChargeKind.FEE)
                .findFirst()
                .orElseThrow()
                .taxes();
    }

    @Test
    void a_snapshot_is_planned_to_the_cent() {
        ShopOrder order = read(ORDER, TAXES);

        Planned planned =
                (Planned) new PlanSalesOrder().plan(order, ReadRules.of("abc123", StoreSettings.defaults(), "10"));

        assertThat(planned.plan().rows().get(0).pricePerUnit()).isEqualByComparingTo("42.0084033613");
        assertThat(planned.plan().fee().amount()).isEqualByComparingTo("8.4033613445");
        assertThat(planned.plan().fee().description()).isEqualTo("Shipping (Flat Rate)");
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("159.97");
        assertThat(planned.plan().deliveryDate()).isEqualTo(Instant.parse("2026-07-30T09:14:03Z"));
    }

    @Test
    void a_discount_without_its_share_is_spread_as_one_that_no_line_shows() {
        ObjectNode order = (ObjectNode) json(ORDER);
        order.put("discount_amount", "9.9700")
                .put("total_ex_tax", "126.0500")
                .put("total_inc_tax", "150.0000")
                .put("total_tax", "23.9500");
        ObjectNode line = (ObjectNode) order.at("/consignments/shipping/0/line_items/0");
        line.put("total_tax", "22.3500").remove("discounted_total_inc_tax");
        line.withArray("applied_discounts").addObject().put("id", 1).putNull("amount");

        Planned planned = (Planned)
                new PlanSalesOrder().plan(read(order), ReadRules.of("abc123", StoreSettings.defaults(), "10"));

        assertThat(planned.plan().rows().get(0).totalDiscount()).isEqualByComparingTo("8.3781512605");
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("150.00");
    }

    @Test
    void a_wrapping_knows_of_how_many_it_is_the_sum() {
        ObjectNode order = (ObjectNode) json(ORDER);
        order.put("wrapping_cost_ex_tax", "3.00")
                .put("wrapping_cost_inc_tax", "3.57")
                .put("wrapping_cost_tax", "0.57");
        var lines = (ArrayNode) order.at("/consignments/shipping/0/line_items");
        for (int more = 0; more < 2; more++) lines.add(lines.get(0).deepCopy());
        for (int i = 0; i < lines.size(); i++)
            ((ObjectNode) lines.get(i))
                    .put("id", 331 + i)
                    .put("quantity", 1)
                    .put("wrapping_cost_ex_tax", "1.00")
                    .put("wrapping_cost_inc_tax", "1.19")
                    .put("wrapping_cost_tax", "0.19");

        assertThat(read(order).charges())
                .extracting(charge -> charge.key() + " " + charge.amounts())
                .contains("wrapping 3", "shipping 1");
    }

    @Test
    void the_accounts_email_comes_before_the_billing_one() {
        JsonNode order = json(ORDER);
        ((ObjectNode) order).putObject("customer").put("email", "account@example.com");

        assertThat(read(order).customer().email()).isEqualTo("account@example.com");
        assertThat(read(json(ORDER)).customer().email()).isEqualTo("ada@example.com");
    }

    @Test
    void charges_to_several_addresses_at_several_rates_come_apart() {
        String two = ORDER.replace("\"consignments\":{\"shipping\":[", """
                "consignments":{"shipping":[{"id":52,"first_name":"Eve","street_1":"Side 2","city":"Oslo","country":"Norway",
                 "shipping_method":"Air","cost_ex_tax":0,"cost_inc_tax":0,"cost_tax":0,"line_items":[]},""");
        String split = two.replace(
                        "\"cost_ex_tax\":0,\"cost_inc_tax\":0,\"cost_tax\":0",
                        "\"cost_ex_tax\":2.00,\"cost_inc_tax\":2.00,\"cost_tax\":0")
                .replace("\"cost_ex_tax\":8.40,\"cost_inc_tax\":10.00", "\"cost_ex_tax\":6.40,\"cost_inc_tax\":8.00");

        assertThat(read(split, TAXES).charges())
                .filteredOn(charge -> charge.incTax().signum() != 0)
                .extracting(ShopOrder.Charge::key)
                .containsExactly("shipping:52", "shipping:51");
        assertThat(read(two, TAXES).charges())
                .filteredOn(charge -> charge.incTax().signum() != 0)
                .extracting(ShopOrder.Charge::key)
                .containsExactly("shipping");
    }

    @Test
    void a_tax_that_is_listed_once_per_address_without_naming_it_counts_once() {
        String two = ORDER.replace("\"consignments\":{\"shipping\":[", """
                "consignments":{"shipping":[{"id":52,"first_name":"Eve","street_1":"Side 2","city":"Oslo","country":"Norway",
                 "shipping_method":"Air","cost_ex_tax":4.20,"cost_inc_tax":5.00,"cost_tax":0.80,"line_items":[]},""")
                .replace(
                        "\"cost_ex_tax\":8.40,\"cost_inc_tax\":10.00,\"cost_tax\":1.60",
                        "\"cost_ex_tax\":4.20,\"cost_inc_tax\":5.00,\"cost_tax\":0.80");
        String state = tax(2, "6.0000", 0) + "," + tax(3, "6.0000", 0);
        String city = tax(4, "13.0000", 0);

        assertThat(shippingTaxes(two, state + "," + city + "," + tax(5, "13.0000", 0)))
                .containsExactly(new TaxLayer(new BigDecimal("6.0000"), 0), new TaxLayer(new BigDecimal("13.0000"), 0));
        assertThat(shippingTaxes(two, state + "," + city))
                .as("a tax that one address alone has")
                .hasSize(2);
        assertThat(shippingTaxes(ORDER, state)).as("two taxes of one address").hasSize(2);
    }

    private static String tax(int id, String rate, int priority) {
        return """
                {"id":%d,"rate":"%s","priority":%d,"order_product_id":null,"line_item_type":"shipping","name":"Tax"}""".formatted(id, rate, priority);
    }

    private static List<TaxLayer> shippingTaxes(String order, String taxes) {
        return read(order, "[" + taxes + "]").charges().stream()
                .filter(charge -> charge.key().equals("shipping"))
                .findFirst()
                .orElseThrow()
                .taxes();
    }

    @Test
    void a_line_refunded_without_a_quantity_is_refunded_whole() {
        ShopOrder order = read(ORDER.replace("\"is_refunded\":false", "\"is_refunded\":true"), TAXES);

        assertThat(order.lines().get(0).refunded()).isEqualByComparingTo("3");
    }

    @Test
    void missing_lines_and_unreadable_amounts_are_named() {
        ReadOrder.Result missing = result(json(ORDER.replace("\"items_total\":3", "\"items_total\":9")), null);
        ReadOrder.Result broken = result(json(ORDER.replace("\"159.9700\"", "\"many\"")), null);

        assertThat(((ReadOrder.Result.Unreadable) missing).sentence()).contains("lines");
        assertThat(((ReadOrder.Result.Unreadable) broken).field()).isEqualTo("total_inc_tax");
    }

    private static ShopOrder read(String order, String taxes) {
        return ((ReadOrder.Result.Read) result(json(order), taxes)).order();
    }

    private static ShopOrder read(JsonNode order) {
        return ((ReadOrder.Result.Read) result(order, null)).order();
    }

    private static ReadOrder.Result result(JsonNode order, String taxes) {
        Instant now = Instant.parse("2026-07-20T09:15:00Z");
        return new ReadOrder()
                .read(new OrderObserved(
                        "abc123",
                        100,
                        1,
                        now,
                        "webhook",
                        order,
                        null,
                        taxes == null ? null : json(taxes),
                        null,
                        now,
                        now,
                        false));
    }

    private static JsonNode json(String text) {
        try {
            return Codec.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
