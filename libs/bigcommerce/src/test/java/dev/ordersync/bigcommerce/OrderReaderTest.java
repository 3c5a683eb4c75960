package dev.ordersync.bigcommerce;

import static dev.ordersync.bigcommerce.Snapshots.json;
import static dev.ordersync.bigcommerce.Snapshots.line;
import static dev.ordersync.bigcommerce.Snapshots.order;
import static dev.ordersync.bigcommerce.Snapshots.read;
import static dev.ordersync.bigcommerce.Snapshots.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    @Test
    void an_order_is_read_with_its_money_people_and_lines() {
        BcOrder order = read(order(line(1, 2)));

        assertThat(order.id()).isEqualTo(1001);
        assertThat(order.customerId()).isEqualTo(7);
        assertThat(order.isGuest()).isFalse();
        assertThat(order.createdAt()).isEqualTo(Instant.parse("2026-11-05T08:15:30Z"));
        assertThat(order.shippedAt()).isNull();
        assertThat(order.statusId()).isEqualTo(11);
        assertThat(order.taxInclusive()).isTrue();
        assertThat(order.totals().totalIncTax()).isEqualTo(new BigDecimal("130.9000"));
        assertThat(order.shipping().exTax()).isEqualByComparingTo("10");
        assertThat(order.shipping().taxClassId()).isEqualTo(2);
        assertThat(order.handling().isZero()).isTrue();
        assertThat(order.billing().email()).isEqualTo("ada@example.com");
        assertThat(order.consignments()).singleElement().satisfies(c -> {
            assertThat(c.id()).isEqualTo(31);
            assertThat(c.address().city()).isEqualTo("Hull");
            assertThat(c.method()).isEqualTo("Van");
            assertThat(c.cost().tax()).isEqualByComparingTo("1.9");
        });
        assertThat(order.lines()).singleElement().satisfies(l -> {
            assertThat(l.name()).isEqualTo("Chair, oak");
            assertThat(l.sku()).isEqualTo("CH-1");
            assertThat(l.priceExTax()).isEqualTo(new BigDecimal("50.0000"));
            assertThat(l.quantityOpen()).isEqualTo(2);
        });
        assertThat(order.linesComplete()).isTrue();
        assertThat(order.taxes()).isNull();
    }

    @Test
    void the_currency_is_the_transactional_one_not_the_one_browsed_in() {
        assertThat(read(order()).currency()).isEqualTo("EUR");
        assertThat(read(order()).displayCurrency()).isEqualTo("USD");
    }

    @Test
    void without_a_transactional_currency_only_an_unconverted_order_is_clear() {
        ObjectNode converted = order();
        converted.remove("default_currency_code");
        ObjectNode plain = converted.deepCopy().put("currency_exchange_rate", "1.0000000000");

        assertThat(unreadable(converted).field()).isEqualTo("default_currency_code");
        assertThat(read(plain).currency()).isEqualTo("USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12.3400\"", "\"12.34\"", "12.34", "12.3400", "\" 12.34 \"", "\"1.234e1\""})
    void an_amount_may_come_in_any_of_these_forms(String amount) {
        ObjectNode order = order();
        order.set("discount_amount", json(amount));

        assertThat(read(order).totals().discount()).isEqualByComparingTo("12.34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "{}", "[]", "\"  \""})
    void an_absent_amount_may_come_in_any_of_these_forms(String amount) {
        ObjectNode order = order();
        order.set("discount_amount", json(amount));
        order.set("date_modified", json(amount));
        order.set("is_tax_inclusive_pricing", json(amount));

        assertThat(read(order).totals().discount()).isZero();
        assertThat(read(order).modifiedAt()).isNull();
        assertThat(read(order).taxInclusive()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"about 5\"", "true", "{\"value\":5}", "\"1e999\"", "\"0x10\"", "\"1,50\"", "[1]"})
    void an_amount_that_is_none_makes_the_order_unreadable_by_name(String amount) {
        ObjectNode order = order();
        order.set("total_inc_tax", json(amount));

        assertThat(unreadable(order).field()).isEqualTo("total_inc_tax");
        assertThat(unreadable(order).sentence()).contains("total_inc_tax").endsWith("is not a number.");
    }

    @Test
    void a_field_of_a_line_is_named_with_its_place() {
        ObjectNode bad = line(2, 1);
        bad.put("price_inc_tax", "free");

        assertThat(unreadable(order(line(1, 1), bad)).field())
                .isEqualTo("consignments.shipping[0].line_items[1].price_inc_tax");
    }

    @Test
    void what_is_not_an_order_is_told() {
        assertThat(unreadable(null).field()).isEqualTo("order");
        assertThat(unreadable(json("[]")).field()).isEqualTo("order");
        assertThat(unreadable(json("{}")).field()).isEqualTo("id");
        assertThat(unreadable(order().put("date_created", "yesterday")).field()).isEqualTo("date_created");
        assertThat(unreadable(order().putNull("status_id")).field()).isEqualTo("status_id");
        assertThat(unreadable(order(line(1, 1).put("quantity", 1.5))).field()).endsWith("quantity");
    }

    @Test
    void a_missing_price_is_reckoned_from_the_other_one_and_the_tax() {
        ObjectNode line = line(1, 1);
        line.remove("price_inc_tax");
        line.remove("total_inc_tax");
        line.remove("discounted_total_inc_tax");

        BcLine read = read(order(line)).lines().get(0);

        assertThat(read.priceIncTax()).isEqualByComparingTo("59.5");
        assertThat(read.totalIncTax()).isEqualByComparingTo("59.5");
        assertThat(read.discountedTotalIncTax()).isNull();
    }

    @Test
    void discounts_and_options_of_a_line_are_kept_in_the_stores_language() {
        ObjectNode line = line(1, 2);
        line.set(
                "applied_discounts",
                json(
                        "[{\"id\":\"total-coupon\",\"amount\":\"5.0000\",\"name\":\"Five off\",\"code\":\"FIVE\",\"target\":\"order\"},"
                                + "{\"id\":12,\"amount\":1.5,\"name\":\"Promo\",\"code\":null,\"target\":\"product\"}]"));
        line.set(
                "product_options",
                json("[{\"display_name\":\"Farbe\",\"display_name_merchant\":\"Colour\",\"display_value\":\"Rot\","
                        + "\"display_value_merchant\":\"Red\",\"type\":\"Swatch\"}]"));

        BcLine read = read(order(line)).lines().get(0);

        assertThat(read.discounts())
                .containsExactly(
                        new BcDiscount("total-coupon", new BigDecimal("5.0000"), "Five off", "FIVE", "order"),
                        new BcDiscount("12", new BigDecimal("1.5"), "Promo", "", "product"));
        assertThat(read.options()).containsExactly(new BcOption("Colour", "Red", "Swatch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}"})
    void a_discount_without_an_amount_is_left_out_and_holds_no_order_back(String amount) {
        ObjectNode line = line(1, 2);
        line.set(
                "applied_discounts",
                json("[{\"id\":1,\"amount\":" + amount + ",\"target\":\"order\"},"
                        + "{\"id\":2,\"amount\":\"1.5\",\"target\":\"product\"}]"));

        assertThat(read(order(line)).lines().get(0).discounts())
                .extracting(BcDiscount::id)
                .containsExactly("2");
    }

    @Test
    void a_discount_whose_amount_is_no_number_is_named() {
        ObjectNode line = line(1, 2);
        line.set("applied_discounts", json("[{\"id\":1,\"amount\":\"half\"}]"));

        assertThat(unreadable(order(line)).field()).endsWith("applied_discounts[0].amount");
    }

    @Test
    void a_line_that_was_removed_needs_no_price() {
        ObjectNode removed =
                line(2, 0).put("price_ex_tax", "").put("price_inc_tax", "").put("price_tax", "");

        BcLine read = read(order(line(1, 1), removed)).lines().get(1);

        assertThat(read.quantity()).isZero();
        assertThat(read.priceIncTax()).isEqualByComparingTo("0");
    }

    @Test
    void a_sku_is_kept_to_the_letter() {
        assertThat(read(order(line(1, 1).put("sku", "a B "))).lines().get(0).sku())
                .isEqualTo("a B ");
        assertThat(read(order(line(1, 1).put("sku", "  "))).lines().get(0).sku())
                .isEmpty();
    }

    @Test
    void custom_items_gift_certificates_and_removed_lines_are_told_apart() {
        BcOrder order = read(order(
                line(1, 1).put("product_id", 0),
                line(2, 1).put("product_id", 0).put("type", "giftcertificate"),
                line(3, 0)));

        assertThat(order.lines().get(0).isCustom()).isTrue();
        assertThat(order.lines().get(1).isCustom()).isFalse();
        assertThat(order.lines().get(1).isPhysical()).isFalse();
        assertThat(order.lines().get(2).quantity()).isZero();
        assertThat(order.linesComplete()).isTrue();
    }

    @Test
    void refunded_and_shipped_quantities_are_no_longer_open() {
        ObjectNode line = line(1, 5).put("quantity_shipped", 2).put("quantity_refunded", 4);

        assertThat(read(order(line)).lines().get(0).quantityOpen()).isZero();
    }

    @Test
    void taxes_are_read_by_line() {
        var taxes = json("[{\"id\":13,\"name\":\"VAT\",\"class\":\"Default\",\"rate\":\"19.0000\",\"priority\":1,"
                + "\"priority_amount\":\"19.0000\",\"line_amount\":\"19.0000\",\"order_product_id\":\"1\","
                + "\"line_item_type\":\"item\"},{\"id\":14,\"rate\":\"19.0000\",\"order_product_id\":null,"
                + "\"line_item_type\":\"shipping\"}]");

        BcOrder order = read(order(line(1, 2)), null, taxes);

        assertThat(order.taxes()).extracting(BcTax::lineId).containsExactly(1L, 0L);
        assertThat(order.taxes().get(0).rate()).isEqualByComparingTo("19");
        assertThat(order.taxes().get(1).lineItemType()).isEqualTo("shipping");
    }

    @Test
    void fees_are_read_in_each_form_also_with_the_misspelt_field() {
        String fee =
                "[{\"id\":3,\"type\":\"custom_fee\",\"display_name_merchant\":\"Pallet\",\"cost_exc_tax\":\"4.0000\","
                        + "\"cost_inc_tax\":\"4.7600\",\"cost_tax\":\"0.7600\"}]";
        ObjectNode embedded = order();
        embedded.set("fees", json(fee));
        ObjectNode wrapped = order();
        wrapped.putObject("fees").set("fees", json(fee));
        ObjectNode linked = order();
        linked.putObject("fees").put("url", "https://x").put("resource", "/orders/1/fees");

        assertThat(read(embedded).fees()).singleElement().satisfies(f -> {
            assertThat(f.name()).isEqualTo("Pallet");
            assertThat(f.cost().exTax()).isEqualByComparingTo("4");
        });
        assertThat(read(wrapped).fees()).hasSize(1);
        assertThat(read(linked).fees()).isEmpty();
    }
}
